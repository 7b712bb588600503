import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  passesIbanCheck,
  passesIdentityCheck,
  passesLuhn,
} from '../../../../../shared/import/content/check-digits.ts';

describe('check digits', () => {
  test.each([
    // Published examples: Wikipedia's of Luhn's formula, test cards of networks, the standard's of GB 11643, SWIFT's.
    [passesLuhn, '17893729974'],
    [passesLuhn, '4111111111111111'],
    [passesLuhn, '378282246310005'],
    [passesIdentityCheck, '11010519491231002X'],
    [passesIdentityCheck, '440524188001010014'],
    [passesIbanCheck, 'GB29NWBK60161331926819'],
    [passesIbanCheck, 'DE89370400440532013000'],
    [passesIbanCheck, 'FR1420041010050500013M02606'],
    [passesIbanCheck, 'MT84MALT011000012345MTLCAST001S'],
  ])('hold for published examples: %o %s', (passes, number) => {
    expect(passes(number)).toBe(true);
  });

  it('notice any single wrong digit', () => {
    const examples = [
      [passesLuhn, '4111111111111111'],
      [passesIdentityCheck, '440524188001010014'],
      [passesIbanCheck, 'DE89370400440532013000'],
    ] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        ([passes, number], at, by) => {
          const index = 2 + (at % (number.length - 2));
          const wrong = (Number(number[index]) + by) % 10;
          expect(passes(number.slice(0, index) + wrong + number.slice(index + 1))).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
