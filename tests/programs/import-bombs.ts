/**
 * Imports small files that unpack to a gigabyte, and files that lie about their sizes, one after the other. Prints the
 * reasons for which something of each was left out.
 *
 * Usage: import-bombs PARQUET, a Parquet file to make a lying one of
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { importFiles } from '../../shared/import/import-files.ts';
import { packRepeated, replacePart, toGzip } from '../support/bombs.ts';
import { printReport } from '../support/print-report.ts';
import { fileOf } from '../unit/shared/import/support.ts';
import { buildWorkbook, toSheetXml } from '../unit/shared/import/xlsx/build-workbook.ts';

const MEGABYTE = 1024 ** 2;
const TIMES = 1024;

const blanks = ' '.repeat(MEGABYTE);
const row = (text: string): string => JSON.stringify({ instruction: 'p', output: text, generator: 'm' });
const workbook = buildWorkbook([toSheetXml([['prompt', 'response_a', 'response_b']])]);
const sheet = 'xl/worksheets/sheet1.xml';
const zeros = toGzip(packRepeated('', '\0'.repeat(MEGABYTE), TIMES));
/** Unpacks to a hundred times its size, as a text may: no bomb, but longer than a row may be. */
const ordinary = randomBytes(4096).toString('base64') + 'x'.repeat(MEGABYTE / 2);

function lieAboutFooter(parquet: Uint8Array): Uint8Array {
  const lying = Uint8Array.from(parquet);
  new DataView(lying.buffer).setUint32(lying.length - 8, 0x7fffffff, true);
  return lying;
}

const FILES: readonly (readonly [name: string, make: () => Uint8Array])[] = [
  ['zeros.jsonl.gz', () => zeros],
  ['nested.jsonl.gz', () => new Uint8Array(gzipSync(zeros))],
  ['rows.jsonl.gz', () => toGzip(packRepeated('', `${row('x'.repeat(MEGABYTE))}\n`, TIMES))],
  ['blanks.json.gz', () => toGzip(packRepeated(`[${row('a')},`, blanks, TIMES))],
  ['nothing.json.gz', () => toGzip(packRepeated('', blanks, TIMES))],
  ['text.jsonl.gz', () => toGzip(packRepeated('{"instruction":"', 'x'.repeat(MEGABYTE), TIMES))],
  ['list.json.gz', () => toGzip(packRepeated('{"data":[', '['.repeat(MEGABYTE), TIMES))],
  ['cell.csv.gz', () => toGzip(packRepeated('prompt,response_a,response_b\n"', 'x'.repeat(MEGABYTE), TIMES))],
  ['long.jsonl.gz', () => toGzip(packRepeated('{"instruction":"', ordinary, 400))],
  ['sheet.xlsx', () => replacePart(workbook, sheet, packRepeated('<worksheet>', blanks, TIMES))],
  [
    'cells.xlsx',
    () =>
      replacePart(
        workbook,
        sheet,
        packRepeated('<worksheet><sheetData><row>', '<c/>'.repeat(MEGABYTE / 4), TIMES),
      ),
  ],
  ['strings.xlsx', () => replacePart(workbook, 'xl/sharedStrings.xml', packRepeated('<sst>', blanks, TIMES))],
  [
    'texts.xlsx',
    () =>
      replacePart(workbook, 'xl/sharedStrings.xml', packRepeated('<sst>', '<si/>'.repeat(200_000), TIMES)),
  ],
  ['book.xlsx', () => replacePart(workbook, 'xl/workbook.xml', packRepeated('<workbook>', blanks, TIMES))],
  [
    'packed.xlsx.gz',
    () => new Uint8Array(gzipSync(replacePart(workbook, sheet, packRepeated('<worksheet>', blanks, TIMES)))),
  ],
  ['footer.parquet', () => lieAboutFooter(new Uint8Array(readFileSync(process.argv[2] ?? '')))],
];

await printReport(async () => {
  const codes: Record<string, readonly string[]> = {};
  for (const [name, make] of FILES) {
    let records = 0;
    const { leftOutByCode } = await importFiles([fileOf(name, make())], { app: 'test' }, (batch) => {
      records += batch.length;
    });
    if (records > 1000) throw new Error(`${name} gave ${records} records`);
    codes[name] = [...leftOutByCode.keys()];
  }
  return codes;
});
