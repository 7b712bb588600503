/**
 * Imports mutated files of every layout in every container, and looks at everything that comes of them.
 *
 * Usage: fuzz-import RUNS. Prints how many files there were and what was kept, or fails with the file that broke a rule.
 */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import { type ItemRecord, itemRecordSchema } from '../../shared/domain/item-record.ts';
import { importFiles, type ImportSummary } from '../../shared/import/import-files.ts';
import type { InputFile } from '../../shared/import/input-file.ts';
import { detectReading, type Reading } from '../../shared/import/reading.ts';
import type { JsonObject, JsonValue } from '../../shared/import/row.ts';
import { createTextCodec } from '../../shared/import/text-decoding.ts';
import { SegmentIndexBuilder } from '../../shared/segment/segment-index-builder.ts';
import { SegmentLines } from '../../shared/segment/segment-lines.ts';
import { arbitraryMutation, mutate } from '../support/mutation.ts';
import { printReport } from '../support/print-report.ts';
// oxlint-disable-next-line import/no-unassigned-import -- draws the same cases on every run
import '../support/property-seed.ts';
import { gunzipWhatIsWhole, listCells, listJsonTexts, listTextsOfLines } from '../support/strict-reader.ts';
import { type Example, EXAMPLES } from '../unit/shared/import/layouts/examples.ts';
import { createEncoder, fileOf, toUtf16 } from '../unit/shared/import/support.ts';
import { buildWorkbook, toSheetXml } from '../unit/shared/import/xlsx/build-workbook.ts';

/** A valid file, and those that have to be opened with it. */
interface Valid {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly others: readonly InputFile[];
  /** What stands in the others. */
  readonly otherTexts: readonly string[];
  /** What stands in it when it is a table. */
  readonly cells: readonly string[];
}

const ROWS = 6;

/** Questions without which answers and votes mean nothing, and answers without which votes do not. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  'mt-bench-answers': ['mt-bench-questions'],
  'mt-bench-references': ['mt-bench-questions', 'mt-bench-answers'],
  'mt-bench-judgments': ['mt-bench-questions', 'mt-bench-answers'],
  'mt-bench-questions': ['mt-bench-answers'],
  'arena-hard-answers': ['arena-hard-questions'],
  'arena-hard-questions': ['arena-hard-answers'],
  'llmzoo-answers': ['llmzoo-questions'],
  'llmzoo-questions': ['llmzoo-answers'],
};

const gbk = createEncoder('GBK');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Rows like the example, each with texts and ids of its own. */
function vary(example: Example): JsonObject[] {
  return Array.from({ length: ROWS }, (_, index) => varyValue(example.row, index) as JsonObject);
}

function varyValue(value: JsonValue, index: number, key = ''): JsonValue {
  if (typeof value === 'string') return isId(key) ? `${value}${index}` : varyText(value, index);
  if (typeof value === 'number') return isId(key) ? value + index : value;
  if (Array.isArray(value)) return value.map((each: JsonValue) => varyValue(each, index));
  if (value === null || typeof value === 'boolean') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, varyValue(each, index, name)]),
  );
}

function isId(key: string): boolean {
  return ['question_id', 'uid', 'id', 'idx', 'passage-id'].includes(key);
}

function varyText(text: string, index: number): string {
  return text
    .replaceAll('Why?', `为什么 ${index}, then?`)
    .replaceAll('So.', `所以 ${index}; it's so ${'long '.repeat(index)}.`)
    .replaceAll('No.', `No ${index}, 不.`);
}

function isScalarRow(row: JsonObject): boolean {
  return Object.values(row).every((value) => value === null || typeof value !== 'object');
}

function toTable(rows: readonly JsonObject[]): string[][] {
  const names = Object.keys(rows[0] ?? {});
  const toCell = (value: JsonValue | undefined): string =>
    typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return [names, ...rows.map((row) => names.map((name) => toCell(row[name])))];
}

function listValid(example: Example): Valid[] {
  const rows = vary(example);
  const stem = example.file.replace(/\.\w+$/, '');
  const lines = toLines(rows);
  const companions = QUESTIONS[example.layout] ?? [];
  const others = EXAMPLES.filter(({ layout }) => companions.includes(layout)).map((other, index) => ({
    name: `other-${index}/${other.file}`,
    text: toLines(vary(other)),
  }));
  const files: [string, Uint8Array][] = [
    [`${stem}.jsonl`, utf8(lines)],
    [`${stem}.json`, utf8(JSON.stringify(rows))],
    [`${stem}.json`, utf8(JSON.stringify(rows, null, 2))],
    [`${stem}.json`, utf8(JSON.stringify({ version: 1, data: rows, more: [{ x: 1 }] }))],
    [`${stem}.jsonl`, gbk.encode(lines)],
    [`${stem}.jsonl.gz`, new Uint8Array(gzipSync(lines))],
    [`${stem}.json.gz`, new Uint8Array(gzipSync(JSON.stringify(rows, null, 1)))],
  ];
  if (isScalarRow(example.row)) {
    const table = Papa.unparse(toTable(rows), { quotes: true });
    files.push(
      [`${stem}.csv`, utf8(table)],
      [`${stem}.csv`, utf8(Papa.unparse(toTable(rows), { newline: '\n' }))],
      [`${stem}.csv`, gbk.encode(table)],
      [`${stem}.tsv`, toUtf16(Papa.unparse(toTable(rows), { delimiter: '\t' }), 'UTF-16LE')],
      [`${stem}.csv.gz`, new Uint8Array(gzipSync(table))],
      [`${stem}.xlsx`, buildWorkbook([toSheetXml(toTable(rows))])],
    );
  }
  return files.map(([name, bytes]) => ({
    name,
    bytes,
    others: others.map((other) => fileOf(other.name, other.text)),
    otherTexts: others.flatMap(({ text }) => [...listTextsOfLines(text)]),
    cells: isScalarRow(example.row) ? toTable(rows).flat() : [],
  }));
}

