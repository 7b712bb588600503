import { type FromWorker, type JobTypes, listTransferables, type ToWorker } from './job.ts';

/** What a job has of the page that started it. */
export interface JobPort<Job extends JobTypes> {
  readonly ask: <Name extends keyof Job['questions']>(
    name: Name,
    question: Job['questions'][Name]['question'],
  ) => Promise<Job['questions'][Name]['answer']>;
  readonly report: (progress: Job['progress']) => void;
}

/** The part of a worker's global scope that a job needs; named here because pages compile this file too. */
export interface WorkerScope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

/** The worker's side: waits for the input, does the job once, posts what came of it. */
export function serveJob<Job extends JobTypes>(
  scope: WorkerScope,
  work: (input: Job['input'], port: JobPort<Job>) => Promise<Job['output']>,
): void {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (reason: Error) => void }>();
  let asked = 0;
  const send = (message: FromWorker) => {
    scope.postMessage(message, listTransferables(message));
  };
  const port: JobPort<Job> = {
    ask: (name, question) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        send({ type: 'ask', id: asked, question: { name, question } });
      }),
    report: (progress) => {
      send({ type: 'progress', progress });
    },
  };
  scope.addEventListener('message', (event) => {
    const message = event.data;
    if (message.type === 'start') {
      work(message.input, port).then(
        (output) => {
          send({ type: 'done', output });
        },
        (error: unknown) => {
          send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
        },
      );
    } else if (message.type === 'answer') {
      // The page answers with what `JobTypes` promises for the question.
      waiting.get(message.id)?.resolve(message.value as never);
      waiting.delete(message.id);
    } else if (message.type === 'refuse') {
      waiting.get(message.id)?.reject(new Error(message.message));
      waiting.delete(message.id);
    }
  });
}
