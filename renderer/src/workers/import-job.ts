import type { FileChoice } from '../../../shared/import/file-choice.ts';
import type { ImportOutcome, ImportProgress } from '../../../shared/import/import-job.ts';
import type { FileInspection } from '../../../shared/import/inspect-files.ts';
import type { RecordBatch } from '../../../shared/segment/record-batches.ts';
import type { JobTypes } from './job.ts';

/** Reading a file that the page has opened. */
export interface ReadQuestion {
  readonly question: { readonly file: number; readonly offset: number; readonly length: number };
  readonly answer: Uint8Array;
}

/** The next part of what an open project holds, see `readRecords`. */
export interface RecordsQuestion {
  readonly question: number;
  readonly answer: RecordBatch;
}

/** Writing the next piece of a segment, at most 1 MB. */
export interface WriteQuestion {
  readonly question: Uint8Array;
  readonly answer: null;
}

/** An import in the page, or a trial of one: for files that only the page has, and where there is nothing beside it. */
export interface ImportJob extends JobTypes {
  readonly input: {
    readonly files: readonly { readonly name: string; readonly size: number }[];
    readonly choices: ReadonlyMap<string, FileChoice>;
    readonly app: string;
    readonly write: boolean;
    readonly limitBytes: number | null;
    /** Whether there is a project to compare with; `records` is asked only then. */
    readonly intoProject: boolean;
  };
  readonly progress:
    | { readonly is: 'inspected'; readonly inspections: readonly FileInspection[] }
    | { readonly is: 'under-way'; readonly progress: ImportProgress };
  readonly output: ImportOutcome;
  readonly questions: {
    readonly read: ReadQuestion;
    readonly records: RecordsQuestion;
    readonly write: WriteQuestion;
  };
}
