import type { Result } from '../../../shared/base/result.ts';
import type { RaterId } from '../../../shared/domain/ids.ts';
import type { Project } from '../../../shared/domain/project.ts';
import type { Rater } from '../../../shared/domain/rater.ts';
import type { Source } from '../../../shared/domain/source.ts';
import type { PackCounts, PackFailure, PackKind } from '../../../shared/pack/pack.ts';
import type { ReadQuestion, RecordsQuestion, WriteQuestion } from './import-job.ts';
import type { JobTypes } from './job.ts';

/** Writes a pack of an open project: all of it, or what one rater hands in. */
export interface WritePackJob extends JobTypes {
  readonly input: {
    readonly task: 'write';
    readonly kind: PackKind;
    readonly project: Project;
    readonly sources: readonly Source[];
    /** For a return pack: whose. */
    readonly raterId: RaterId | undefined;
  };
  readonly progress: never;
  readonly output: Uint8Array;
  readonly questions: { readonly records: RecordsQuestion };
}

/** What reading a pack and comparing it with a project found. */
export interface MergeSummary {
  readonly kind: PackKind;
  readonly project: Project;
  readonly raters: readonly Rater[];
  readonly newRaters: readonly Rater[];
  readonly sources: readonly Source[];
  readonly added: PackCounts;
  /** The greatest sequence number of each rater among the added judgments: that rater's journal counts on from there. */
  readonly lastSeqs: Readonly<Record<RaterId, number>>;
  readonly alreadyThere: PackCounts;
  readonly conflicts: number;
  readonly incomplete: number;
  readonly fromOtherProject: boolean;
}

/** Reads a pack, compares it with the project (an empty one when `projectId` is missing), and writes what is new. */
export interface MergePackJob extends JobTypes {
  readonly input: {
    readonly task: 'merge';
    readonly name: string;
    readonly size: number;
    readonly project: Project | undefined;
    readonly write: boolean;
  };
  readonly progress: never;
  readonly output: Result<MergeSummary, PackFailure>;
  readonly questions: {
    readonly read: ReadQuestion;
    readonly records: RecordsQuestion;
    readonly write: WriteQuestion;
  };
}
