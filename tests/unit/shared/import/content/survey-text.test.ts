import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalNumbers } from '../../../../../shared/import/content/find-personal-numbers.ts';
import { findUnusualCharacters } from '../../../../../shared/import/content/find-unusual-characters.ts';
import {
  MAY_BE_UNUSUAL,
  MAY_HOLD_NUMBERS,
  surveyText,
} from '../../../../../shared/import/content/survey-text.ts';

const numbers = [
  '138-1234-5678',
  '13812345678',
  '+86 138 1234 5678',
  '+1 (415) 555-2671',
  '+33 6 12 34 56 78',
  '219-45-6789',
  '4111 1111 1111 1111',
  '6222021234567890128',
  '11010519491231002X',
  'NL91ABNA0417164300',
  'GB29 NWBK 6016 1331 9268 19',
];

const unusual = Array.from(
  '\0\b\v\f\u001b\u007f\u0085\u200b\u202a\u202e\u2060\u2066\ufeff\ufff9\ufffd\u{e0041}',
);

/** Mostly ASCII, as `surveyText` takes it apart, with what models like to write beyond it. */
const filler = fc
  .array(
    fc.constantFrom(
      'word ',
      'a',
      'B ',
      '\n',
      '\t',
      '“quoted” ',
      'café ',
      '12 ',
      '2024-01-31 ',
      '。',
      '😀',
      '…',
    ),
  )
  .map((parts) => parts.join(''));
const beginning = 'Plain text that is long enough to be surveyed, not searched. ';

/** The part under test stands anywhere, also across the ends of pieces of 16,384 units. */
const place = fc.record({
  before: filler,
  after: filler,
  padding: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 16_250, max: 16_400 })),
});

describe('surveying a text', () => {
  it('never misses a character that the exact search finds', () => {
    fc.assert(
      fc.property(place, fc.constantFrom(...unusual), ({ before, after, padding }, character) => {
        const text = beginning + '.'.repeat(padding) + before + character + after;
        expect(findUnusualCharacters(text)).not.toEqual([]);
        expect(surveyText(text) & MAY_BE_UNUSUAL).toBe(MAY_BE_UNUSUAL);
      }),
      { numRuns: 500 },
    );
  });

  it('never misses a number that the exact search finds', () => {
    fc.assert(
      fc.property(place, fc.constantFrom(...numbers), ({ before, after, padding }, number) => {
        const text = `${beginning}${'.'.repeat(padding)}${before} a ${number} b ${after}`;
        expect(findPersonalNumbers(text)).not.toEqual([]);
        expect(surveyText(text) & MAY_HOLD_NUMBERS).toBe(MAY_HOLD_NUMBERS);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with the exact search on any characters at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (string) => {
        const text = beginning + string;
        const isUnusual = (surveyText(text) & MAY_BE_UNUSUAL) !== 0;
        expect(isUnusual || findUnusualCharacters(text).length === 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds nothing to search for in ordinary text', () => {
    const text =
      'On 2024-01-31 it’s “fine” for 1,234.56 €… — café, naïve 😀\r\n\tdone (1990 - 2000), and so on. ';
    expect(surveyText(beginning + text.repeat(1000))).toBe(0);
  });
});
