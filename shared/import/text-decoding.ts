import { createMultiByteCodec } from './encoding/multi-byte-codec.ts';
import type { TextCodec } from './encoding/text-codec.ts';
import { createUtf16Codec } from './encoding/utf16-codec.ts';
import { utf8Codec } from './encoding/utf8-codec.ts';
import { windows1252Codec } from './encoding/windows-1252-codec.ts';

/** The encodings that can be read, as people name them. */
export const ENCODING_NAMES = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'GBK',
  'GB18030',
  'Big5',
  'Shift_JIS',
  'EUC-KR',
  'Windows-1252',
] as const;
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

export function createTextCodec(name: EncodingName): TextCodec {
  switch (name) {
    case 'UTF-8':
      return utf8Codec;
    case 'UTF-16LE':
    case 'UTF-16BE':
      return createUtf16Codec(name);
    case 'Windows-1252':
      return windows1252Codec;
    default:
      return createMultiByteCodec(name);
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Tells whether half a surrogate pair stands in the text: it cannot be written as UTF-8. */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

export function countNewlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** Longest stretch without any place to cut that is still kept together, in bytes. */
const CARRY_BYTES = 64 * 1024 * 1024;

/**
 * Turns the bytes of a file into text, piece by piece; characters that were cut in two come out whole.
 *
 * Nothing becomes U+FFFD: a byte that does not belong becomes a lone surrogate, which decoded text cannot contain
 * otherwise, and *damaged* turns true. The reader of rows then leaves out exactly the rows that have one.
 */
export class TextDecoding {
  readonly #codec: TextCodec;
  #carry: Uint8Array = new Uint8Array(0);
  #markBytes: number;
  #damaged = false;

  constructor(encoding: Encoding) {
    this.#markBytes = encoding.markBytes;
    this.#codec = createTextCodec(encoding.name);
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
    const complete = this.#codec.completeLength(rest);
    const end = rest.length - complete > CARRY_BYTES ? rest.length : complete;
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
    const text = this.#codec.decode(bytes);
    if (text !== undefined) return text;
    this.#damaged = true;
    return this.#codec.rescue(bytes);
  }
}

function concatenate(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}
