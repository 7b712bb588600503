import type { OpenedFile, SegmentWriter } from '../host/host.ts';
import type { ImportJob } from '../workers/import-job.ts';
import { runImport } from '../workers/jobs.ts';
import type { OpenProject } from './open-project.ts';
import type { ChosenFiles, ImportWatch } from './run-import.ts';
import { answerRead, answerRecords, answerWrite } from './worker-answers.ts';

/**
 * Runs an import, or a trial of one, in a worker of the page: for files that only the page has.
 *
 * @param writer where it goes; without one it is a trial, and nothing is written
 */
export function runImportHere(
  { files, choices }: ChosenFiles,
  into: {
    readonly app: string;
    readonly project: OpenProject | undefined;
    readonly writer: SegmentWriter | undefined;
    readonly limitBytes: number | null;
  },
  watch: ImportWatch,
): Promise<ImportJob['output']> {
  return runImport(
    {
      files: files.map(({ name, size }: OpenedFile) => ({ name, size })),
      choices,
      app: into.app,
      write: into.writer !== undefined,
      limitBytes: into.limitBytes,
      intoProject: into.project !== undefined,
    },
    {
      answers: {
        read: answerRead(files),
        records: answerRecords(into.project),
        write: answerWrite(into.writer),
      },
      onProgress: (told) => {
        if (told.is === 'inspected') watch.onInspections?.(told.inspections);
        else watch.onProgress?.(told.progress);
      },
      signal: watch.signal,
    },
  );
}
