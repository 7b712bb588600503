import { passesIdentityCheck } from './check-digits.ts';
import { findNumber, standingAlone } from './number-pattern.ts';

/** Province or region, place, date of birth, serial number, check (GB 11643-1999). */
const IDENTITY_CARD = standingAlone(
  String.raw`(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]`,
);

/** Finds the number of a Chinese resident identity card in a few characters. */
export function findIdentityCard(text: string): string | undefined {
  return findNumber(text, IDENTITY_CARD, passesIdentityCheck);
}
