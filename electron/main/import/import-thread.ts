import { parentPort, Worker, workerData } from 'node:worker_threads';
import { replaceContentDigest } from '../../../shared/base/content-digest.ts';
import type { ImportThreadData } from './import-messages.ts';
import { digestContentNatively } from './native-digest.ts';
import { serveImport } from './serve-import.ts';

replaceContentDigest(digestContentNatively);
// A thread always has a parent, which has handed over the data that its type says.
if (parentPort !== null) {
  await serveImport(
    workerData as ImportThreadData,
    parentPort,
    () => new Worker(new URL('segment-thread.js', import.meta.url)),
  );
}
