import { err, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';

/** Waits for *work*, but no longer than *deadlineMs*: then the answer is `timeout`, and what comes later is dropped. */
export async function withDeadline<Value>(
  work: Promise<Result<Value, Failure>>,
  deadlineMs: number,
  what: string,
): Promise<Result<Value, Failure>> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<Result<Value, Failure>>((resolve) => {
    timer = setTimeout(() => {
      resolve(err({ code: 'timeout', message: `${what} took longer than ${Math.round(deadlineMs)} ms.` }));
    }, deadlineMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
