import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestContentNatively } from '../../../../electron/main/import/native-digest.ts';
import { digestContentInScript, replaceContentDigest } from '../../../../shared/base/content-digest.ts';
import {
  compareCodePoints,
  type IdPart,
  toComparableText,
  toContentId,
} from '../../../../shared/domain/ids.ts';

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('e', '\u0301', 'é', '\r', '\n', ' ', '\u3000', '가', '\u1100', '\u1161'),
  }),
);

describe('comparing texts', () => {
  test('asking before rewriting changes no result', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plain = text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
        expect(toComparableText(text)).toBe(plain);
        expect(toComparableText(plain)).toBe(plain);
      }),
    );
  });

  test('composed and decomposed letters, line ends and outer white space make no difference', () => {
    expect(toComparableText('  Cafe\u0301\r\nau lait\r')).toBe('Caf\u00e9\nau lait');
  });
});

describe('code-point order', () => {
  test('is the order of the code points', () => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        const points = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0);
        const [a, b] = [points(left), points(right)];
        const at = a.findIndex((point, index) => point !== b[index]);
        const expected = at === -1 ? a.length - b.length : at >= b.length ? 1 : (a[at] ?? 0) - (b[at] ?? 0);
        expect(Math.sign(compareCodePoints(left, right))).toBe(Math.sign(expected));
      }),
    );
  });
});

test('ids stay what they are: the first 32 hex digits of SHA-256 over the parts with their lengths', () => {
  // Computed with another program: printf '%s' '2[6:prompt2:祝福' | sha256sum
  expect(toContentId(['prompt', '祝福'])).toBe('9020c41aa578016f091009c7581636e4');
});

test('parts that are cut differently give different ids', () => {
  const part: fc.Arbitrary<IdPart> = fc.letrec<{ part: IdPart }>((tie) => ({
    part: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('', '1:a', '#1;', '-', 'ab', '2['),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('part'), { maxLength: 3 }),
    ),
  })).part;
  const parts = fc.array(part, { maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, (left, right) => {
      const isSame = JSON.stringify(left) === JSON.stringify(right);
      expect(toContentId(['x', ...left]) === toContentId(['x', ...right])).toBe(isSame);
    }),
  );
});

test('a native digest gives the same ids', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(texts, (parts) => {
      const slow = toContentId(['x', ...parts]);
      replaceContentDigest(digestContentNatively);
      expect(toContentId(['x', ...parts])).toBe(slow);
      replaceContentDigest(digestContentInScript);
    }),
  );
});
