import { z } from 'zod';

export const failureSchema = z.object({
  code: z.enum([
    'not-found',
    'damaged',
    'newer-version',
    'in-use',
    'disk-full',
    'no-permission',
    'timeout',
    'read-only',
    'bad-request',
    'io',
  ]),
  /** What happened and to what, in English; screens translate by code and show this as the detail. */
  message: z.string(),
});

/** Why something outside the page could not be done. Crosses the process border as data, since errors lose theirs. */
export type Failure = z.infer<typeof failureSchema>;
export type FailureCode = Failure['code'];
