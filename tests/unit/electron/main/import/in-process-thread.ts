import { MessageChannel } from 'node:worker_threads';
import type { ImportThreadData } from '../../../../../electron/main/import/import-messages.ts';
import type { ImportThread } from '../../../../../electron/main/import/import-runs.ts';
import { serveImport } from '../../../../../electron/main/import/serve-import.ts';

/** The work of a thread, with a thread's messages, in this one: the sources are no JavaScript that a thread could load. */
export function startInProcess(data: ImportThreadData): ImportThread {
  const { port1, port2 } = new MessageChannel();
  void serveImport(data, port2);
  // A port has what a thread has, but for ending it.
  const terminate = (): Promise<void> => {
    port1.close();
    return Promise.resolve();
  };
  return Object.assign(port1, { terminate });
}
