import { err, ok, type Result } from '../base/result.ts';
import { findBinaryContainer } from './binary-container.ts';
import { type Compression, readUnpackedHead, unpackWhole } from './byte-pieces.ts';
import { type Container, detectContainer } from './container.ts';
import { chooseEncoding, detectEncoding, type DetectedEncoding } from './encoding/detect-encoding.ts';
import type { FileChoice } from './file-choice.ts';
import { isGzip } from './gzip.ts';
import { type InputFile, readHead, readRange } from './input-file.ts';
import { LIMITS } from './limits.ts';
import { checkParquet } from './parquet/parquet-file.ts';
import { createFault, type Fault } from './row.ts';
import { type Encoding, TextDecoding } from './text-decoding.ts';
import { UnreadableError } from './unreadable-error.ts';
import { listSheets } from './xlsx/workbook.ts';

/** How the bytes of a file become rows: what `openRows` needs to know. */
export interface Reading {
  readonly compression: Compression;
  /** Excel and Parquet files hold UTF-8 by their own rules. */
  readonly encoding: Encoding;
  /** False when the text could be in another encoding as well: a person should look at the first rows. */
  readonly encodingCertain: boolean;
  readonly container: Container;
}

/** Why a file cannot be read. */
export interface FileFault {
  readonly line: number | null;
  readonly fault: Fault;
}

/** What was found out of a file that cannot be read, before it could not. */
export interface UnreadableFile {
  readonly faults: readonly FileFault[];
  readonly found: Partial<Reading>;
}

/**
 * Finds out from the first bytes how to read a file. Content decides; the name only where the content leaves it open,
 * and a person's choice before both.
 */
export async function detectReading(
  file: InputFile,
  choice: FileChoice,
): Promise<Result<Reading, UnreadableFile>> {
  if (file.size > LIMITS.fileBytes) {
    return refuse('file_too_large', `the file is larger than ${LIMITS.fileBytes / 1024 ** 3} GB; split it`);
  }
  try {
    const beginning = await readBeginning(file, LIMITS.headBytes);
    if (beginning.head.length === 0) {
      return refuse('empty_file', 'the file is empty; open the file with the records');
    }
    return (await detectBinary(file, beginning, choice)) ?? (await detectText(file, beginning, choice));
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return err({ faults: [{ line: null, fault: error.fault }], found: {} });
  }
}

/** The first bytes of what is in a file. */
interface Beginning {
  readonly compression: Compression;
  readonly head: Uint8Array;
  readonly isWhole: boolean;
}

async function readBeginning(file: InputFile, length: number): Promise<Beginning> {
  const head = await readHead(file, length);
  return isGzip(head)
    ? { compression: 'gzip', ...(await readUnpackedHead(file, length)) }
    : { compression: null, head, isWhole: head.length === file.size };
}

/** `undefined` when the file is none of the containers that are not text. */
async function detectBinary(
  file: InputFile,
  { compression, head }: Beginning,
  choice: FileChoice,
): Promise<Result<Reading, UnreadableFile> | undefined> {
  const kind = findBinaryContainer(head);
  if (kind === undefined) return undefined;
  const whole = compression === null ? file : await unpackWhole(file);
  const plain = { compression, encoding: { name: 'UTF-8', markBytes: 0 }, encodingCertain: true } as const;
  if (kind === 'parquet') {
    await checkParquet(whole);
    return ok({ ...plain, container: { kind } });
  }
  const sheets = await listSheets(whole);
  const sheet = choice.sheet ?? sheets[0] ?? '';
  const container = { kind, sheets, sheet } as const;
  if (sheets.includes(sheet)) return ok({ ...plain, container });
  return refuse(
    'unknown_sheet',
    `the workbook has no sheet ${sheet}; its sheets are ${sheets.join(', ')}; choose one of these`,
    { ...plain, container: { ...container, sheet: sheets[0] ?? '' } },
  );
}

async function detectText(
  file: InputFile,
  beginning: Beginning,
  choice: FileChoice,
): Promise<Result<Reading, UnreadableFile>> {
  const { compression, head, isWhole } = beginning;
  const detected = await detectTextEncoding(file, beginning, choice);
  if ('fault' in detected)
    return err({ faults: [{ line: null, fault: detected.fault }], found: { compression } });
  const { encoding, certain } = detected;
  const found = { compression, encoding, encodingCertain: certain };
  const text = decodeBeginning(beginning, encoding);
  if (text.trim() === '' && isWhole) {
    return refuse('empty_file', 'the file holds nothing but blanks; open the file with the records', found);
  }
  if (isOneLongLine(text, isWhole) && head.length === LIMITS.headBytes) {
    // One record, or all of them: a megabyte tells more often.
    const more = await readBeginning(file, LIMITS.readBytes);
    return finish(file, found, decodeBeginning(more, encoding), more.isWhole, choice);
  }
  return finish(file, found, text, isWhole, choice);
}

/** Up to the last whole character; with what is left of the file when that is all of it. */
function decodeBeginning({ head, isWhole }: Beginning, encoding: Encoding): string {
  const decoding = new TextDecoding(encoding);
  const text = decoding.push(head);
  return isWhole ? text + decoding.end() : text;
}

function finish(
  file: InputFile,
  found: Omit<Reading, 'container'>,
  text: string,
  isWhole: boolean,
  choice: FileChoice,
): Result<Reading, UnreadableFile> {
  const detected = detectContainer(text, file.name, isWhole, choice.delimiter);
  if ('fault' in detected) return err({ faults: [{ line: 1, fault: detected.fault }], found });
  return ok({ ...found, container: detected.container });
}

function isOneLongLine(text: string, isWhole: boolean): boolean {
  return !isWhole && !text.trimStart().includes('\n');
}

async function detectTextEncoding(
  file: InputFile,
  { compression, head, isWhole }: Beginning,
  choice: FileChoice,
): Promise<DetectedEncoding | { readonly fault: Fault }> {
  if (choice.encoding !== undefined) {
    return { encoding: chooseEncoding(head, choice.encoding), certain: true };
  }
  const detected = detectEncoding(head);
  if ('fault' in detected || isWhole || compression !== null || !isAscii(head)) return detected;
  // The beginning is plain in every encoding: what comes later tells them apart.
  return (await detectLater(file)) ?? detected;
}

/** Looks at a few places of a file for text beyond ASCII. */
async function detectLater(file: InputFile): Promise<DetectedEncoding | undefined> {
  for (const part of [0.05, 0.25, 0.5, 0.75, 0.95]) {
    const sample = await readRange(file, Math.floor(file.size * part), LIMITS.headBytes);
    // Between two bytes that are no part of a longer character.
    const from = sample.findIndex((byte) => byte < 0x30);
    const to = sample.findLastIndex((byte) => byte < 0x30);
    const text = sample.subarray(Math.max(0, from), to + 1);
    if (isAscii(text)) continue;
    const detected = detectEncoding(text);
    if (!('fault' in detected)) return detected;
  }
  return undefined;
}

function isAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte > 0 && byte < 0x80);
}

function refuse(
  code: Fault['code'],
  message: string,
  found: Partial<Reading> = {},
): Result<never, UnreadableFile> {
  return err({ faults: [{ line: null, fault: createFault(code, null, message) }], found });
}
