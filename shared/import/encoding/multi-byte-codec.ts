import { markByte, type TextCodec, tryDecode } from './text-codec.ts';

/** Encodings in which a character has one, two or four bytes. */
export type MultiByteName = 'GBK' | 'GB18030' | 'Big5' | 'Shift_JIS' | 'EUC-KR';

/**
 * What some runtimes make of bytes that have no character in Big5, Shift_JIS or EUC-KR, where others fail: control
 * characters and private use. Such text would look different from machine to machine, so it counts as malformed.
 */
const DOUBTFUL = /[\u0080-\u009f\ue000-\uf8ff]/;

/** No character of these encodings has a byte below this except as its first and only one. */
const LOWEST_TRAIL = 0x30;

export function createMultiByteCodec(name: MultiByteName): TextCodec {
  // GB18030 contains GBK. Runtimes differ in what they call GBK and agree on GB18030.
  const isGb = name === 'GBK' || name === 'GB18030';
  const decoder = new TextDecoder(isGb ? 'gb18030' : name, { fatal: true });
  const decode = (bytes: Uint8Array): string | undefined => {
    const text = tryDecode(decoder, bytes);
    return text === undefined || (!isGb && DOUBTFUL.test(text)) ? undefined : text;
  };
  return { decode, completeLength, rescue: createRescue(decode) };
}

/** Up to the last byte that cannot be a part of a longer character; all when there is none. */
function completeLength(bytes: Uint8Array): number {
  for (let end = bytes.length; end > 0; end -= 1) {
    if ((bytes[end - 1] ?? 0) < LOWEST_TRAIL) return end;
  }
  return 0;
}

/** Decodes stretch by stretch, and where that fails character by character, each different one once. */
function createRescue(decode: TextCodec['decode']): TextCodec['rescue'] {
  const known = new Map<number, string | undefined>();
  const decodeCharacter = (bytes: Uint8Array, at: number, length: number): string | undefined => {
    if (at + length > bytes.length) return undefined;
    // With the length in front, `81` and `00 81` are not the same.
    let key = length;
    for (let offset = 0; offset < length; offset += 1) key = key * 256 + (bytes[at + offset] ?? 0);
    if (!known.has(key)) {
      const text = decode(bytes.subarray(at, at + length));
      known.set(key, text !== undefined && Array.from(text).length === 1 ? text : undefined);
    }
    return known.get(key);
  };
  const rescueStretch = (bytes: Uint8Array): string => {
    const parts: string[] = [];
    for (let at = 0; at < bytes.length;) {
      const length = [1, 2, 4].find((count) => decodeCharacter(bytes, at, count) !== undefined);
      parts.push(
        length === undefined ? markByte(bytes[at] ?? 0) : (decodeCharacter(bytes, at, length) ?? ''),
      );
      at += length ?? 1;
    }
    return parts.join('');
  };
  return (bytes) => {
    const parts: string[] = [];
    for (let from = 0; from < bytes.length;) {
      let to = from + 1;
      while (to < bytes.length && (bytes[to] ?? 0) >= LOWEST_TRAIL) to += 1;
      const stretch = bytes.subarray(from, to);
      parts.push(decode(stretch) ?? rescueStretch(stretch));
      from = to;
    }
    return parts.join('');
  };
}
