import type { Result } from '../../../shared/base/result.ts';
import type { Call } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';

/** Asks a worker that answers calls of the contract (`opfs.worker.ts`); the worker lives as long as the page. */
export function createWorkerCall(worker: Worker): Call {
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  let count = 0;
  worker.addEventListener(
    'message',
    ({ data }: MessageEvent<{ readonly id: number; readonly result: Result<unknown, Failure> }>) => {
      const call = waiting.get(data.id);
      waiting.delete(data.id);
      // The worker answers each channel with what the contract says; both are compiled against it.
      call?.resolve(data.result as never);
    },
  );
  worker.addEventListener('error', (event) => {
    // It could not be loaded or has thrown outside a call: nobody will answer.
    for (const { reject } of waiting.values()) reject(new Error(event.message || 'The worker has failed.'));
    waiting.clear();
  });
  return (channel, input) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      // Copied, not moved: the caller may use its buffer again.
      worker.postMessage({ id: count, channel, input }, []);
    });
}
