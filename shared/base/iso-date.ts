/** Days in 400 years: the calendar repeats after them. */
const ERA_DAYS = 146_097;
/** From 0000-03-01 to 1970-01-01: with March as the first month the leap day is the last of its year. */
const DAYS_TO_1970 = 719_468;

/**
 * The date so many days after 1970-01-01, as ISO 8601 writes it: `2024-02-29`. Years beyond four digits have a sign.
 *
 * Arithmetic of the Gregorian calendar without a clock: the days since the start of an era of 400 years give the year,
 * and the days since 1 March give month and day.
 *
 * @param days a whole number
 */
export function toIsoDate(days: number): string {
  const shifted = days + DAYS_TO_1970;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return `${toYearText(year)}-${pad(month)}-${pad(day)}`;
}

function toYearText(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0');
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;
}

/**
 * The time so many seconds after midnight: `13:05:07`.
 *
 * @param seconds a whole number below 86,400
 */
export function toIsoTime(seconds: number): string {
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