function toLines(rows: readonly JsonObject[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** A file that counts how often it is read. */
function countReads(file: InputFile): InputFile & { readonly count: () => number } {
  let count = 0;
  return {
    ...file,
    count: () => count,
    read: (offset, length) => {
      count += 1;
      return file.read(offset, length);
    },
  };
}

interface Kept {
  readonly summary: ImportSummary;
  readonly records: readonly ItemRecord[];
  readonly reported: number;
}

async function importInto(files: readonly InputFile[]): Promise<Kept> {
  const records: ItemRecord[] = [];
  let reported = 0;
  const lines = new SegmentLines(() => Promise.resolve(), new SegmentIndexBuilder());
  const summary = await importFiles(
    files,
    { app: 'fuzz', onReport: () => void (reported += 1) },
    async (batch) => {
      records.push(...batch);
      await lines.add(batch);
    },
  );
  await lines.flush();
  return { summary, records, reported };
}

/** All texts that a strict reader finds in the mutated file and in those beside it, each of them whole. */
async function listWholeTexts(valid: Valid, bytes: Uint8Array): Promise<Set<string>> {
  return new Set([...valid.otherTexts, ...(await listTextsIn(valid, bytes))]);
}

async function listTextsIn(valid: Valid, bytes: Uint8Array): Promise<Iterable<string>> {
  // Nothing that has changed passes the checksums of its parts unreported.
  if (valid.name.endsWith('.xlsx')) return valid.cells;
  const reading = await detectReading(fileOf(valid.name, bytes), {});
  if (!reading.ok) return [];
  const list = (unpacked: Uint8Array): Set<string> => listTextsOf(unpacked, reading.value);
  if (reading.value.compression === null) return list(bytes);
  // Headers of blocks that zlib refuses may still lead to all of the text, as its checksum then says.
  return [...list(gunzipWhatIsWhole(bytes)), ...list(gunzipWhatIsWhole(valid.bytes))];
}

function listTextsOf(bytes: Uint8Array, { container, encoding }: Reading): Set<string> {
  // Decoders are tested by themselves; what some runtimes have of their own is wrong for Windows-1252.
  const { decode, rescue } = createTextCodec(encoding.name);
  const text = decode(bytes) ?? rescue(bytes);
  if (container.kind === 'csv')
    return listCells(text, container.dialect.delimiter, container.dialect.newline);
  return container.kind === 'json-lines' ? listTextsOfLines(text) : listJsonTexts(text);
}

/** Layouts whose answers are parts of a text, or are put together of several. */
const DERIVED = new Set(['hh-rlhf', 'arena-battles', 'label-studio']);

const total = { files: 0, responses: 0, judgments: 0, leftOut: 0, refused: 0 };

async function check(layout: string, valid: Valid, bytes: Uint8Array): Promise<void> {
  const file = countReads(fileOf(valid.name, bytes));
  const { summary, records, reported } = await importInto([file, ...valid.others]);
  for (const record of records) itemRecordSchema.parse(record);
  // The work grows with the size of the file and with nothing else: all of these are small.
  if (file.count() > 100) throw new Error(`read ${file.count()} times`);
  if (summary.rows.read > bytes.length + 100) throw new Error(`${summary.rows.read} rows`);
  if (reported > (summary.rows.read + 10) * 20) throw new Error(`${reported} lines of report`);

  const source = summary.sources.find(({ fileName }) => fileName === valid.name);
  const texts = await listWholeTexts(valid, bytes);
  // The rows of a sheet are given out before its checksum is known; when it is wrong, the file is reported.
  const isReported = valid.name.endsWith('.xlsx') && summary.leftOutByCode.has('damaged_file');
  for (const record of records) {
    if (!('response' in record) || isReported) continue;
    for (const turn of record.response.turns) {
      const isWhole =
        texts.has(turn) || (DERIVED.has(layout) && [...texts].some((text) => text.includes(turn)));
      if (!isWhole) throw new Error(`not whole in the file: ${JSON.stringify(turn)}`);
    }
  }
  total.files += 1;
  total.responses += summary.counts.responses;
  total.judgments += summary.counts.judgments;
  total.leftOut += summary.counts.leftOut;
  total.refused += source === undefined ? 1 : 0;
}

const FILES = EXAMPLES.flatMap((example) =>
  listValid(example).map((valid) => ({ layout: example.layout, valid })),
);

await printReport(async () => {
  for (const { layout, valid } of FILES) await check(layout, valid, valid.bytes);
  const valid = { ...total };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...FILES),
      fc.array(arbitraryMutation, { minLength: 1, maxLength: 4 }),
      async ({ layout, valid: file }, changes) => {
        try {
          await check(layout, file, changes.reduce(mutate, file.bytes));
        } catch (cause) {
          throw new Error(`${layout} as ${file.name}: ${String(cause)}`, { cause });
        }
      },
    ),
    { numRuns: Number(process.argv[2] ?? 500) },
  );
  return { valid, all: total };
});
