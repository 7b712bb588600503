import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it, test } from 'vitest';
import type { FileChoice } from '../../../../shared/import/file-choice.ts';
import { fileOf, findRefusal, fixtures, importAll, type ReadFile, readRows } from './support.ts';

const folder = join(fixtures, 'csv');

function read(path: string, choice: FileChoice = {}): Promise<ReadFile> {
  return readRows(fileOf(path, readFileSync(join(folder, path))), choice);
}

function valuesOf({ rows }: ReadFile): unknown[] {
  return rows.map(({ value }) => ({ ...value }));
}

describe('the csv-spectrum collection gives what its JSON says', () => {
  const names = readdirSync(join(folder, 'csv-spectrum/csvs')).map((name) => name.replace('.csv', ''));
  // Its JSON is about another place than its CSV.
  const comparable = names.filter((name) => name !== 'location_coordinates');
  it.each(comparable)('%s', async (name) => {
    const expected: unknown = JSON.parse(
      readFileSync(join(folder, 'csv-spectrum/json', `${name}.json`), 'utf8'),
    );
    const file = await read(`csv-spectrum/csvs/${name}.csv`);
    expect(valuesOf(file)).toEqual(expected);
    expect(file.faults).toEqual([]);
  });

  test('location_coordinates: quotes and replacement characters inside of a cell stay', async () => {
    const file = await read('csv-spectrum/csvs/location_coordinates.csv');
    expect(valuesOf(file)).toEqual([
      {
        'Contact Phone Number': '2095257564',
        'Location Coordinates': `37\ufffd36'37.8"N 121\ufffd2'17.9"W`,
        Cities: 'Modesto',
        Counties: 'Stanislaus',
      },
    ]);
  });
});

describe('a Chinese table in the encodings that Excel saves', () => {
  interface Source {
    readonly conversations: readonly { readonly from: string; readonly value: string }[];
    readonly chosen: { readonly value: string };
    readonly rejected: { readonly value: string };
  }
  // Row `id` of the table is made from element `id` of the list; several messages are written one after the other.
  const toPrompt = ({ conversations }: Source): string =>
    conversations.length === 1
      ? (conversations[0]?.value ?? '')
      : conversations.map(({ from, value }) => `${from}: ${value}`).join('\n');
  const source = JSON.parse(
    readFileSync(join(fixtures, 'llama_factory/dpo_zh_demo.json'), 'utf8'),
  ) as readonly Source[];

  it.each([
    ['dpo_zh_demo.gbk.csv', 'GBK', ','],
    ['dpo_zh_demo.gb18030.csv', 'GB18030', ','],
    ['dpo_zh_demo.utf8bom.csv', 'UTF-8', ','],
    ['dpo_zh_demo.utf16le_tab.csv', 'UTF-16LE', '\t'],
  ])('%s', async (name, encoding, delimiter) => {
    const file = await read(`encodings/${name}`);
    expect(file.reading).toMatchObject({
      encoding: { name: encoding },
      encodingCertain: true,
      container: { kind: 'csv', dialect: { delimiter } },
    });
    expect(file.faults).toEqual([]);
    expect(file.rows).toHaveLength(20);
    for (const { value } of file.rows) {
      const element = source[Number(value['id'])];
      if (element === undefined) throw new Error('the list is too short');
      expect(value).toEqual({
        id: value['id'],
        prompt: toPrompt(element),
        chosen: element.chosen.value,
        rejected: element.rejected.value,
      });
    }
  });

  it('gives the same texts in each that has the row', async () => {
    const byId = async (name: string): Promise<Map<unknown, unknown>> =>
      new Map((await read(`encodings/${name}`)).rows.map(({ value }) => [value['id'], value]));
    const utf8 = await byId('dpo_zh_demo.utf8bom.csv');
    expect(await byId('dpo_zh_demo.gb18030.csv')).toEqual(utf8);
    expect(await byId('dpo_zh_demo.utf16le_tab.csv')).toEqual(utf8);
    const shared = [...(await byId('dpo_zh_demo.gbk.csv'))].filter(([id]) => utf8.has(id));
    expect(shared.length).toBeGreaterThan(5);
    for (const [id, row] of shared) expect(row).toEqual(utf8.get(id));
  });
});

