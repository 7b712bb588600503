import { err, type Result } from '../base/result.ts';
import type { Failure } from './failure.ts';

/** Waits for *work*, but no longer than *deadlineMs*; *what* names the work in the failure. */
export type WithDeadline = <Value>(
  work: Promise<Result<Value, Failure>>,
  deadlineMs: number,
  what: string,
) => Promise<Result<Value, Failure>>;

/**
 * Makes the function that ends waiting: after the deadline the answer is `timeout`, and what comes later is dropped.
 *
 * *startTimer* calls back after so many milliseconds and returns how to stop it; the core itself has no clock.
 */
export function createWithDeadline(
  startTimer: (callback: () => void, milliseconds: number) => () => void,
): WithDeadline {
  return async (work, deadlineMs, what) => {
    let stop: (() => void) | undefined;
    const deadline = new Promise<{ readonly ok: false; readonly error: Failure }>((resolve) => {
      stop = startTimer(() => {
        resolve(err({ code: 'timeout', message: `${what} took longer than ${Math.round(deadlineMs)} ms.` }));
      }, deadlineMs);
    });
    try {
      return await Promise.race([work, deadline]);
    } finally {
      stop?.();
    }
  };
}
