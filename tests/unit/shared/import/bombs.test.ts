import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runProgram } from '../../../support/run-program.ts';
import { fixtures } from './support.ts';

const HEAP_MB = 256;
/** Several times the longest row that is taken, 64 MB: joined, decoded, and cut into cells. */
const MOST_BYTES = 600 * 1024 ** 2;

it('files that unpack to a gigabyte, and files that lie about their sizes, are refused before they fill memory', async () => {
  const { output, grownBytes } = await runProgram(
    'import-bombs',
    [join(fixtures, 'parquet/kinds.none.parquet')],
    HEAP_MB,
  );
  expect(output).toEqual({
    'zeros.jsonl.gz': ['unsupported_container'],
    'nested.jsonl.gz': ['unsupported_container'],
    // What came before is kept: a row, and its repetitions.
    'rows.jsonl.gz': ['duplicate_response', 'compressed_bomb'],
    'blanks.json.gz': ['compressed_bomb'],
    'nothing.json.gz': ['bad_json'],
    'text.jsonl.gz': ['compressed_bomb'],
    'list.json.gz': ['compressed_bomb'],
    'cell.csv.gz': ['compressed_bomb'],
    // Unpacked to its end, where its checksum is not right.
    'long.jsonl.gz': ['damaged_file'],
    // A text or a row that no sheet has is met first.
    'sheet.xlsx': ['damaged_file'],
    'cells.xlsx': ['damaged_file'],
    'strings.xlsx': ['damaged_file'],
    'texts.xlsx': ['compressed_bomb'],
    'book.xlsx': ['compressed_bomb'],
    'packed.xlsx.gz': ['damaged_file'],
    'footer.parquet': ['damaged_file'],
  });
  expect(grownBytes).toBeLessThan(MOST_BYTES);
}, 180_000);
