import { findBankCard } from './bank-card.ts';
import { findBankAccount } from './find-bank-account.ts';
import { findIdentityCard } from './identity-card.ts';
import { findPhoneNumber } from './phone-number.ts';
import { maskMiddle } from './show-place.ts';
import { findSocialSecurityNumber } from './social-security-number.ts';
import type { Finding, WarningCode } from './warning.ts';

/**
 * Ten to 62 digits and characters that stand between digits. The eight that have to be there are written in threes, since
 * V8 looks ahead only through what it unrolls: like this it skips most of a text, in a third of the time.
 */
const RUN_OF_DIGITS = /\d[\d ().-]{3}[\d ().-]{3}[\d ().-]{2}[\d ().-]{0,52}\d/g;
/** Fewest digits of a number that is looked for: those of a social security number. */
const FEWEST_DIGITS = 9;
/** Units before and after a run that belong to it (`+(0`, `X`) or tell that it is something else (`$`, `=`). */
const AROUND = 4;

interface NumberCheck {
  readonly code: WarningCode;
  readonly what: string;
  /** The number as it is written, or `undefined` when there is none in *text*. */
  readonly find: (text: string) => string | undefined;
}

const CHECKS: readonly NumberCheck[] = [
  { code: 'identity_card', what: 'the number of a Chinese identity card', find: findIdentityCard },
  { code: 'bank_card', what: 'the number of a bank card', find: findBankCard },
  { code: 'phone_number', what: 'a telephone number', find: findPhoneNumber },
  {
    code: 'social_security_number',
    what: 'a social security number of the United States',
    find: findSocialSecurityNumber,
  },
];

/** Finds numbers that belong to somebody; the first of each kind. */
export function findPersonalNumbers(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  let hasRun = false;
  for (const { 0: run, index } of text.matchAll(RUN_OF_DIGITS)) {
    hasRun = true;
    if (countDigits(run) < FEWEST_DIGITS) continue;
    const place = text.slice(Math.max(0, index - AROUND), index + run.length + AROUND);
    for (const { code, what, find } of CHECKS) {
      if (findings.some((finding) => finding.code === code)) continue;
      const written = find(place);
      if (written === undefined) continue;
      const message = `this looks like ${what}; take it out if it is somebody’s`;
      findings.push({ code, message, excerpt: maskMiddle(written) });
    }
  }
  const account = hasRun ? findBankAccount(text) : undefined;
  return account === undefined ? findings : [...findings, account];
}

function countDigits(run: string): number {
  let count = 0;
  for (let index = 0; index < run.length; index += 1) {
    const unit = run.charCodeAt(index);
    if (unit >= 0x30 && unit <= 0x39) count += 1;
  }
  return count;
}
