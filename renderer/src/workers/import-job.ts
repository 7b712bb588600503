import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { ImportSummary } from '../../../shared/import/import-files.ts';
import type { FileInspection } from '../../../shared/import/inspect-files.ts';
import type { WideMapping } from '../../../shared/import/wide-mapping.ts';
import type { JobTypes } from './job.ts';

/** Records of an open project, a batch at a time; *next* asks for the following batch. */
export interface RecordBatch {
  readonly records: readonly ItemRecord[];
  readonly next: number | null;
}

/** Reading a file that the page has opened. */
export interface ReadQuestion {
  readonly question: { readonly file: number; readonly offset: number; readonly length: number };
  readonly answer: Uint8Array;
}

export interface RecordsQuestion {
  readonly question: number;
  readonly answer: RecordBatch;
}

/** Writing the next piece of a segment, at most 1 MB. */
export interface WriteQuestion {
  readonly question: Uint8Array;
  readonly answer: null;
}

/** A trial run (counts, problems and the first items), or the real one, whose records are written as they come. */
export interface ImportJob extends JobTypes {
  readonly input: {
    readonly files: readonly { readonly name: string; readonly size: number }[];
    readonly mappings: ReadonlyMap<string, WideMapping>;
    readonly app: string;
    readonly write: boolean;
    /** Whether there is a project to compare with; `records` is asked only then. */
    readonly intoProject: boolean;
  };
  readonly progress: { readonly bytesDone: number; readonly bytesTotal: number };
  readonly output: {
    readonly summary: ImportSummary;
    /** What the files are, by their beginnings; asked for in trial runs only. */
    readonly inspections: readonly FileInspection[];
    /** The first prompts with all their responses. */
    readonly firstRecords: readonly ItemRecord[];
    /** How many models the responses name. */
    readonly models: number;
  };
  readonly questions: {
    readonly read: ReadQuestion;
    readonly records: RecordsQuestion;
    readonly write: WriteQuestion;
  };
}
