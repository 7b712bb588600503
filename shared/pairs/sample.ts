import {
  compareCodePoints,
  type JudgmentId,
  type PromptId,
  type RaterId,
  type ResponseId,
} from '../domain/ids.ts';
import type { Message } from '../domain/prompt.ts';

/** What every sample knows: what was asked, and which judgments of which raters it stands on. */
interface SampleBase {
  readonly promptId: PromptId;
  /** Up to which answer the prompt was judged, from 1. */
  readonly turn: number;
  /** System, user turns and history: everything before the answer. Ends with what the answer replies to. */
  readonly messages: readonly Message[];
  /** Of the prompt. */
  readonly tools?: string;
  /** Of the prompt. */
  readonly images?: readonly string[];
  /** The judgments that say so, in plain code-point order; those that say otherwise are not among them. */
  readonly judgmentIds: readonly JudgmentId[];
  readonly raterIds: readonly RaterId[];
}

/** One answer preferred over another. Texts are as stored; cleaning them for a trainer is the export's business. */
export interface PreferenceSample extends SampleBase {
  /** `correction`: the chosen text is a rater's rewriting of the rejected one. */
  readonly kind: 'preference' | 'correction';
  readonly chosen: string;
  readonly rejected: string;
  /** Whether the chosen answer is, or ends with, calls of tools. */
  readonly chosenCallsTools: boolean;
  readonly rejectedCallsTools: boolean;
  /** For a correction the response that was corrected. */
  readonly chosenResponseId: ResponseId;
  readonly rejectedResponseId: ResponseId;
  /** What most of those who chose it said; `slightly` when they are evenly divided, `null` when nobody said. */
  readonly strength: 'clearly' | 'slightly' | null;
}

/** One answer worth imitating. */
export interface SftSample extends SampleBase {
  /** `corrected`: written by a rater. `best`: a model's answer that no other answer was preferred to. */
  readonly kind: 'corrected' | 'best';
  readonly answer: string;
  /** Whether the answer is, or ends with, calls of tools. */
  readonly callsTools: boolean;
  readonly responseId: ResponseId;
}

/** Why something a rater said did not become a sample. Shown in reports, so every member needs its words there. */
export const LEAVE_OUT_REASONS = [
  'both-bad',
  'cannot-judge',
  'contradictory',
  'cycle',
  'empty',
  'eval-split',
  'histories-differ',
  'identical',
  'later',
  'no-majority',
  'not-selected',
  'tie',
  'trivial-edit',
  'unknown-response',
] as const;

/**
 * - `tie`, `both-bad`: most raters said so. `no-majority`: no answer has more votes than every other.
 * - `cycle`: A over B, B over C, C over A.
 * - `cannot-judge`, `later`: the rater's last word on the item was a skip.
 * - `identical`, `empty`: nothing to learn from the texts. `trivial-edit`: a correction too small to contrast.
 * - `histories-differ`: the answers continue different conversations.
 * - `eval-split`: the prompt is kept for evaluation.
 * - `not-selected`: usable, but the strategy took others of the same prompt.
 * - `contradictory`: the judgment says something of a response that it did not compare, or places one twice.
 * - `unknown-response`: the judgment names a prompt, response or turn that is not among the data.
 */
export type LeaveOutReason = (typeof LEAVE_OUT_REASONS)[number];

/** What the export is missing because of it. */
export type LeaveOutTarget = 'preference' | 'sft' | 'both';

/** One thing that raters said (or one answer that could have been one) which did not become a sample. */
export interface LeftOutItem {
  readonly reason: LeaveOutReason;
  readonly target: LeaveOutTarget;
  readonly promptId: PromptId;
  readonly turn: number;
  readonly responseIds: readonly ResponseId[];
  readonly judgmentIds: readonly JudgmentId[];
}

export interface SampleSet {
  /** Sorted by prompt, turn, chosen response, rejected response, kind and text. */
  readonly preferences: readonly PreferenceSample[];
  /** Sorted by prompt and turn; at most one for each. */
  readonly answers: readonly SftSample[];
  /** Sorted by prompt, turn, target, reason, responses and judgments. */
  readonly leftOut: readonly LeftOutItem[];
}

/** Counts what was left out, for one kind of sample or (without *target*) altogether; sorted by reason. */
export function countLeftOut<Reason extends string>(
  items: Iterable<{ readonly reason: Reason; readonly target: LeaveOutTarget }>,
  target?: 'preference' | 'sft',
): { reason: Reason; count: number }[] {
  const counts = new Map<Reason, number>();
  for (const item of items) {
    if (target !== undefined && item.target !== 'both' && item.target !== target) continue;
    counts.set(item.reason, (counts.get(item.reason) ?? 0) + 1);
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((left, right) => compareCodePoints(left.reason, right.reason));
}
