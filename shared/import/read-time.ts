import { err, ok, type Result } from '../base/result.ts';
import { createFault, type Fault, getField, type JsonObject } from './row.ts';

const ISO_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;
/** From here on, a number of seconds would be a year beyond 5000: such a number counts milliseconds. */
const FIRST_MILLISECONDS = 1e11;

/**
 * A field that says when something was decided: ISO 8601 with its offset, or seconds or milliseconds since 1970.
 *
 * @returns ISO 8601 in UTC; `undefined` when the field is missing or `null`
 */
export function readOptionalTime(
  object: JsonObject,
  name: string,
  path = name,
): Result<string | undefined, Fault> {
  const value = getField(object, name) ?? null;
  if (value === null || value === '') return ok(undefined);
  const isWritten = typeof value === 'string' && ISO_TIME.test(value);
  const scale = typeof value === 'number' && value < FIRST_MILLISECONDS ? 1000 : 1;
  // oxlint-disable-next-line eslint/no-restricted-globals -- converts the file's own time; no clock is read
  const time = new Date(isWritten ? value : typeof value === 'number' ? value * scale : Number.NaN);
  // Years are written with four digits.
  if (time.getTime() >= 0 && time.getUTCFullYear() < 10_000) return ok(time.toISOString());
  return err(
    createFault(
      'bad_value',
      path,
      `${path} has to be a time with its offset, such as 2024-05-31T08:00:00Z, or seconds since 1970; correct it or leave it out`,
    ),
  );
}
