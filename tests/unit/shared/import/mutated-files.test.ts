import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../shared/import/limits.ts';
import { openRows } from '../../../../shared/import/open-rows.ts';
import { detectReading } from '../../../../shared/import/reading.ts';
import { isRowFault, type Row, type RowOrFault } from '../../../../shared/import/row.ts';
import { createEncoder, fileOf, fixtures, toUtf16 } from './support.ts';
import { buildWorkbook, toSheetXml } from './xlsx/build-workbook.ts';

/** How many mutated files are read: `FUZZ_RUNS=20000` looks longer. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);
/** Far more than any of these small files takes on the slowest machine. */
const MOST_MILLISECONDS = 10_000;

const records = Array.from({ length: 12 }, (_, index) => ({
  id: `p${index}`,
  prompt: `第 ${index} 个问题 "quoted", and\nmore`,
  response: `答案 ${'很长'.repeat(index)}`,
}));
const jsonLines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
const table = [
  'id,prompt,response',
  ...records.map(({ id, prompt, response }) => `${id},"${prompt.replaceAll('"', '""')}",${response}`),
].join('\n');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const readFixture = (path: string): Uint8Array => new Uint8Array(readFileSync(join(fixtures, path)));

const FILES: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['a.jsonl', utf8(jsonLines)],
  ['a.json', utf8(JSON.stringify(records, null, 1))],
  ['b.json', utf8(JSON.stringify({ version: 1, data: records, about: [{ x: 1 }] }))],
  ['a.csv', utf8(table)],
  ['b.csv', createEncoder('GBK').encode(table)],
  ['c.csv', toUtf16(table, 'UTF-16LE')],
  ['a.jsonl.gz', new Uint8Array(gzipSync(jsonLines))],
  ['a.xlsx', buildWorkbook([toSheetXml(records.map((record) => Object.values(record)))])],
  ['b.xlsx', readFixture('xlsx/kinds.xlsx')],
  ...['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4'].map(
    (codec) => [`${codec}.parquet`, readFixture(`parquet/kinds.${codec}.parquet`)] as const,
  ),
];

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const mutation = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: place, mask: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({ kind: fc.constant('double' as const), at: place, length: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constant('drop' as const), at: place, length: fc.integer({ min: 1, max: 200 }) }),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer Value> ? Value : never;

function mutate(bytes: Uint8Array, change: Mutation): Uint8Array {
  const at = Math.floor(change.at * bytes.length);
  switch (change.kind) {
    case 'flip':
      return bytes.length === 0 ? bytes : bytes.with(at, (bytes[at] ?? 0) ^ change.mask);
    case 'cut':
      return bytes.slice(0, at);
    case 'double':
      return concatenate(bytes.subarray(0, at + change.length), bytes.subarray(at));
    case 'drop':
      return concatenate(bytes.subarray(0, at), bytes.subarray(at + change.length));
  }
}

function concatenate(left: Uint8Array, right: Uint8Array): Uint8Array {
  return Uint8Array.from([...left, ...right]);
}

/** All rows of a file; its refusal as a fault. */
async function read(name: string, bytes: Uint8Array): Promise<RowOrFault[]> {
  const file = fileOf(name, bytes);
  const reading = await detectReading(file, {});
  if (!reading.ok) return [...reading.error.faults];
  const all: RowOrFault[] = [];
  for await (const { rows } of openRows(file, reading.value, LIMITS).batches()) all.push(...rows);
  return all;
}

/** A row that can be saved as UTF-8, or a fault that says something. */
function isAcceptable(row: RowOrFault): boolean {
  return isRowFault(row) ? row.fault.message.length > 20 : !/\\ud[89a-f]/.test(JSON.stringify(row.value));
}

describe('mutated files', () => {
  it(
    'never make the reader throw or hang; every row that comes is a whole one, and half a character is never in it',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...FILES),
          fc.array(mutation, { minLength: 1, maxLength: 4 }),
          async ([name, bytes], changes) => {
            const start = performance.now();
            const rows = await read(name, changes.reduce(mutate, bytes));
            expect(rows.filter((row) => !isAcceptable(row))).toEqual([]);
            expect(performance.now() - start).toBeLessThan(MOST_MILLISECONDS);
          },
        ),
        { numRuns: RUNS },
      );
    },
    // For as many runs as are asked for.
    60_000 + RUNS * 100,
  );

  const WHOLE = [
    ['a.jsonl', 'json'],
    ['a.json', 'json'],
    ['b.json', 'json'],
    ['a.jsonl.gz', 'json'],
  ] as const;
  it.each(WHOLE)('%s gives nothing but its own rows wherever it is cut off, and says so', async (name) => {
    const bytes = FILES.find(([candidate]) => candidate === name)?.[1] ?? new Uint8Array(0);
    for (let end = 1; end < bytes.length; end += 1) {
      const rows = await read(name, bytes.subarray(0, end));
      const good = rows.filter((row): row is Row => !isRowFault(row));
      expect(good.map(({ value }) => value)).toEqual(records.slice(0, good.length));
      // Whether more was to come cannot be seen after a whole line.
      const isSilent = rows.length === good.length && good.length < records.length;
      expect(isSilent && !(name === 'a.jsonl' && isEndOfLine(bytes, end))).toBe(false);
    }
  });
});

function isEndOfLine(bytes: Uint8Array, end: number): boolean {
  return bytes[end - 1] === 0x0a || bytes[end] === 0x0a;
}
