import { type FileRow, isRecord, type PreflightFile } from './file-row.ts';
import type { FindingLog } from './finding.ts';
import { RowShapes } from './row-shapes.ts';

/** From this size on the schema comes from the first part of the file only, and what is new later raises. */
const SCHEMA_BYTES = 10_000_000;

/**
 * Reads rows as the JSON reader of Hugging Face `datasets` does, and reports what it would not take.
 *
 * One reader for LLaMA-Factory and TRL, which sit on it; both JSON arrays and JSON Lines, told apart by content. It has to
 * hold for old and new versions at once (LLaMA-Factory pins ≤ 4.0.0, TRL 1.x ≥ 4.7.0), so what any of them refuses is
 * reported.
 *
 * @returns the rows that could be parsed
 */
export function readRows(file: PreflightFile, log: FindingLog): FileRow[] {
  const extension = /\.([^.]+)$/.exec(file.name)?.[1] ?? '';
  if (extension !== 'json' && extension !== 'jsonl') {
    log.add('file-type', 'aborts', {}, `"${file.name}" is not read: name it .json or .jsonl.`);
  }
  const decoded = decode(file, log);
  if (decoded === undefined) return [];
  const { text, bytes } = decoded;

  const isArray = /^\s*\[/.test(text);
  const rows = isArray ? readArray(text, log) : readLines(text, log);
  const shapes = new RowShapes(log, !isArray && bytes > SCHEMA_BYTES ? countEarlyRows(text) : null);
  for (const row of rows) shapes.observe(row);
  shapes.finish();
  if (rows.length === 0 && log.isEmpty) log.add('no-rows', 'aborts', {}, 'The file holds no rows.');
  return rows;
}

/** How many rows are surely in the first part, however many bytes their characters take; the first one always is. */
function countEarlyRows(text: string): number {
  const bytesOfCharacter = 3;
  return Math.max(1, text.slice(0, SCHEMA_BYTES / bytesOfCharacter).split('\n').length - 1);
}

function decode({ chunks }: PreflightFile, log: FindingLog): { text: string; bytes: number } | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let bytes = 0;
  try {
    for (const chunk of chunks) {
      bytes += chunk.length;
      text += decoder.decode(chunk, { stream: true });
    }
    text += decoder.decode();
  } catch {
    log.add('not-utf8', 'aborts', {}, 'The file is not UTF-8.');
    return undefined;
  }
  if (!text.startsWith('\ufeff')) return { text, bytes };
  const isArray = /^\ufeff\s*\[/.test(text);
  log.add(
    'byte-order-mark',
    isArray ? 'aborts' : 'unportable',
    {},
    isArray
      ? 'The file starts with a byte order mark: datasets up to 4.0.0 refuses an array after one.'
      : 'The file starts with a byte order mark, which other tools refuse.',
  );
  return { text: text.slice(1), bytes };
}

function readArray(text: string, log: FindingLog): FileRow[] {
  const values = parse(text);
  if (!Array.isArray(values)) {
    log.add('not-json', 'aborts', {}, 'The array is not complete JSON.');
    return [];
  }
  checkRaw(text, values, {}, log);
  return values.flatMap((value: unknown, index) => toRow(index + 1, value, log));
}

function readLines(text: string, log: FindingLog): FileRow[] {
  const rows: FileRow[] = [];
  let row = 0;
  // Blank lines are skipped by the reader, and a carriage return is white space to it.
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    row += 1;
    const value = parse(line);
    if (value === undefined) {
      log.add('not-json', 'aborts', { row }, 'The line is not one complete JSON value.');
      // A document spread over lines would report each of them.
      if (row === 1) break;
      continue;
    }
    checkRaw(line, value, { row }, log);
    rows.push(...toRow(row, value, log));
  }
  return rows;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function toRow(row: number, value: unknown, log: FindingLog): FileRow[] {
  if (isRecord(value)) return [{ row, value }];
  log.add('row-not-object', 'aborts', { row }, 'A row must be an object with named columns.');
  return [];
}

/** What parsing hides: keys that stand twice, and raw separators. */
function checkRaw(text: string, value: unknown, place: { row?: number }, log: FindingLog): void {
  if (/[\u2028\u2029\u0085]/.test(text)) {
    log.add(
      'line-separator',
      'unportable',
      place,
      'A raw Unicode line separator splits the line in other tools.',
    );
  }
  let named = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/g)) if (colon) named += 1;
  if (named !== countKeys(value)) {
    log.add(
      'duplicate-key',
      'aborts',
      place,
      'A key stands twice in one object: "Column was specified twice".',
    );
  }
}

function countKeys(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countKeys(item), 0);
  if (!isRecord(value)) return 0;
  return Object.values(value).reduce((sum: number, item) => sum + 1 + countKeys(item), 0);
}
