import { findNumber, standingAlone } from './number-pattern.ts';

/** Mobile, mainland China, with or without the code of the country. */
const CHINESE_MOBILE = standingAlone(String.raw`(?:86[ -]?)?1[3-9]\d(?:\d{8}|([ -])\d{4}\1\d{4})`);

/** North America: area and exchange begin with 2 to 9. */
const NORTH_AMERICAN = standingAlone(
  String.raw`(?:1[ .-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[.-])[2-9]\d\d[.-]\d{4}`,
);

/** With a plus and the code of the country (ITU-T E.164), in one or in groups; no term of a sum. */
const INTERNATIONAL =
  /(?<![\w.)\]=*^+-])(?<![\d)]\s{1,2})\+[1-9]\d{0,2}(?:[ .-]?\(\d{1,4}\))?[ .-]?\d{1,4}(?:[ .-]?\d{2,4}){1,4}(?![\w%]|[.,]\d|-\w| ?[+*×÷^/=] ?\d)/g;
/** Fewest and most digits, the code of the country among them. */
const INTERNATIONAL_DIGITS = { min: 9, max: 15 } as const;

/** Calls that cost the caller nothing: hot lines, nobody's own. */
const TOLL_FREE = /^1?8(?:00|33|44|55|66|77|88)\d{7}$/;
/** Kept for films and examples: 555-0100 to 555-0199. */
const FICTITIOUS = /^1?\d{3}55501\d\d$/;

/** Finds a telephone number in a few characters: international, Chinese mobile, or North American. */
export function findPhoneNumber(text: string): string | undefined {
  return (
    findNumber(text, INTERNATIONAL, isInternational) ??
    findNumber(text, CHINESE_MOBILE, isSomebodys) ??
    findNumber(text, NORTH_AMERICAN, isSomebodys)
  );
}

function isInternational(digits: string): boolean {
  const { min, max } = INTERNATIONAL_DIGITS;
  return digits.length >= min && digits.length <= max && isSomebodys(digits);
}

/** Round numbers are amounts, or stand for any number. */
function isSomebodys(digits: string): boolean {
  return !digits.endsWith('0000') && !TOLL_FREE.test(digits) && !FICTITIOUS.test(digits);
}
