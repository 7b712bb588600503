import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { inspectFiles } from '../../../../../shared/import/inspect-files.ts';
import { fileOf, findRefusal, fixtures, readRows } from '../support.ts';
import { buildWorkbook, toSheetXml } from './build-workbook.ts';

const kinds = new Uint8Array(readFileSync(join(fixtures, 'xlsx/kinds.xlsx')));

describe('reading a workbook', () => {
  it('gives the texts that a person reads in the cells, by the rows of the sheet', async () => {
    const { rows, faults, header, reading } = await readRows(fileOf('kinds.xlsx', kinds));
    expect(reading.container).toEqual({ kind: 'xlsx', sheets: ['样本', 'Second sheet'], sheet: '样本' });
    expect(header).toHaveLength(11);
    expect(faults).toEqual([]);
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
    expect(rows[0]?.value).toEqual({
      id: '007',
      prompt: '你好',
      回答A: '甲\n乙 "q"',
      回答B: '=1+1 is text',
      number: '0.3',
      date: '2024-02-29',
      time: '2024-02-29T13:05:07',
      yes: 'TRUE',
      // It was never calculated.
      formula: '',
      error: '#N/A',
      padded: '00007',
    });
    expect(rows[1]?.value).toMatchObject({
      id: 'NA',
      prompt: '-5',
      回答A: '@x',
      回答B: 'a\rb',
      number: '1000000000000000000000',
      date: '08:30:00',
      time: '30:00:00',
      yes: 'FALSE',
      padded: '',
    });
    expect(rows[2]?.value).toMatchObject({
      id: '0.0000001',
      prompt: '1234567890123',
      回答A: '-3',
      回答B: '2021-01-01',
    });
    // What is merged stands in the first of the cells.
    expect(rows[3]?.value).toMatchObject({ id: 'merged over three', prompt: '', 回答A: '', 回答B: 'x' });
  });

  it('reads the sheet that a person chooses, and leaves out those that nobody sees', async () => {
    const file = fileOf('kinds.xlsx', kinds);
    const { rows } = await readRows(file, { sheet: 'Second sheet' });
    expect(rows).toEqual([{ line: 3, value: { 'p & q': '1', '<r>': '2' } }]);
    expect(await findRefusal(file, { sheet: 'hidden' })).toBe('unknown_sheet');
    const [inspection] = await inspectFiles([file]);
    expect(inspection).toMatchObject({
      container: 'xlsx',
      encoding: null,
      sheets: ['样本', 'Second sheet'],
      sheet: '样本',
    });
  });

  it('reads it packed with gzip', async () => {
    const { rows, reading } = await readRows(fileOf('kinds.xlsx.gz', new Uint8Array(gzipSync(kinds))));
    expect(reading).toMatchObject({ compression: 'gzip', container: { kind: 'xlsx' } });
    expect(rows).toHaveLength(4);
  });

  it('understands shared texts of several looks, formulas with their result, and cells without addresses', async () => {
    const workbook = buildWorkbook(
      [
        '<row><c t="s"><v>0</v></c><c t="str"><v>b</v></c><c t="str"><v>c</v></c></row>' +
          '<row><c t="s"><v>1</v></c><c t="str"><f>A1&amp;"x"</f><v>ax</v></c><c><f>1+1</f><v>2</v></c></row>' +
          '<row r="9"><c r="C9"><v>5</v></c></row>',
      ],
      {
        'xl/sharedStrings.xml':
          '<sst><si><t>a</t></si><si><r><t>Hel</t></r><r><rPr><b/></rPr><t xml:space="preserve">lo </t></r><rPh><t>no</t></rPh></si></sst>',
      },
    );
    const { rows } = await readRows(fileOf('a.xlsx', workbook));
    expect(rows).toEqual([
      { line: 2, value: { a: 'Hello ', b: 'ax', c: '2' } },
      { line: 9, value: { a: '', b: '', c: '5' } },
    ]);
  });

  it('understands the other calendar, and names with a prefix', async () => {
    const workbook = buildWorkbook(
      ['<row><c t="str"><v>when</v></c></row><row><c s="1"><v>0</v></c></row>'],
      {
        'xl/styles.xml':
          '<x:styleSheet><x:cellStyleXfs><x:xf numFmtId="9"/></x:cellStyleXfs><x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/></x:cellXfs></x:styleSheet>',
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="sheet1" r:id="r1"/></sheets></workbook>',
      },
    );
    expect((await readRows(fileOf('a.xlsx', workbook))).rows[0]?.value).toEqual({ when: '1904-01-01' });
  });

  it('keeps what looks like code as text', async () => {
    const rows = [
      ['__proto__', 'b'],
      ['=cmd()', '_x000D_ & <b>\r\n\u0007'],
    ];
    const { rows: read } = await readRows(fileOf('a.xlsx', buildWorkbook([toSheetXml(rows)])));
    expect(read.map(({ value }) => Object.entries(value))).toEqual([
      [
        ['__proto__', '=cmd()'],
        ['b', '_x000D_ & <b>\r\n\u0007'],
      ],
    ]);
  });
});

