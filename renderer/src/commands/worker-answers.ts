import type { OpenedFile, SegmentWriter } from '../host/host.ts';
import type { RecordBatch } from '../../../shared/segment/record-batches.ts';
import type { ReadQuestion } from '../workers/import-job.ts';
import type { OpenProject } from './open-project.ts';

/** How a worker reads the files that the page has opened. */
export function answerRead(files: readonly OpenedFile[]) {
  return async ({ file, offset, length }: ReadQuestion['question']): Promise<Uint8Array> => {
    const opened = files[file];
    if (!opened) throw new Error(`No file ${file}`);
    return opened.read(offset, length);
  };
}

/** How a worker reads what the project holds; nothing when there is none yet. */
export function answerRecords(project: OpenProject | undefined): (from: number) => Promise<RecordBatch> {
  return project?.records() ?? (() => Promise.resolve({ kind: 'records', records: [], next: null }));
}

/** How a worker writes a segment; without a writer it is a trial run, and nothing is written. */
export function answerWrite(writer: SegmentWriter | undefined): (bytes: Uint8Array) => Promise<null> {
  return async (bytes) => {
    const written = await writer?.write(bytes);
    if (written && !written.ok) throw new Error(written.error.message);
    return null;
  };
}
