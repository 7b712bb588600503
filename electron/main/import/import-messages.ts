import type { Result } from '../../../shared/base/result.ts';
import type { FileInspection } from '../../../shared/import/inspect-files.ts';
import type { FileChoice } from '../../../shared/import/file-choice.ts';
import type { ImportOutcome, ImportProgress } from '../../../shared/import/import-job.ts';
import type { ProjectManifest } from '../../../shared/project/project-manifest.ts';
import type { SegmentIndex } from '../../../shared/segment/segment-index.ts';

/** What the thread of one import starts with. */
export interface ImportThreadData {
  readonly files: readonly { readonly path: string; readonly name: string; readonly choice: FileChoice }[];
  /** The project that it is compared with, or `null` for a new one. */
  readonly project: { readonly folder: string; readonly manifest: ProjectManifest } | null;
  /** Whether it writes, or only tries. */
  readonly write: boolean;
  readonly limitBytes: number | null;
  readonly app: string;
}

/** From the thread to the main process. */
export type FromImportThread =
  | { readonly type: 'inspections'; readonly inspections: readonly FileInspection[] }
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  /** The next bytes of the segment, or of the report. Each is answered by a `taken`. */
  | { readonly type: 'segment' | 'report'; readonly bytes: Uint8Array }
  | { readonly type: 'done'; readonly outcome: ImportOutcome; readonly index: SegmentIndex | null }
  | { readonly type: 'failed'; readonly message: string };

/** From the main process to the thread. */
export type ToImportThread =
  | { readonly type: 'taken'; readonly of: 'segment' | 'report' }
  /** The SHA-256 of a file, in the order of the files; why it could not be had, otherwise. */
  | { readonly type: 'hash'; readonly hash: Result<string, string> }
  /** Ends it at the next piece; whoever sends this expects nothing more. */
  | { readonly type: 'cancel' };
