import { Worker } from 'node:worker_threads';
import type { ImportThreadData } from './import-messages.ts';
import type { ImportThread } from './import-runs.ts';

/** Starts the thread of one import: a file of its own beside the main process's (`electron.vite.config.ts`). */
export function startImportThread(data: ImportThreadData): ImportThread {
  return new Worker(new URL('import-thread.js', import.meta.url), { workerData: data });
}
