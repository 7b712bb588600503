import { passesIbanCheck } from './check-digits.ts';
import { maskMiddle } from './show-place.ts';
import type { Finding } from './warning.ts';

/** Written in one, or in groups of four. */
const LOOKS_LIKE_IBAN = /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?!\w)/g;

/** How long the number of a country is, from the IBAN registry of SWIFT (release 99). */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    15: 'NO',
    16: 'BE',
    18: 'DK FI FK FO GL NL SD',
    19: 'MK SI',
    20: 'AT BA EE KZ LT LU MN XK',
    21: 'CH CR HR LI LV',
    22: 'BG BH DE GB GE IE ME RS VA',
    23: 'AE GI IL IQ OM SO TL',
    24: 'AD CZ ES MD PK RO SA SE SK TN VG',
    25: 'LY PT ST',
    26: 'IS TR',
    27: 'BI DJ FR GR IT MC MR SM',
    28: 'AL AZ BY CY DO GT HU LB NI PL SV',
    29: 'BR EG PS QA UA',
    30: 'JO KW MU YE',
    31: 'MT SC',
    32: 'LC',
    33: 'RU',
  }).flatMap(([length, countries]) =>
    countries.split(' ').map((country) => [country, Number(length)] as const),
  ),
);

/** Finds the first international bank account number (IBAN). */
export function findBankAccount(text: string): Finding | undefined {
  for (const [written] of text.matchAll(LOOKS_LIKE_IBAN)) {
    const iban = written.replaceAll(' ', '');
    if (LENGTHS.get(iban.slice(0, 2)) !== iban.length || !passesIbanCheck(iban)) continue;
    return {
      code: 'bank_account',
      message: 'this looks like a bank account number (IBAN); take it out if it is somebody’s',
      excerpt: maskMiddle(written),
    };
  }
  return undefined;
}
