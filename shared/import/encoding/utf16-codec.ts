import { markByte, type TextCodec, tryDecode } from './text-codec.ts';

export function createUtf16Codec(name: 'UTF-16LE' | 'UTF-16BE'): TextCodec {
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  const littleEndian = name === 'UTF-16LE';
  return {
    decode: (bytes) => tryDecode(decoder, bytes),
    completeLength: (bytes) => completeLength(bytes, littleEndian),
    rescue: (bytes) => rescue(bytes, littleEndian),
  };
}

/** Up to where no code unit and no surrogate pair is cut. */
function completeLength(bytes: Uint8Array, littleEndian: boolean): number {
  const even = bytes.length - (bytes.length % 2);
  const high = bytes[even - (littleEndian ? 1 : 2)];
  return high !== undefined && high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

/** Takes code units as they are: lone surrogates stay lone, an odd byte at the end becomes one. */
function rescue(bytes: Uint8Array, littleEndian: boolean): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1];
    if (second === undefined) parts.push(markByte(first));
    else parts.push(String.fromCharCode(littleEndian ? second * 256 + first : first * 256 + second));
  }
  return parts.join('');
}
