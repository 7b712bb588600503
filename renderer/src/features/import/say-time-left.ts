import type { Translate } from '../../../../shared/i18n/translate.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The time left as people say it: no finer than an estimate can be. */
export function sayTimeLeft(translate: Translate, seconds: number): string {
  if (seconds < 5) return translate('import.timeLeft.moment');
  if (seconds < MINUTE - 2.5)
    return translate('import.timeLeft.seconds', { count: 5 * Math.round(seconds / 5) });
  if (seconds < HOUR - MINUTE / 2) {
    return translate('import.timeLeft.minutes', { count: Math.max(1, Math.round(seconds / MINUTE)) });
  }
  return translate('import.timeLeft.hours', { count: Math.max(1, Math.round(seconds / HOUR)) });
}
