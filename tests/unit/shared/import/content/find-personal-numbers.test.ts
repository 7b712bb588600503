import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findPersonalNumbers } from '../../../../../shared/import/content/find-personal-numbers.ts';

function codesIn(text: string): string[] {
  return findPersonalNumbers(text).map(({ code }) => code);
}

describe('numbers that belong to somebody', () => {
  test.each([
    ['identity_card', '11010519491231002X'],
    ['identity_card', '身份证号：440524188001010014不对，应为440524198001010013。'],
    ['phone_number', '13812345678'],
    ['phone_number', '手机13912345678号'],
    ['phone_number', '138-1234-5678'],
    ['phone_number', '**+86 138 1234 5678**'],
    ['phone_number', '8613812345678'],
    ['phone_number', '- 13812345678\n- 13912345678'],
    ['phone_number', '13812345678/13912345678'],
    ['phone_number', 'Call +44 20 7946 0958.'],
    ['phone_number', 'tel:+33 6 12 34 56 78'],
    ['phone_number', 'Phone +4915123456789'],
    ['phone_number', '+1 (415) 555-2671'],
    ['phone_number', '(650) 253-0123'],
    ['phone_number', '650-253-0123'],
    ['social_security_number', 'SSN: 219-45-6789'],
    ['bank_card', '4111 1111 1111 1111'],
    ['bank_card', '卡号：6222021234567890128'],
    ['bank_card', '6222 0212 3456 7890 128'],
    ['bank_card', '5555-5555-5555-4444'],
    ['bank_card', '378282246310005'],
    ['bank_card', '3782 822463 10005'],
    ['bank_card', '30569309025904'],
    ['bank_card', '3530111333300000'],
    ['bank_account', 'DE89370400440532013000'],
    ['bank_account', 'GB29 NWBK 6016 1331 9268 19'],
    ['bank_account', 'IBAN: NL91 ABNA 0417 1643 00.'],
    ['bank_account', 'FR1420041010050500013M02606'],
  ])('%s in %s', (code, text) => {
    expect(codesIn(text)).toEqual([code]);
  });

  test.each([
    ['prices and amounts', '$13812345678 ¥13812345678 13812345678元 1,381,234,567.00 EUR 15000000000 万'],
    ['dates and times', '2021-03-04 12:30:45, 20210304123045, 1990 - 2000, 01.02.2003 04.05.2006'],
    ['seconds since 1970', '1617181723 1617181723000 1617181723000000'],
    ['decimals', '3.14159265358979 0.4111111111111111 2.71828 1.4142135623730951'],
    ['sums', '256626720691 + 1646615806005 = 4212883012996; 13812345678 * 2; 2 + 13812345678'],
    ['sums in columns', '472547338\n+960397912423686\n-------\n1007411131329104'],
    ['powers', '2^62 = 4611686018427387904, 2**63 = 9223372036854775808, 20! = 2432902008176640000'],
    ['UUIDs', '550e8400-e29b-41d4-a716-446655440000 41111111-1111-1111-1381-234567813812'],
    ['hashes', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 13812345678abcdef'],
    ['ISBN, EAN and DOI', 'ISBN 978-0-306-40615-7, 4006381333931, 10.1000/13812345678'],
    ['versions and addresses', '192.168.100.200 10.0.17763.1339 2001:0db8:85a3:0000:0000:8a2e:0370:7334'],
    ['paths', '/status/13812345678 C:\\13812345678 https://x.org/4111111111111111'],
    ['lists of numbers', '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16, 10 20 30 40 50 60, 000 111 222 333'],
    ['parts of longer numbers', '1381234567890123456789012345, 94111111111111111119'],
    ['round numbers', '13800000000 +10000000000 18600000000'],
    ['hot lines and films', '1-800-273-8255 (888) 555-1234 415-555-0132'],
    ['numbers that nobody has', '123-45-6789 000-12-3456 666-12-3456 219-00-6789 219-45-0000'],
    ['cards with a wrong check digit', '4111 1111 1111 1112 6222021234567890121 378282246310006'],
    ['identity cards with a wrong check or date', '110105194912310021 110105194913310023 990105194912310023'],
    ['accounts with a wrong check or length', 'DE88370400440532013000 GB29 NWBK 6016 1331 9268 1'],
    ['code', 'const MASK = 0x13812345678; id_13812345678 = 13812345678n;'],
  ])('not %s', (_what, text) => {
    expect(codesIn(text)).toEqual([]);
  });

  it('are never seen in UUIDs, hashes, decimals, dates and amounts', () => {
    const harmless = fc.oneof(
      fc.uuid(),
      fc.stringMatching(/^a[\da-f]{31,63}$/),
      fc.double({ noNaN: true, min: 0, max: 1, noDefaultInfinity: true }).map(String),
      fc
        .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
        .map((date) => date.toISOString()),
      fc.integer({ min: 0 }).map((amount) => `$${(amount / 100).toLocaleString('en')}`),
      fc.stringMatching(/^¥\d{18}$/),
      fc.stringMatching(/^\d{11} \+ \d{11} = x$/),
    );
    fc.assert(
      fc.property(fc.array(harmless, { minLength: 1, maxLength: 5 }), (parts) => {
        expect(codesIn(parts.join(', '))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('are found among words, and never shown whole', () => {
    const cards = ['4111111111111111', '5555555555554444', '6222021234567890128'];
    fc.assert(
      fc.property(fc.lorem({ maxCount: 8 }), fc.constantFrom(...cards), (words, card) => {
        const [finding] = findPersonalNumbers(`${words} ${card} ${words}`);
        expect(finding).toMatchObject({
          code: 'bank_card',
          excerpt: `${card.slice(0, 3)}…${card.slice(-2)}`,
        });
        expect(finding?.message).not.toContain(card);
      }),
    );
  });

  it('are all named when there are several kinds', () => {
    expect(codesIn('13812345678, then 4111 1111 1111 1111; DE89370400440532013000')).toEqual([
      'phone_number',
      'bank_card',
      'bank_account',
    ]);
  });

  it('are not searched for longer than it takes to read a text of digits', () => {
    expect(codesIn('1 '.repeat(200_000))).toEqual([]);
    expect(codesIn('0'.repeat(500_000))).toEqual([]);
    expect(codesIn('AA11 '.repeat(100_000))).toEqual([]);
    expect(codesIn(`1${' '.repeat(500_000)}1`)).toEqual([]);
  });
});
