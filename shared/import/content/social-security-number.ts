import { findNumber, standingAlone } from './number-pattern.ts';

/** Area, group and serial number; none of them is all zeros, and areas 666 and 900 to 999 are not given. */
const SOCIAL_SECURITY_NUMBER = standingAlone(String.raw`(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}`);

/** Numbers of advertisements and examples, which the Social Security Administration lists as nobody's. */
const NOBODYS = new Set(['078051120', '123456789', '219099999']);

/** Finds a social security number of the United States in a few characters. */
export function findSocialSecurityNumber(text: string): string | undefined {
  return findNumber(text, SOCIAL_SECURITY_NUMBER, (digits) => !NOBODYS.has(digits));
}
