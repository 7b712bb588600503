import { z } from 'zod';

/**
 * An object of texts by name, taken as it is.
 *
 * Not `z.record`: that builds a new object by assignment, where a key named `__proto__` disappears. Keys come from the
 * users' files, and what a file says is kept.
 */
export const textRecordSchema = z.custom<Readonly<Record<string, string>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string'),
  'expected an object of texts',
);
