import type { FileInspection } from '../import/inspect-files.ts';
import type { ImportOutcome, ImportProgress } from '../import/import-job.ts';
import type { ProjectManifest } from '../project/project-manifest.ts';
import type { Failure } from './failure.ts';

/** What is known of an import that runs elsewhere. */
export interface ImportState {
  /** Counts up with every change. */
  readonly version: number;
  /** What the files are, by their beginnings; trials only. */
  readonly inspections: readonly FileInspection[] | null;
  readonly progress: ImportProgress | null;
  readonly end: ImportEnd | null;
}

export type ImportEnd =
  /** *manifest*: of the project, with what was imported; `null` for a trial. */
  | { readonly is: 'done'; readonly outcome: ImportOutcome; readonly manifest: ProjectManifest | null }
  | { readonly is: 'failed'; readonly failure: Failure };
