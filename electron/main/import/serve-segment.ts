import { SegmentIndexBuilder } from '../../../shared/segment/segment-index-builder.ts';
import { SegmentLines } from '../../../shared/segment/segment-lines.ts';
import { FlowWindow } from './flow-window.ts';
import type { FromSegmentThread, ToSegmentThread } from './segment-messages.ts';

/** The thread's end of the line to the thread that reads. */
export interface SegmentPort {
  postMessage(message: FromSegmentThread, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: ToSegmentThread) => void): unknown;
}

/** Pieces on their way to the disk at once. */
const PIECES = 4;

/** Turns records into the lines of a segment and their index: the whole work of a segment thread. */
export function serveSegment(port: SegmentPort): void {
  const pieces = new FlowWindow(PIECES);
  const builder = new SegmentIndexBuilder();
  const lines = new SegmentLines((view) => {
    // A copy, since the lines use their buffer again: this one goes over to the other thread.
    const bytes = view.slice();
    port.postMessage({ type: 'segment', bytes }, [bytes.buffer]);
    return pieces.begin();
  }, builder);
  let work = Promise.resolve();
  port.on('message', (message) => {
    switch (message.type) {
      case 'taken':
        pieces.end();
        break;
      case 'records':
        work = work.then(async () => {
          await lines.add(message.records);
          port.postMessage({ type: 'ready' }, []);
        });
        break;
      case 'finish':
        work = work.then(async () => {
          await lines.flush();
          port.postMessage({ type: 'index', index: builder.finish() }, []);
        });
        break;
    }
  });
}
