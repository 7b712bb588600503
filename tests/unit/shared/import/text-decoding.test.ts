import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectEncoding,
  type Encoding,
  hasLoneSurrogate,
  TextDecoding,
} from '../../../../shared/import/text-decoding.ts';
import { cutBytes, toUtf16 } from './support.ts';

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
          expect(detectEncoding(bytes)).toEqual({ encoding: { name, markBytes: 2 } });
          expect(decode(cutBytes(bytes, cuts), { name, markBytes: 2 })).toEqual({ text, damaged: false });
        }),
      );
    },
  );

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

describe('recognising the encoding', () => {
  it('takes UTF-8 with and without a byte order mark', () => {
    expect(detectEncoding(new TextEncoder().encode('\ufeffa'))).toEqual({
      encoding: { name: 'UTF-8', markBytes: 3 },
    });
    expect(detectEncoding(new TextEncoder().encode('提示'))).toEqual({ encoding: utf8 });
    // Cut in the middle of a character, as a head is.
    expect(detectEncoding(new TextEncoder().encode('提示').subarray(0, 5))).toEqual({ encoding: utf8 });
  });

  it('refuses GBK, Latin-1 and UTF-16 without a mark, with the line and what to do', () => {
    const gbk = Uint8Array.from([0x69, 0x64, 0x0a, 0xcc, 0xe1, 0xca, 0xbe, 0x0a]);
    const latin1 = Uint8Array.from([0x61, 0x0a, 0x62, 0x0a, 0xa9, 0x0a]);
    const utf16 = toUtf16('id,prompt\n', 'UTF-16LE').subarray(2);
    const refusals = [gbk, latin1, utf16].map((bytes) => detectEncoding(bytes));
    expect(
      refusals.map((refusal) => ('fault' in refusal ? [refusal.line, refusal.fault.code] : null)),
    ).toEqual([
      [2, 'wrong_encoding'],
      [3, 'wrong_encoding'],
      [1, 'wrong_encoding'],
    ]);
    expect(
      refusals.every((refusal) => 'fault' in refusal && refusal.fault.message.includes('save it as UTF-8')),
    ).toBe(true);
  });

  it('takes a file with a damaged byte among good ones: only its row is lost', () => {
    const bytes = new TextEncoder().encode('提示\n问题\n回答\n');
    bytes[8] = 0xff;
    expect(detectEncoding(bytes)).toEqual({ encoding: utf8 });
  });
});
