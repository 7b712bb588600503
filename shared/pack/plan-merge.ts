import type { JudgmentId, ProjectId, PromptId, RaterId, ResponseId } from '../domain/ids.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import { type Judgment, responsesOf } from '../domain/judgment.ts';
import type { Rater } from '../domain/rater.ts';
import { isDisputed, type MergeConflict } from './find-dispute.ts';
import type { Pack, PackCounts } from './pack.ts';

/** What an open project holds, as far as a merge has to know. */
export interface KnownItems {
  readonly projectId: ProjectId;
  hasPrompt(id: PromptId): boolean;
  hasResponse(id: ResponseId): boolean;
  getRater(id: RaterId): Rater | undefined;
  getJudgment(id: JudgmentId): Judgment | undefined;
}

export interface MergePlan {
  /** What is new, in the order of a segment: prompts, responses, raters, judgments. */
  readonly records: readonly ItemRecord[];
  readonly added: PackCounts;
  readonly alreadyThere: PackCounts;
  /**
   * Raters and judgments that the project has with another content. The project's own stays, whatever comes first in
   * canonical order: an append-only log is not rewritten.
   */
  readonly conflicts: readonly MergeConflict[];
  /** Raters of the pack that the project did not know. */
  readonly newRaters: readonly Rater[];
  /**
   * Responses without their prompt and judgments without their prompt or responses, neither in the pack nor in the
   * project. They are not taken in; merging the pack again after what they need brings them.
   */
  readonly incomplete: {
    readonly responses: readonly ResponseId[];
    readonly judgments: readonly JudgmentId[];
  };
  /** Whether the pack says that it belongs to another project. Its records are taken in all the same. */
  readonly fromOtherProject: boolean;
}

/** Says what merging a pack into an open project adds, without changing anything. Removes nothing, ever. */
export function planMerge(known: KnownItems, pack: Pack): MergePlan {
  const prompts = pack.prompts.filter(({ id }) => !known.hasPrompt(id));
  const promptIds = new Set(pack.prompts.map(({ id }) => id));
  function hasPrompt(id: PromptId): boolean {
    return promptIds.has(id) || known.hasPrompt(id);
  }

  const unknownResponses = pack.responses.filter(({ id }) => !known.hasResponse(id));
  const responses = unknownResponses.filter(({ promptId }) => hasPrompt(promptId));
  const responseIds = new Set(responses.map(({ id }) => id));
  function hasResponse(id: ResponseId): boolean {
    return responseIds.has(id) || known.hasResponse(id);
  }

  const unknownJudgments = pack.judgments.filter(({ id }) => !known.getJudgment(id));
  const judgments = unknownJudgments.filter(
    (judgment) => hasPrompt(judgment.promptId) && responsesOf(judgment).every(hasResponse),
  );
  const judgmentIds = new Set(judgments.map(({ id }) => id));
  const newRaters = pack.raters.filter(({ id }) => !known.getRater(id));
  return {
    records: [
      ...prompts.map((prompt) => ({ prompt })),
      ...responses.map((response) => ({ response })),
      ...newRaters.map((rater) => ({ rater })),
      ...judgments.map((judgment) => ({ judgment })),
    ],
    added: { prompts: prompts.length, responses: responses.length, judgments: judgments.length },
    alreadyThere: {
      prompts: pack.prompts.length - prompts.length,
      responses: pack.responses.length - unknownResponses.length,
      judgments: pack.judgments.length - unknownJudgments.length,
    },
    conflicts: [
      ...pack.raters.flatMap((rater) => findConflict('rater', known.getRater(rater.id), rater)),
      ...pack.judgments.flatMap((judgment) =>
        findConflict('judgment', known.getJudgment(judgment.id), judgment),
      ),
    ],
    newRaters,
    incomplete: {
      responses: unknownResponses.map(({ id }) => id).filter((id) => !responseIds.has(id)),
      judgments: unknownJudgments.map(({ id }) => id).filter((id) => !judgmentIds.has(id)),
    },
    fromOtherProject: pack.project.id !== known.projectId,
  };
}

function findConflict(
  what: 'rater' | 'judgment',
  kept: Rater | Judgment | undefined,
  other: Rater | Judgment,
): MergeConflict[] {
  if (!kept || !isDisputed(what, [kept, other])) return [];
  return [{ what, id: other.id, kept, others: [other] }];
}
