import { createFault, type Fault } from './row.ts';

/** The encodings that can be read, as people name them. */
export const ENCODING_NAMES = ['UTF-8', 'UTF-16LE', 'UTF-16BE'] as const;
export type EncodingName = (typeof ENCODING_NAMES)[number];

export interface Encoding {
  readonly name: EncodingName;
  /** Bytes of the byte order mark at the start of the file. */
  readonly markBytes: number;
}

/** The encoding as a person reads it. */
export function describeEncoding(encoding: Encoding): string {
  return encoding.name === 'UTF-8' && encoding.markBytes > 0 ? 'UTF-8 with BOM' : encoding.name;
}

/**
 * Recognises the encoding of a file from its first bytes: by its byte order mark, else UTF-8.
 *
 * Text that is mostly not UTF-8 is refused as a whole. A few bad bytes among good ones are damage: they cost the rows
 * that they stand in (`TextDecoding` marks them), not the file.
 */
export function detectEncoding(
  head: Uint8Array,
): { readonly encoding: Encoding } | { readonly fault: Fault; readonly line: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return checkUtf8(head.subarray(3), { name: 'UTF-8', markBytes: 3 });
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: { name: 'UTF-16LE', markBytes: 2 } };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: { name: 'UTF-16BE', markBytes: 2 } };
  return checkUtf8(head, { name: 'UTF-8', markBytes: 0 });
}

function checkUtf8(
  head: Uint8Array,
  encoding: Encoding,
): { readonly encoding: Encoding } | { readonly fault: Fault; readonly line: number } {
  if (hasManyZeros(head)) return refuse('the file looks like UTF-16 without a byte order mark', 1);
  const whole = head.subarray(0, completeUtf8Length(head));
  if (tryDecode(utf8, whole) !== undefined) return { encoding };
  const rescued = rescueUtf8(whole);
  const bad = rescued.match(LONE_SURROGATES)?.length ?? 0;
  const good = rescued.match(BEYOND_ASCII)?.length ?? 0;
  if (bad <= good - bad) return { encoding };
  const firstBad = rescued.search(LONE_SURROGATE);
  return refuse('the file is not UTF-8', 1 + countNewlines(rescued.slice(0, firstBad)));
}

/** A fifth of all bytes or more: text has next to none, Latin text in UTF-16 has one in two. */
function hasManyZeros(bytes: Uint8Array): boolean {
  let zeros = 0;
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) zeros += 1;
  return zeros > 0 && zeros * 5 >= bytes.length;
}

function refuse(what: string, line: number): { readonly fault: Fault; readonly line: number } {
  return {
    fault: createFault(
      'wrong_encoding',
      null,
      `${what}; save it as UTF-8 (in Excel: "CSV UTF-8") and open it again`,
    ),
    line,
  };
}

const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;
// Every character beyond ASCII, bad ones included.
const BEYOND_ASCII = /[^\p{ASCII}]/gu;

/** Tells whether half a surrogate pair stands in the text: it cannot be written as UTF-8. */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

export function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/**
 * Turns the bytes of a file into text, piece by piece; characters that were cut in two come out whole.
 *
 * Nothing becomes U+FFFD: a byte that does not belong becomes a lone surrogate, which decoded text cannot contain
 * otherwise, and *damaged* turns true. The reader of rows then leaves out exactly the rows that have one.
 */
export class TextDecoding {
  readonly #encoding: Encoding;
  readonly #decoder: TextDecoder;
  #carry: Uint8Array = new Uint8Array(0);
  #markBytes: number;
  #damaged = false;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
    this.#markBytes = encoding.markBytes;
    this.#decoder = encoding.name === 'UTF-8' ? utf8 : createDecoder(encoding.name);
  }

  /** True once a byte sequence was met that the encoding does not have. */
  get damaged(): boolean {
    return this.#damaged;
  }

  /** Takes the next bytes of the file. */
  push(bytes: Uint8Array): string {
    const joined = this.#carry.length === 0 ? bytes : concatenate(this.#carry, bytes);
    const mark = Math.min(this.#markBytes, joined.length);
    this.#markBytes -= mark;
    const rest = joined.subarray(mark);
    // Cutting at a character and decoding each piece as a whole is faster than the decoder's own streaming mode.
    const end = this.#encoding.name === 'UTF-8' ? completeUtf8Length(rest) : this.#completeUtf16Length(rest);
    this.#carry = rest.slice(end);
    return this.#decode(rest.subarray(0, end));
  }

  /** Ends the file: what is left of a character that was cut off. */
  end(): string {
    const rest = this.#carry;
    this.#carry = new Uint8Array(0);
    return this.#decode(rest);
  }

  #decode(bytes: Uint8Array): string {
    const text = tryDecode(this.#decoder, bytes);
    if (text !== undefined) return text;
    this.#damaged = true;
    return this.#encoding.name === 'UTF-8'
      ? rescueUtf8(bytes)
      : rescueUtf16(bytes, this.#encoding.name === 'UTF-16LE');
  }

  /** Up to where no code unit and no surrogate pair is cut. */
  #completeUtf16Length(bytes: Uint8Array): number {
    const even = bytes.length - (bytes.length % 2);
    const high = bytes[even - (this.#encoding.name === 'UTF-16LE' ? 1 : 2)];
    return high !== undefined && high >= 0xd8 && high <= 0xdb ? even - 2 : even;
  }
}

function createDecoder(label: string): TextDecoder {
  // The mark is cut off by its length, so one in the middle of the text stays data.
  return new TextDecoder(label, { fatal: true, ignoreBOM: true });
}

const utf8 = createDecoder('UTF-8');

function tryDecode(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    // A fatal decoder has no other way to say that the bytes are malformed.
    return undefined;
  }
}

function concatenate(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}

/** Up to where no UTF-8 sequence is cut: at most three bytes less than all. */
function completeUtf8Length(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return toSequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function toSequenceLength(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

/** Decodes what can be decoded; each byte that cannot becomes U+DC00 + its value. */
function rescueUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let good = 0;
  let position = 0;
  while (position < bytes.length) {
    const byte = bytes[position] ?? 0;
    if (byte < 0x80) {
      position += 1;
      continue;
    }
    const length = measureSequence(bytes, position);
    if (length > 0) {
      position += length;
      continue;
    }
    parts.push(utf8.decode(bytes.subarray(good, position)), String.fromCharCode(0xdc00 + byte));
    position += 1;
    good = position;
  }
  parts.push(utf8.decode(bytes.subarray(good)));
  return parts.join('');
}

/**
 * The length of the well-formed UTF-8 sequence that begins here, 0 when there is none: Unicode 15, table 3-7, which
 * keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
 */
function measureSequence(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const second = bytes[at + 1] ?? 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  const length = toSequenceLength(lead);
  for (let next = at + 2; next < at + length; next += 1) {
    const byte = bytes[next] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return 0;
  }
  return length;
}

/** Takes code units as they are: lone surrogates stay lone, an odd byte at the end becomes one. */
function rescueUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1];
    if (second === undefined) parts.push(String.fromCharCode(0xdc00 + first));
    else parts.push(String.fromCharCode(littleEndian ? second * 256 + first : first * 256 + second));
  }
  return parts.join('');
}
