import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCodePoints, toComparableText, toContentId } from '../../../../shared/domain/ids.ts';

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

test('ids stay what they are: the first 32 hex digits of SHA-256 over the JSON of the parts', () => {
  // Computed with another program: printf '%s' '["prompt","祝福"]' | sha256sum
  expect(toContentId(['prompt', '祝福'])).toBe('fa08636a75f3d379b09fa0c452dd0491');
});
