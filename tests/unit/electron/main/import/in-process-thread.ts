import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { ImportThreadData } from '../../../../../electron/main/import/import-messages.ts';
import type { ImportThread } from '../../../../../electron/main/import/import-runs.ts';
import type { SegmentThread } from '../../../../../electron/main/import/segment-output.ts';
import { serveImport } from '../../../../../electron/main/import/serve-import.ts';
import { serveSegment } from '../../../../../electron/main/import/serve-segment.ts';

/** The work of a thread, with a thread's messages, in this one: the sources are no JavaScript that a thread could load. */
export function startInProcess(data: ImportThreadData): ImportThread {
  const { port1, port2 } = new MessageChannel();
  void serveImport(data, port2, () => {
    const segment = new MessageChannel();
    serveSegment(segment.port2);
    return toThread<SegmentThread>(segment.port1);
  });
  return toThread<ImportThread>(port1);
}

/** A port has what a thread has, but for ending it. */
function toThread<Thread>(port: MessagePort): Thread {
  const terminate = (): Promise<void> => {
    port.close();
    return Promise.resolve();
  };
  return Object.assign(port, { terminate }) as Thread;
}
