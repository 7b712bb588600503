import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../../../shared/import/encoding/detect-encoding.ts';
import {
  type Encoding,
  ENCODING_NAMES,
  hasLoneSurrogate,
  TextDecoding,
} from '../../../../shared/import/text-decoding.ts';
import { createEncoder, cutBytes, toUtf16 } from './support.ts';

function decode(parts: readonly Uint8Array[], encoding: Encoding): { text: string; damaged: boolean } {
  const decoding = new TextDecoding(encoding);
  const text = parts.map((part) => decoding.push(part)).join('') + decoding.end();
  return { text, damaged: decoding.damaged };
}

const utf8: Encoding = { name: 'UTF-8', markBytes: 0 };
const wellFormed = fc.string({ unit: 'binary' });

describe('decoding', () => {
  it('gives the text that was written in UTF-8, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(wellFormed, fc.array(fc.nat()), fc.boolean(), (text, cuts, marked) => {
        const bytes = new TextEncoder().encode(`${marked ? '\ufeff' : ''}${text}`);
        const encoding: Encoding = { name: 'UTF-8', markBytes: marked ? 3 : 0 };
        expect(decode(cutBytes(bytes, cuts), encoding)).toEqual({ text, damaged: false });
      }),
    );
  });

  it.each(['UTF-16LE', 'UTF-16BE'] as const)(
    'gives the text that was written in %s, wherever the bytes are cut',
    (name) => {
      fc.assert(
        fc.property(wellFormed, fc.array(fc.nat()), (text, cuts) => {
          const bytes = toUtf16(text, name);
          expect(detectEncoding(bytes)).toEqual({ encoding: { name, markBytes: 2 }, certain: true });
          expect(decode(cutBytes(bytes, cuts), { name, markBytes: 2 })).toEqual({ text, damaged: false });
        }),
      );
    },
  );

  const legacy = ENCODING_NAMES.filter((name) => !name.startsWith('UTF'));
  it.each(legacy)('gives the text that was written in %s, wherever the bytes are cut', (name) => {
    const { encode, characters } = createEncoder(name);
    const text = fc.string({
      unit: fc.constantFrom(...characters, '{', '"', 'a', ':', '}', '\\', '\r', '\n', ','),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (written, cuts) => {
        const parts = cutBytes(encode(written), cuts);
        expect(decode(parts, { name, markBytes: 0 })).toEqual({ text: written, damaged: false });
      }),
    );
  });

  it.each(legacy)('marks bytes that are nothing in %s, and keeps what stands around them', (name) => {
    const { encode, characters } = createEncoder(name);
    const character = characters.at(-1) ?? '';
    const line = encode(`${character},${character}\n`);
    // 0xFF and 0x81 alone are no character of any of them; a quote ends whatever was begun.
    const bad = Uint8Array.from([0x22, name === 'Windows-1252' ? 0x81 : 0xff, 0x22, 0x0a]);
    const { text, damaged } = decode([line, bad, line], { name, markBytes: 0 });
    expect(damaged).toBe(true);
    expect(text.split('\n').map(hasLoneSurrogate)).toEqual([false, true, false, false]);
    expect(text).toMatch(new RegExp(`^${character},${character}\n"[\\udc00-\\udfff]+"\n`));
  });

  it('turns bytes that do not belong into marks, and nothing into the replacement character', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.array(fc.nat()), (bytes, cuts) => {
        const { text, damaged } = decode(cutBytes(bytes, cuts), utf8);
        expect(damaged).toBe(hasLoneSurrogate(text));
        // Every mark is one bad byte: with the marks turned back, the bytes are the same.
        const back = Array.from(text).flatMap((character) => {
          const code = character.charCodeAt(0);
          return character.length === 1 && code >= 0xdc00 && code <= 0xdfff
            ? [code - 0xdc00]
            : [...new TextEncoder().encode(character)];
        });
        expect(Uint8Array.from(back)).toEqual(Uint8Array.from(bytes));
      }),
      { numRuns: 2000 },
    );
  });
});
