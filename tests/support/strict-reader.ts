import { constants, inflateRawSync } from 'node:zlib';
import Papa from 'papaparse';

/**
 * Everything that a damaged text says as a whole: the texts that stand in it from an opening to a closing quote, written as
 * JSON. Found without any of the program's own readers.
 */
export function listJsonTexts(text: string): Set<string> {
  // oxlint-disable-next-line no-control-regex -- JSON has no control characters in its texts
  const literal = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y;
  const texts = new Set<string>();
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
    literal.lastIndex = at;
    const found = literal.exec(text)?.[0];
    const value = found === undefined ? undefined : parse(found);
    if (typeof value === 'string') texts.add(value);
  }
  return texts;
}

/** The texts of each line that is JSON. */
export function listTextsOfLines(text: string): Set<string> {
  const texts = new Set<string>();
  for (const line of text.split('\n')) collectTexts(parse(line), texts);
  return texts;
}

/** The cells of a table, as Papa Parse reads the whole text. The line end after the last cell of a row is none of it. */
export function listCells(text: string, delimiter: string, newline: '\n' | '\r'): Set<string> {
  const { data } = Papa.parse(text, { delimiter, newline });
  return new Set(data.flatMap((cells) => [...cells, (cells.at(-1) ?? '').replace(/\r$/, '')]));
}

function collectTexts(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value);
  else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) collectTexts(each, texts);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** As much as can be unpacked of gzip members one after the other: RFC 1952, read with zlib. */
export function gunzipWhatIsWhole(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; bytes[at] === 0x1f && bytes[at + 1] === 0x8b;) {
    const body = bytes.subarray(skipHeader(bytes, at));
    const { unpacked, length } = inflateWhatIsWhole(body);
    parts.push(unpacked);
    if (length === undefined) break;
    at = bytes.length - body.length + length + 8;
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Where the packed data of a member begin. */
function skipHeader(bytes: Uint8Array, from: number): number {
  const flags = bytes[from + 3] ?? 0;
  let at = from + 10;
  if ((flags & 4) !== 0) at += 2 + (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256;
  for (const flag of [8, 16]) {
    if ((flags & flag) !== 0) at = bytes.indexOf(0, at) + 1;
  }
  return (flags & 2) === 0 ? at : at + 2;
}

interface Inflated {
  readonly unpacked: Uint8Array;
  /** Of the packed data, when they have an end. */
  readonly length: number | undefined;
}

function inflateWhatIsWhole(bytes: Uint8Array): Inflated {
  const whole = inflate(bytes);
  if (whole !== undefined) return whole;
  // The longest beginning that can be unpacked.
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (inflate(bytes.subarray(0, middle)) === undefined) bad = middle;
    else good = middle;
  }
  return { unpacked: inflate(bytes.subarray(0, good))?.unpacked ?? new Uint8Array(0), length: undefined };
}

function inflate(bytes: Uint8Array): Inflated | undefined {
  if (bytes.length === 0) return { unpacked: bytes, length: undefined };
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, info: true };
    // With `info`, the answer is an object, unlike what the types say.
    const { buffer, engine } = inflateRawSync(bytes, options) as unknown as {
      buffer: Uint8Array;
      engine: { bytesWritten: number };
    };
    return { unpacked: buffer, length: engine.bytesWritten };
  } catch {
    return undefined;
  }
}
