import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { type CsvDialect, type CsvRecord, CsvSplitter } from '../../../../shared/import/csv-splitter.ts';
import { sniffCsvDialect } from '../../../../shared/import/sniff-csv.ts';
import { isBlankRecord } from '../../../../shared/import/table-rows.ts';
import { cutText, fixtures } from './support.ts';

const comma: CsvDialect = { delimiter: ',', newline: '\n' };

function split(parts: readonly string[], dialect = comma, rowLength = 1_000_000): CsvRecord[] {
  const splitter = new CsvSplitter(dialect, { rowLength });
  return [...parts.flatMap((part) => splitter.push(part)), ...splitter.end()];
}

const cell = fc.oneof(
  fc.string(),
  fc
    .array(fc.constantFrom('"', '\r', '\n', ',', ';', '\t', ' ', 'a', '字', '""'))
    .map((parts) => parts.join('')),
);
const table = fc
  .integer({ min: 2, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));

describe('splitting CSV', () => {
  it('gives back the cells that were written, whatever they hold and wherever the text is cut', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.nat()),
        (rows, delimiter, newline, quotes, cuts) => {
          const text = Papa.unparse(rows, { delimiter, newline, quotes });
          const records = split(cutText(text, cuts), { delimiter, newline: '\n' });
          expect(records.map(({ cells }) => cells)).toEqual(rows);
          expect(records.every(({ broken }) => broken === undefined)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('knows the physical line where each record starts', () => {
    expect(split(['a,b\n"x\ny",1\r\n\nlast,"q"'])).toEqual([
      { cells: ['a', 'b'], line: 1 },
      { cells: ['x\ny', '1'], line: 2 },
      { cells: [''], line: 4 },
      { cells: ['last', 'q'], line: 5 },
    ]);
  });

  it('keeps texts as they are: numbers, formulas, NULL and spaces', () => {
    const cells = ['007', '=1+1', '-5', '@x', 'NULL', ' padded ', 'true', '1e3'];
    expect(split([cells.join(',')])).toEqual([{ cells, line: 1 }]);
  });

  it('marks a quote that is never closed and a cell that goes on after its quote', () => {
    expect(split(['a,b\n1,"open\n2,3\n']).map(({ broken, line }) => [broken, line])).toEqual([
      [undefined, 1],
      ['open_quote', 2],
    ]);
    expect(split(['a,b\n1,"x"y"\n2,3\n'])[1]).toEqual({ cells: [], line: 2, broken: 'bad_quotes' });
  });

  it('gives up on a record that is longer than allowed', () => {
    const records = split(['a,b\n', `1,"${'x'.repeat(300)}`, 'y'.repeat(300), '"\n2,3\n'], comma, 100);
    expect(records.map(({ broken, line }) => [broken, line])).toEqual([
      [undefined, 1],
      ['row_too_long', 2],
    ]);
  });

  it('reads a cell of 5 MB in pieces without looking at it again and again', () => {
    const big = '字"\n'.repeat(1_000_000);
    const text = `a,b\n1,"${big.replaceAll('"', '""')}"\n2,3\n`;
    const cuts = Array.from({ length: 60 }, (_, index) => index * 80_000);
    const records = split(cutText(text, cuts), comma, 64 * 1024 * 1024);
    expect(records.map(({ cells, line }) => [cells.map((item) => item.length), line])).toEqual([
      [[1, 1], 1],
      [[1, big.length], 2],
      [[1, 1], 1_000_003],
    ]);
    expect(records[1]?.cells[1]).toBe(big);
  });
});

describe('the csv-spectrum collection', () => {
  const folder = join(fixtures, 'csv/csv-spectrum');
  const names = readdirSync(join(folder, 'csvs'))
    .map((name) => name.replace('.csv', ''))
    // Its JSON is another record than its CSV, and no list.
    .filter((name) => name !== 'location_coordinates');
  it.each(names)('%s', (name) => {
    const text = readFileSync(join(folder, 'csvs', `${name}.csv`), 'utf8');
    const expected = JSON.parse(readFileSync(join(folder, 'json', `${name}.json`), 'utf8')) as object[];
    const dialect = sniffCsvDialect(text, true);
    const [header, ...rows] = split([text], dialect).filter(({ cells }) => !isBlankRecord(cells));
    expect(
      rows.map(({ cells }) => Object.fromEntries((header?.cells ?? []).map((key, at) => [key, cells[at]]))),
    ).toEqual(expected);
  });
});

describe('finding the delimiter', () => {
  it.each([
    ['commas', 'prompt,a,b\nx;y,1,2\nz,3,4\n', ','],
    ['semicolons around decimal commas', 'id;value;text\n1;2,5;a, b\n2;3,5;c\n', ';'],
    ['tabs around commas', 'prompt\ta\nx, y, z\t1\nu, v, w\t2\n', '\t'],
    ['delimiters in quoted line ends', 'prompt;answer\n"a,b\nc,d";x\n"e,f";y\n', ';'],
    ['bars around commas', 'prompt|a\nx, y|1\nu|2\n', '|'],
    ['a single column', 'prompt\nx\n', ','],
  ])('%s', (_what, text, delimiter) => {
    expect(sniffCsvDialect(text, true)).toEqual({ delimiter, newline: '\n' });
  });

  it('takes what a person says', () => {
    expect(sniffCsvDialect('a,b;c\n1,2;3\n', true, ';')).toEqual({ delimiter: ';', newline: '\n' });
    expect(sniffCsvDialect('a^b\n1^2\n', true, '^')).toEqual({ delimiter: '^', newline: '\n' });
  });

  it('finds out that quotes are escaped by a backslash, only where they fit in no other way', () => {
    const escaped = 'id,text\n1,"she said \\"so, yes\\" twice"\n2,"C:\\\\x"\n';
    const dialect = sniffCsvDialect(escaped, true);
    expect(dialect).toEqual({ delimiter: ',', newline: '\n', escape: '\\' });
    expect(split([escaped], dialect).map(({ cells }) => cells[1])).toEqual([
      'text',
      'she said "so, yes" twice',
      'C:\\\\x',
    ]);
    expect(sniffCsvDialect('id,text\n1,"a path: C:\\"\n2,"b ""c"""\n', true)).toEqual({
      delimiter: ',',
      newline: '\n',
    });
  });

  it('takes carriage returns alone as line ends where there are no others', () => {
    const text = readFileSync(join(fixtures, 'csv/mac_newlines.csv'), 'utf8');
    const dialect = sniffCsvDialect(text, true);
    expect(dialect.newline).toBe('\r');
    expect(split([text], dialect).map(({ line }) => line)).toEqual([1, 2, 3]);
  });
});
