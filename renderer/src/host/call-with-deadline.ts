import { err } from '../../../shared/base/result.ts';
import { type Call, contract } from '../../../shared/ipc/contract.ts';
import { createWithDeadline } from '../../../shared/ipc/deadline.ts';

const withDeadline = createWithDeadline((callback, milliseconds) => {
  const timer = setTimeout(callback, milliseconds);
  return () => {
    clearTimeout(timer);
  };
});

/**
 * Keeps the two promises of `Call` whatever becomes of the other side: it never rejects, and it answers by the deadline
 * of the contract.
 */
export function callWithDeadline(call: Call): Call {
  return (channel, input) => {
    const answer = call(channel, input).catch((error: unknown) =>
      err({
        code: 'io' as const,
        message: `${channel}: ${error instanceof Error ? error.message : 'no answer'}`,
      }),
    );
    const { deadlineMs } = contract[channel];
    return deadlineMs === null ? answer : withDeadline(answer, deadlineMs, channel);
  };
}
