import { type Answers, type FromWorker, type JobTypes, listTransferables, type ToWorker } from './job.ts';

export interface JobOptions<Job extends JobTypes> {
  readonly answers: Answers<Job>;
  readonly onProgress?: (progress: Job['progress']) => void;
  /** Aborting asks the job to stop; the promise then rejects with an `AbortError`. */
  readonly signal?: AbortSignal;
}

/** Runs one job in a worker of its own and ends the worker afterwards, whatever happens. */
export async function runJob<Job extends JobTypes>(
  createWorker: () => Worker,
  input: Job['input'],
  options: JobOptions<Job>,
): Promise<Job['output']> {
  const worker = createWorker();
  const send = (message: ToWorker) => {
    worker.postMessage(message, listTransferables(message));
  };
  try {
    return await new Promise<Job['output']>((resolve, reject) => {
      options.signal?.addEventListener('abort', () => {
        reject(new DOMException('The job was cancelled', 'AbortError'));
      });
      worker.addEventListener('error', (event) => {
        reject(new Error(event.message || 'The worker could not be started'));
      });
      worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
        const message = event.data;
        switch (message.type) {
          case 'ask':
            void answer(message.id, message.question, options.answers).then(send);
            break;
          case 'progress':
            options.onProgress?.(message.progress);
            break;
          case 'done':
            resolve(message.output);
            break;
          case 'failed':
            reject(new Error(message.message));
            break;
        }
      });
      send({ type: 'start', input });
    });
  } finally {
    worker.terminate();
  }
}

async function answer<Job extends JobTypes>(
  id: number,
  asked: unknown,
  answers: Answers<Job>,
): Promise<ToWorker> {
  try {
    // Both ends are compiled against the same `JobTypes`.
    const { name, question } = asked as { name: keyof Job['questions']; question: never };
    return { type: 'answer', id, value: await answers[name](question) };
  } catch (error) {
    return { type: 'refuse', id, message: error instanceof Error ? error.message : String(error) };
  }
}