describe('other tables of the collection', () => {
  test('UTF-16 with a mark', async () => {
    expect(valuesOf(await read('example.utf16.csv'))).toEqual([
      { text: 'AAA', label: 'Positive' },
      { text: 'BBB', label: 'Positive' },
      { text: 'CCC', label: 'Negative' },
    ]);
  });

  test('Shift_JIS', async () => {
    const file = await read('shift_jis_sample.csv');
    expect(file.reading).toMatchObject({ encoding: { name: 'Shift_JIS' }, encodingCertain: true });
    expect(file.header).toEqual(['ラベル', '市町村', '変換元住所']);
    expect(file.rows).toHaveLength(8);
    expect(file.rows[1]?.value).toEqual({
      ラベル: '都城市',
      市町村: '都城市',
      変換元住所: '都城市姫城町6街区21号',
    });
  });

  test('Latin-1, and a byte order mark', async () => {
    expect(valuesOf(await read('test_latin1.csv'))).toEqual([
      { a: '1', b: '2', c: '3' },
      { a: '4', b: '5', c: '©' },
    ]);
    expect(valuesOf(await read('test_utf8_bom.csv'))).toEqual([
      { foo: '1', bar: '2', baz: '3' },
      { foo: '4', bar: '5', baz: 'ʤ' },
    ]);
  });

  test('a table of all GBK characters, with a single quote in the middle of it', async () => {
    const file = await read('test_glibc-gbk-2.3.3.csv');
    expect(file.reading.encoding.name).toBe('GBK');
    expect(file.faults.map(({ line, fault }) => [line, fault.code])).toEqual([[36, 'bad_csv']]);
  });

  test('cells that look like no value, formulas or nothing are text', async () => {
    expect(valuesOf(await read('blanks.csv'))).toEqual([
      { a: '', b: 'NA', c: 'N/A', d: 'NONE', e: 'NULL', f: '.' },
    ]);
  });

  test('a zero byte, line ends of old Macs, a line end in the header, quotes around everything', async () => {
    expect(valuesOf(await read('null_byte.csv'))).toEqual([{ a: '\u0000', b: '2', c: '3' }]);
    expect(valuesOf(await read('mac_newlines.csv'))).toEqual([
      { a: '1', b: '2', c: '3' },
      { a: 'Once upon\ra time', b: '5', c: '6' },
    ]);
    expect(valuesOf(await read('test_header_newline.csv'))).toEqual([
      { 'start \t\n\u000b\f\r end': 'd', b: 'e', c: 'f' },
    ]);
    expect(valuesOf(await read('optional_quote_characters.csv'))).toEqual([{ a: '1', b: '2', c: '3' }]);
  });

  test('rows with too many or too few cells are named', async () => {
    const bad = await read('bad.csv');
    expect(valuesOf(bad)).toEqual([{ column_a: '0', column_b: 'mixed types.... uh oh', column_c: '17' }]);
    expect(bad.faults.map(({ line, fault }) => [line, fault.code])).toEqual([
      [2, 'cell_count'],
      [3, 'cell_count'],
    ]);
    const empty = await read('test_empty_columns.csv');
    expect(empty.header).toEqual(['a', 'b', 'c', 'column 4', 'column 5']);
    expect(empty.rows).toHaveLength(1);
    expect(empty.faults.map(({ line }) => line)).toEqual([3]);
  });

  test('packed with gzip', async () => {
    const file = await read('dummy.csv.gz');
    expect(file.reading.compression).toBe('gzip');
    expect(valuesOf(file)).toEqual([{ a: '1', b: '2', c: '3' }]);
  });

  test('nothing, and nothing but a header, are refused', async () => {
    expect(await findRefusal(fileOf('empty.csv', readFileSync(join(folder, 'empty.csv'))))).toBe(
      'empty_file',
    );
    const header = await importAll([
      fileOf('no_header_row.csv', readFileSync(join(folder, 'no_header_row.csv'))),
    ]);
    expect(header.summary.problems.map(({ code }) => code)).toEqual(['empty_file']);
  });

  test('JSON of one record per line, and of several lines per record', async () => {
    expect(valuesOf(await read('testjson_multiline.json'))).toEqual([
      { a: 2, b: 3 },
      { b: 2, d: 4 },
    ]);
    expect(valuesOf(await read('testjson_nested.json'))).toEqual(
      JSON.parse(readFileSync(join(folder, 'testjson_nested.json'), 'utf8')),
    );
  });

  test('a real table with many line ends and quotes in its cells', async () => {
    const file = await read('prompts.csv');
    const text = readFileSync(join(folder, 'prompts.csv'), 'utf8');
    expect(file.header).toEqual(['act', 'prompt', 'for_devs', 'type', 'contributor']);
    for (const cell of file.rows.flatMap(({ value }) => Object.values(value) as string[])) {
      expect(text).toContain(cell.replaceAll('"', '""'));
    }
    expect(file.rows).toHaveLength(40);
  });
});

describe('the big list of naughty strings', () => {
  const strings = JSON.parse(readFileSync(join(folder, 'blns.json'), 'utf8')) as readonly string[];
  const records = strings.map((text, index) => ({ id: String(index), text }));
  const table = [['id', 'text'], ...records.map(({ id, text }) => [id, text])];

  it('comes back from every container', async () => {
    for (const [name, content] of [
      ['a.csv', Papa.unparse(table)],
      ['a.tsv', Papa.unparse(table, { delimiter: '\t', newline: '\n' })],
      ['a.jsonl', records.map((record) => JSON.stringify(record)).join('\n')],
      ['a.json', JSON.stringify(records, null, 2)],
      ['b.json', JSON.stringify({ version: 1, data: records })],
    ] as const) {
      expect(valuesOf(await readRows(fileOf(name, content)))).toEqual(records);
    }
  });

  it('is refused as it is, for its elements have no names', async () => {
    const { summary } = await importAll([fileOf('blns.json', readFileSync(join(folder, 'blns.json')))]);
    expect(summary.problems.map(({ code, line }) => [code, line])).toEqual([['not_an_object', 2]]);
  });
});
