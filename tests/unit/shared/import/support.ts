import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  importFiles,
  type ImportOptions,
  type ImportSummary,
} from '../../../../shared/import/import-files.ts';
import type { FileChoice } from '../../../../shared/import/file-choice.ts';
import type { InputFile } from '../../../../shared/import/input-file.ts';
import { LIMITS } from '../../../../shared/import/limits.ts';
import { openRows } from '../../../../shared/import/open-rows.ts';
import { detectReading, type Reading } from '../../../../shared/import/reading.ts';
import { isRowFault, type Row, type RowFault, type RowOrFault } from '../../../../shared/import/row.ts';
import { createTextCodec, type EncodingName } from '../../../../shared/import/text-decoding.ts';
import { type ItemRecord, itemRecordSchema } from '../../../../shared/domain/item-record.ts';

export const fixtures = join(import.meta.dirname, '../../../fixtures');

/** A file in memory. Texts become UTF-8. */
export function fileOf(name: string, content: string | Uint8Array): InputFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

/** All data files below a folder of the fixtures, named by their path inside it. */
export function fixtureFiles(folder: string): InputFile[] {
  const root = join(fixtures, folder);
  return listFiles(root).map((path) => fileOf(relative(root, path).split(sep).join('/'), readFileSync(path)));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? listFiles(path) : [path]))
    .filter((path) => !path.endsWith('.md'));
}

export interface Imported {
  readonly summary: ImportSummary;
  readonly records: readonly ItemRecord[];
}

/** Imports and checks what every import has to keep: valid records, in segment order, each once. */
export async function importAll(
  files: readonly InputFile[],
  options: Partial<ImportOptions> = {},
): Promise<Imported> {
  const records: ItemRecord[] = [];
  const summary = await importFiles(files, { app: 'test', ...options }, (batch) => {
    records.push(...batch);
  });
  checkSegment(records, options.existing?.hasPrompt.bind(options.existing) ?? (() => false));
  return { summary, records };
}

function checkSegment(records: readonly ItemRecord[], hasPrompt: (id: never) => boolean): void {
  const seen = new Set<string>();
  const check = (condition: boolean, what: string): void => {
    if (!condition) throw new Error(`not a segment: ${what}`);
  };
  for (const record of records) {
    itemRecordSchema.parse(record);
    if ('prompt' in record) {
      check(!seen.has(record.prompt.id), 'a prompt twice');
      seen.add(record.prompt.id);
    } else if ('response' in record) {
      const { id, promptId } = record.response;
      check(!seen.has(id), 'a response twice');
      check(seen.has(promptId) || hasPrompt(promptId as never), 'a response before its prompt');
      seen.add(id);
    } else if ('rater' in record) {
      check(!seen.has(record.rater.id), 'a rater twice');
      seen.add(record.rater.id);
    } else if ('judgment' in record) {
      check(!seen.has(record.judgment.id), 'a judgment twice');
      check(seen.has(record.judgment.raterId), 'a judgment before its rater');
      seen.add(record.judgment.id);
    }
  }
}

export function promptsOf({ records }: Imported): Extract<ItemRecord, { prompt: unknown }>['prompt'][] {
  return records.flatMap((record) => ('prompt' in record ? [record.prompt] : []));
}

export function responsesOf({ records }: Imported): Extract<ItemRecord, { response: unknown }>['response'][] {
  return records.flatMap((record) => ('response' in record ? [record.response] : []));
}

export function judgmentsOf({ records }: Imported): Extract<ItemRecord, { judgment: unknown }>['judgment'][] {
  return records.flatMap((record) => ('judgment' in record ? [record.judgment] : []));
}

/** `file:line field code` of each problem. */
export function shortProblems({ summary }: Imported): string[] {
  return summary.problems.map(
    ({ file, line, field, code }) => `${file}:${line ?? '-'} ${field ?? '-'} ${code}`,
  );
}

/**
 * Writes texts in an encoding that the platform can only read, by asking it for every character of one and two bytes.
 * *characters* are those beyond ASCII.
 */
export function createEncoder(name: EncodingName): {
  readonly encode: (text: string) => Uint8Array;
  readonly characters: readonly string[];
} {
  const { decode } = createTextCodec(name);
  const known = new Map<string, readonly number[]>();
  const learn = (bytes: readonly number[]): void => {
    const text = decode(Uint8Array.from(bytes));
    if (text !== undefined && Array.from(text).length === 1 && !known.has(text)) known.set(text, bytes);
  };
  for (let first = 0; first < 0x100; first += 1) learn([first]);
  for (let first = 0x80; first < 0x100; first += 1) {
    for (let second = 0x30; second < 0x100; second += 1) learn([first, second]);
  }
  return {
    encode: (text) =>
      Uint8Array.from(
        Array.from(text).flatMap((character) => {
          const bytes = known.get(character);
          if (bytes === undefined) throw new Error(`${name} has no ${character}`);
          return bytes;
        }),
      ),
    characters: [...known.keys()].filter((character) => character > '\u007f'),
  };
}

export interface ReadFile {
  readonly reading: Reading;
  readonly header: readonly string[] | undefined;
  readonly rows: readonly Row[];
  readonly faults: readonly RowFault[];
}

/** Reads all rows of a file that can be recognised. */
export async function readRows(file: InputFile, choice: FileChoice = {}): Promise<ReadFile> {
  const reading = await detectReading(file, choice);
  if (!reading.ok) throw new Error(JSON.stringify(reading.error.faults));
  const stream = openRows(file, reading.value, LIMITS);
  const all: RowOrFault[] = [];
  for await (const { rows } of stream.batches()) all.push(...rows);
  return {
    reading: reading.value,
    header: stream.header,
    rows: all.filter((row): row is Row => !isRowFault(row)),
    faults: all.filter(isRowFault),
  };
}

/** The code of the fault for which a file is refused; `undefined` when it is not. */
export async function findRefusal(file: InputFile, choice: FileChoice = {}): Promise<string | undefined> {
  const reading = await detectReading(file, choice);
  return reading.ok ? undefined : reading.error.faults[0]?.fault.code;
}

/** A file that gives fewer bytes at a time than it is asked for: up to the next of some places. */
export function cutFile(name: string, bytes: Uint8Array, cuts: readonly number[]): InputFile {
  const ends = toRanges(bytes.length, cuts).map(([, to]) => to);
  return {
    name,
    size: bytes.length,
    read: (offset, length) =>
      Promise.resolve(
        bytes.subarray(offset, Math.min(offset + length, ends.find((end) => end > offset) ?? bytes.length)),
      ),
  };
}

/** Cuts a text at arbitrary places; the numbers may come from fast-check. */
export function cutText(text: string, cuts: readonly number[]): string[] {
  return toRanges(text.length, cuts).map(([from, to]) => text.slice(from, to));
}

export function cutBytes(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  return toRanges(bytes.length, cuts).map(([from, to]) => bytes.subarray(from, to));
}

function toRanges(length: number, cuts: readonly number[]): [number, number][] {
  const places = [0, ...cuts.map((cut) => cut % (length + 1)), length].toSorted(
    (left, right) => left - right,
  );
  return places.slice(1).map((to, index) => [places[index] ?? 0, to]);
}

/** With a byte order mark. */
export function toUtf16(text: string, name: 'UTF-16LE' | 'UTF-16BE'): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, name === 'UTF-16LE');
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(2 + index * 2, text.charCodeAt(index), name === 'UTF-16LE');
  }
  return bytes;
}
