import { passesLuhn } from './check-digits.ts';
import { findNumber, standingAlone } from './number-pattern.ts';

/** In one, or in the groups in which cards show it. */
const BANK_CARD = standingAlone(
  String.raw`(?:\d{14,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|3\d{3}([ -])\d{6}\2\d{4,5}|\d{6} \d{13})`,
);

interface CardNetwork {
  readonly begins: RegExp;
  readonly lengths: readonly number[];
}

const NETWORKS: readonly CardNetwork[] = [
  // Visa. Those of 13 digits are long gone, and look like any sum.
  { begins: /^4/, lengths: [16] },
  // Mastercard.
  { begins: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  // American Express.
  { begins: /^3[47]/, lengths: [15] },
  // Discover.
  { begins: /^(?:6011|64[4-9]|65)/, lengths: [16] },
  // Diners Club.
  { begins: /^3(?:0[0-5]|[689])/, lengths: [14] },
  // JCB.
  { begins: /^35(?:2[89]|[3-8])/, lengths: [16] },
  // UnionPay.
  { begins: /^62/, lengths: [16, 17, 18, 19] },
  // Mir.
  { begins: /^220[0-4]/, lengths: [16] },
];

/** Finds the number of a bank card in a few characters. */
export function findBankCard(text: string): string | undefined {
  return findNumber(text, BANK_CARD, isBankCard);
}

function isBankCard(digits: string): boolean {
  return (
    NETWORKS.some(({ begins, lengths }) => lengths.includes(digits.length) && begins.test(digits)) &&
    passesLuhn(digits)
  );
}
