import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { toReportCsv } from '../../../../../../renderer/src/features/import/report/report-csv.ts';

test('a report is a table that reads back as it was, with nothing in it that a spreadsheet would compute', () => {
  const csv = toReportCsv([
    {
      kind: 'left-out',
      code: 'bad_value',
      count: 2,
      listed: [
        { file: 'a, "b".csv', line: 12, field: 'x', code: 'bad_value', message: 'one\ntwo', excerpt: '=1+1' },
        { file: '文件.csv', line: null, field: null, code: 'bad_value', message: '-' },
      ],
    },
    { kind: 'warning', code: 'email', count: 9, listed: [] },
  ]);
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const parser = new Papa.Parser({ delimiter: ',', newline: '\r\n', quoteChar: '"', escapeChar: '"' });
  expect(parser.parse(csv.slice(1), 0, false)).toMatchObject({
    data: [
      ['kind', 'file', 'line', 'field', 'code', 'message', 'excerpt'],
      ['left-out', 'a, "b".csv', '12', 'x', 'bad_value', 'one\ntwo', "'=1+1"],
      ['left-out', '文件.csv', '', '', 'bad_value', "'-", ''],
      [''],
    ],
  });
});
