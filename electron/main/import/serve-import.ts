import { stat } from 'node:fs/promises';
import type { FileChoice } from '../../../shared/import/file-choice.ts';
import { runImportJob } from '../../../shared/import/import-job.ts';
import type { InputFile } from '../../../shared/import/input-file.ts';
import { inspectFiles } from '../../../shared/import/inspect-files.ts';
import { createDiskInputFile } from '../files/disk-input-file.ts';
import { HashInbox } from './hash-inbox.ts';
import { loadExistingItems } from './load-existing-items.ts';
import type { FromImportThread, ImportThreadData, ToImportThread } from './import-messages.ts';
import { SegmentOutput } from './segment-output.ts';

/** The thread's end of the line to the main process. */
export interface ImportPort {
  postMessage(message: FromImportThread, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: ToImportThread) => void): unknown;
}

/** More progress than this nobody sees. */
const PROGRESS_EVERY_MS = 50;
/** The screen shows the beginnings of so many files. */
const INSPECTED_FILES = 100;

/** Does one import from beginning to end and says how it goes: the whole work of an import thread. */
export async function serveImport(data: ImportThreadData, port: ImportPort): Promise<void> {
  const output = data.write
    ? new SegmentOutput((message, transfer) => {
        port.postMessage(message, transfer);
      })
    : undefined;
  try {
    const hashes = new HashInbox(data.files.length, port);
    const files = await Promise.all(
      data.files.map(async ({ path, name }, index) => ({
        ...(await openInput(path, name)),
        sha256: () => hashes.get(index),
      })),
    );
    await run(data, files, port, output);
  } catch (error) {
    port.postMessage({ type: 'failed', message: error instanceof Error ? error.message : String(error) }, []);
  }
}

/** A file that has gone is opened as an empty one: reading it says what is wrong with it. */
async function openInput(path: string, name: string): Promise<InputFile> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  return createDiskInputFile(path, name, size);
}

async function run(
  { files: named, project, write, limitBytes, app }: ImportThreadData,
  files: readonly InputFile[],
  port: ImportPort,
  output: SegmentOutput | undefined,
): Promise<void> {
  const choices = new Map<string, FileChoice>(named.map(({ name, choice }) => [name, choice]));
  const signal = { aborted: false };
  port.on('message', (message) => {
    if (message.type === 'cancel') signal.aborted = true;
    else if (message.type === 'taken') output?.noteTaken(message);
  });
  if (!write) {
    const inspections = await inspectFiles(files.slice(0, INSPECTED_FILES), choices);
    port.postMessage({ type: 'inspections', inspections }, []);
  }
  let reportedAt = 0;
  const outcome = await runImportJob(
    files,
    {
      app,
      choices,
      signal,
      ...(project === null ? {} : { existing: await loadExistingItems(project) }),
      ...(limitBytes === null ? {} : { limitBytes }),
      onProgress: (bytesDone, bytesTotal, rows) => {
        const now = performance.now();
        if (now - reportedAt < PROGRESS_EVERY_MS) return;
        reportedAt = now;
        port.postMessage({ type: 'progress', progress: { bytesDone, bytesTotal, rows } }, []);
      },
    },
    output,
  );
  if (signal.aborted) return;
  const index = (await output?.finish()) ?? null;
  port.postMessage({ type: 'done', outcome, index }, []);
}
