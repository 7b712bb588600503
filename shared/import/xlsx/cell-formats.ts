import { toIsoDate, toIsoTime } from '../../base/iso-date.ts';

/** What the number format of a cell makes of its number. */
export type CellFormat =
  | { readonly kind: 'number' }
  /** Zeros in front, up to so many digits: `00000` for postcodes. */
  | { readonly kind: 'padded'; readonly digits: number }
  | { readonly kind: 'date' }
  /** Hours, minutes and seconds that may go beyond a day. */
  | { readonly kind: 'duration' };

const NUMBER: CellFormat = { kind: 'number' };

/** Formats without a code of their own that are dates or times: ECMA-376 Part 1, section 18.8.30, all languages. */
const DATE_IDS: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];
const DURATION_ID = 46;

/** What a number format means. *code* is `undefined` for a format that every workbook has. */
export function toCellFormat(id: number, code: string | undefined): CellFormat {
  if (code === undefined) {
    if (id === DURATION_ID) return { kind: 'duration' };
    return DATE_IDS.some(([from, to]) => id >= from && id <= to) ? { kind: 'date' } : NUMBER;
  }
  if (/^0{2,20}$/.test(code)) return { kind: 'padded', digits: code.length };
  // Quoted and escaped characters, and colours, conditions and languages in brackets, are no part of the pattern.
  const [positive = ''] = code.split(';');
  const bare = positive.replaceAll(/"[^"]*"|\\.|_.|\*./g, '');
  if (/\[[hms]+\]/i.test(bare)) return { kind: 'duration' };
  const pattern = bare.replaceAll(/\[[^\]]*\]/g, '');
  return /[ymdhs]/i.test(pattern) && !/general/i.test(pattern) ? { kind: 'date' } : NUMBER;
}

const DAY_SECONDS = 24 * 60 * 60;
/** Days from the day 0 of the two calendars of Excel to 1970-01-01. */
const DAYS_TO_1970 = { 1900: 25_569, 1904: 24_107 } as const;
/** Excel's 1900 has a 29 February; days before it are one off. */
const FALSE_LEAP_DAY = 60;
/** The last day that Excel knows: 9999-12-31. */
const LAST_DAY = 2_958_465;

/** The text of a number as a person reads it in its cell. `undefined` when *value* is no number. */
export function toNumberText(value: string, format: CellFormat, calendar: 1900 | 1904): string | undefined {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return undefined;
  switch (format.kind) {
    case 'number':
      return toPlainText(value, number);
    case 'padded':
      return number < 0
        ? toPlainText(value, number)
        : String(Math.round(number)).padStart(format.digits, '0');
    case 'date':
      return toDateText(number, calendar) ?? toPlainText(value, number);
    case 'duration':
      return number < 0 ? toPlainText(value, number) : toDurationText(number);
  }
}

/** Digits without an exponent, rounded to the 15 that Excel keeps; whole numbers of any length stay as they are. */
function toPlainText(value: string, number: number): string {
  const text = value.trim();
  if (/^-?\d+$/.test(text)) return text;
  return expandExponent(String(Number(number.toPrecision(15))));
}

/** `1.5e-7` → `0.00000015`. */
function expandExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}

/** ISO 8601: a date, a time, or both with a `T` between. */
function toDateText(serial: number, calendar: 1900 | 1904): string | undefined {
  if (serial < 0 || serial > LAST_DAY) return undefined;
  const seconds = Math.round(serial * DAY_SECONDS);
  const time = toIsoTime(seconds % DAY_SECONDS);
  if (serial > 0 && serial < 1) return time;
  const isEarly = calendar === 1900 && serial < FALSE_LEAP_DAY;
  const date = toIsoDate(Math.floor(seconds / DAY_SECONDS) - DAYS_TO_1970[calendar] + (isEarly ? 1 : 0));
  return seconds % DAY_SECONDS === 0 ? date : `${date}T${time}`;
}

function toDurationText(serial: number): string {
  const seconds = Math.round(serial * DAY_SECONDS);
  const [, minutes = '', rest = ''] = toIsoTime(seconds % 3600).split(':');
  return `${Math.floor(seconds / 3600)}:${minutes}:${rest}`;
}
