import { guessEncoding } from './guess-encoding.ts';
import { createFault, type Fault } from '../row.ts';
import { createTextCodec, type Encoding, type EncodingName } from '../text-decoding.ts';

export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** False when other encodings would do as well: a person should look. */
  readonly certain: boolean;
}

const MARKS = [
  { name: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { name: 'UTF-16LE', bytes: [0xff, 0xfe] },
  { name: 'UTF-16BE', bytes: [0xfe, 0xff] },
] as const;

/** The encoding that a person has chosen, with the byte order mark if the file has one. */
export function chooseEncoding(head: Uint8Array, name: EncodingName): Encoding {
  const mark = MARKS.find((candidate) => candidate.name === name);
  const isMarked = mark?.bytes.every((byte, index) => head[index] === byte) ?? false;
  return { name, markBytes: isMarked ? (mark?.bytes.length ?? 0) : 0 };
}

/**
 * Recognises the encoding of a text from its first bytes: by its byte order mark; as UTF-8 when it is that; as UTF-16 by
 * its zero bytes; else by what it looks like.
 *
 * A few bad bytes among good UTF-8 are damage: they cost the rows that they stand in (`TextDecoding` marks them), and do
 * not make the file something else.
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding | { readonly fault: Fault } {
  const mark = MARKS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (mark !== undefined) return certainly(mark.name, mark.bytes.length);
  const zeros = countBytes(head, (byte) => byte === 0);
  if (zeros * 5 < head.length && isUtf8(head)) return certainly('UTF-8');
  if (zeros * 200 >= head.length) {
    const utf16 = (['UTF-16LE', 'UTF-16BE'] as const).find((name) => looksLikeUtf16(head, name));
    if (utf16 !== undefined) return certainly(utf16);
  }
  if (countBytes(head, isControl) * 20 >= head.length) {
    return refuse('unsupported_container', 'this is not text; open JSON, JSON Lines, CSV, Excel or Parquet');
  }
  const badShare = measureBadUtf8(head);
  if (badShare <= FEW_BAD) return certainly('UTF-8');
  const guess = guessEncoding(head);
  // Two bytes of GBK are a character of UTF-8 now and then: a short text can be both, by half.
  if (badShare <= MANY_BAD && guess?.certain !== true) return certainly('UTF-8');
  if (guess !== undefined) return { encoding: { name: guess.name, markBytes: 0 }, certain: guess.certain };
  return refuse(
    'wrong_encoding',
    'the text is in no encoding that can be recognised; choose the encoding, or save the file as UTF-8 (in Excel: "CSV UTF-8") and open it again',
  );
}

function certainly(name: EncodingName, markBytes = 0): DetectedEncoding {
  return { encoding: { name, markBytes }, certain: true };
}

function refuse(code: Fault['code'], message: string): { readonly fault: Fault } {
  return { fault: createFault(code, null, message) };
}

function countBytes(bytes: Uint8Array, isCounted: (byte: number) => boolean): number {
  let count = 0;
  for (const byte of bytes) if (isCounted(byte)) count += 1;
  return count;
}

function isControl(byte: number): boolean {
  return byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b;
}

/** Read the other way round, a line end or a comma is a character that nobody uses. */
function looksLikeUtf16(head: Uint8Array, name: 'UTF-16LE' | 'UTF-16BE'): boolean {
  const codec = createTextCodec(name);
  const text = codec.decode(head.subarray(0, codec.completeLength(head)));
  if (text === undefined) return false;
  const usual = text.match(USUAL_CHARACTERS)?.length ?? 0;
  return usual >= text.length * 0.95;
}

// Line ends and what can be typed in Latin, Greek, Cyrillic, Hebrew, Arabic, Chinese, Japanese and Korean; symbols.
const USUAL_CHARACTERS =
  /[\t\r\n -~\u00a0-\u024f\u0370-\u06ff\u2010-\u27bf\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef\ud800-\udfff]/g;

function isUtf8(head: Uint8Array): boolean {
  const codec = createTextCodec('UTF-8');
  return codec.decode(head.subarray(0, codec.completeLength(head))) !== undefined;
}

/** Of the characters beyond ASCII, how many may be bad: damage for certain, and when nothing else is likely. */
const FEW_BAD = 0.2;
const MANY_BAD = 0.5;

/** Which part of the characters beyond ASCII are bytes that do not belong in UTF-8. */
function measureBadUtf8(head: Uint8Array): number {
  const codec = createTextCodec('UTF-8');
  const text = codec.rescue(head.subarray(0, codec.completeLength(head)));
  const bad = text.match(BAD_BYTES)?.length ?? 0;
  const beyondAscii = text.match(BEYOND_ASCII)?.length ?? 0;
  return beyondAscii === 0 ? 0 : bad / beyondAscii;
}

const BAD_BYTES = /\p{Surrogate}/gu;
// Every character beyond ASCII, bad ones included.
const BEYOND_ASCII = /[^\p{ASCII}]/gu;