describe('workbooks that cannot be read', () => {
  it('names rows with a cell that makes no sense, and columns without a name', async () => {
    const workbook = buildWorkbook([
      '<row><c t="str"><v>a</v></c></row><row><c t="s"><v>7</v></c></row>' +
        '<row><c t="str"><v>x</v></c><c t="str"><v>y</v></c></row><row><c t="str"><v>z</v></c></row>',
    ]);
    const { rows, faults } = await readRows(fileOf('a.xlsx', workbook));
    expect(rows).toEqual([{ line: 4, value: { a: 'z' } }]);
    expect(faults.map(({ line, fault }) => [line, fault.code])).toEqual([
      [2, 'damaged_file'],
      [3, 'cell_count'],
    ]);
    expect(faults[0]?.fault.message).toContain('A2');
  });

  it.each([
    ['a zip file of something else', zipSync({ 'a.json': new Uint8Array(9) }), 'unsupported_container'],
    ['a workbook that is cut off', kinds.subarray(0, kinds.length - 40), 'damaged_file'],
    ['a workbook without its list of sheets', buildWorkbook([]), 'damaged_file'],
  ])('%s is refused', async (_what, bytes, code) => {
    expect(await findRefusal(fileOf('a.xlsx', bytes))).toBe(code);
  });

  it('reports XML that is none, and keeps the rows before it', async () => {
    const workbook = buildWorkbook([`${toSheetXml([['a'], ['b']])}<row><c t="str"><v>c</v></row></x>`]);
    const { rows, faults } = await readRows(fileOf('a.xlsx', workbook));
    expect(rows.every(({ value }) => value['a'] === 'b')).toBe(true);
    expect(faults.map(({ fault }) => fault.code)).toEqual(['damaged_file']);
  });

  it('stops at a sheet that unpacks to far more than a sheet does', async () => {
    const blanks = `${' '.repeat(1024 * 1024)}<row/>`;
    const bomb = buildWorkbook([toSheetXml([['a'], ['b']]) + blanks.repeat(80)]);
    expect(bomb.length).toBeLessThan(200_000);
    const { rows, faults } = await readRows(fileOf('a.xlsx', bomb));
    expect(rows).toEqual([{ line: 2, value: { a: 'b' } }]);
    expect(faults.map(({ fault }) => fault.code)).toEqual(['compressed_bomb']);
  });

  it('stops at a text that never ends', async () => {
    const endless = buildWorkbook([`<row><c t="str"><v>${'x'.repeat(40 * 1024 * 1024)}`]);
    const { rows, faults } = await readRows(fileOf('a.xlsx', endless));
    expect(rows).toEqual([]);
    expect(faults.map(({ fault }) => fault.code)).toEqual(['damaged_file']);
  });
});
