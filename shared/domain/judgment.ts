import { z } from 'zod';
import { assertNever } from '../base/assert-never.ts';
import {
  compareCodePoints,
  judgmentIdSchema,
  promptIdSchema,
  raterIdSchema,
  responseIdSchema,
  type ResponseId,
  sourceIdSchema,
} from './ids.ts';

const preferenceSchema = z.object({
  kind: z.literal('preference'),
  /** The two responses compared, in any order; the side they were shown on is in `shown`. */
  responses: z.tuple([responseIdSchema, responseIdSchema]),
  outcome: z.discriminatedUnion('is', [
    z.object({
      is: z.literal('better'),
      better: responseIdSchema,
      strength: z.enum(['clearly', 'slightly']),
    }),
    z.object({ is: z.literal('tie') }),
    z.object({ is: z.literal('both-bad') }),
  ]),
});

const rankingSchema = z.object({
  kind: z.literal('ranking'),
  /** Everything that was on the screen. */
  responses: z.array(responseIdSchema).min(2),
  /** Best first; equal ones share a group. A response in no group was left unranked: a partial ranking is valid. */
  groups: z.array(z.array(responseIdSchema).min(1)).min(1),
});

const correctionSchema = z.object({
  kind: z.literal('correction'),
  responseId: responseIdSchema,
  /** The whole last answer as rewritten by the rater; the original stays with the response. */
  text: z.string(),
});

const ratingSchema = z.object({
  kind: z.literal('rating'),
  responseId: responseIdSchema,
  /** What was rated, as the source names it: `helpfulness`, `overall`, `is_factual` … */
  scale: z.string().min(1).max(200),
  /** The higher, the better. Yes and no are 1 and 0. */
  score: z.number(),
  /** The ends of the scale, or `null` when the source does not say. */
  range: z.object({ min: z.number(), max: z.number() }).nullable(),
});

const commentSchema = z.object({
  kind: z.literal('comment'),
  /** What it is about; none when it is about the prompt. */
  responses: z.array(responseIdSchema),
  text: z.string().min(1),
});

const skipSchema = z.object({
  kind: z.literal('skip'),
  /** Everything that was on the screen. */
  responses: z.array(responseIdSchema).min(1),
  /** `later` comes back at the end of the queue; `cannot-judge` is an answer and does not. */
  reason: z.enum(['later', 'cannot-judge']),
  note: z.string().optional(),
});

const retractSchema = z.object({
  kind: z.literal('retract'),
  /** The entry that no longer holds. A retraction can be retracted: that is redo. */
  judgmentId: judgmentIdSchema,
});

export const judgmentValueSchema = z.discriminatedUnion('kind', [
  preferenceSchema,
  rankingSchema,
  correctionSchema,
  ratingSchema,
  commentSchema,
  skipSchema,
  retractSchema,
]);

/** What the rater said, in terms of response ids, never of sides. */
export type JudgmentValue = z.infer<typeof judgmentValueSchema>;
export type JudgmentKind = JudgmentValue['kind'];
export type ValueOf<Kind extends JudgmentKind> = Extract<JudgmentValue, { kind: Kind }>;

export const shownSchema = z.object({
  /** Response ids from left to right (or top to bottom). */
  order: z.array(responseIdSchema),
  /** The seed that the order was drawn with, or `null` for an order that a file reported. */
  seed: z.string().nullable(),
});

const time = z.iso.datetime({ offset: true });

export const judgmentSchema = z.object({
  id: judgmentIdSchema,
  raterId: raterIdSchema,
  /** Counts 1, 2, 3 … per rater. (rater, seq) is the order of the log; the clock is not. */
  seq: z.int().min(1),
  promptId: promptIdSchema,
  /** Up to which answer of a multi-turn prompt was judged, from 1. */
  turn: z.int().min(1),
  /** Which time round. */
  pass: z.int().min(1),
  value: judgmentValueSchema,
  shown: shownSchema.nullable(),
  /** When it was decided (ISO 8601), or `null` when the source does not say. */
  at: time.nullable(),
  durationMs: z.number().min(0).nullable(),
  /** The program version that wrote it. */
  app: z.string(),
  /** The imported file it came from. */
  sourceId: sourceIdSchema.optional(),
});

/** One entry of the append-only log. Never changed and never deleted: undo is a further entry. */
export type Judgment = z.infer<typeof judgmentSchema>;

/** A judgment before the journal has given it its place in the order. */
export type JudgmentDraft = Omit<Judgment, 'seq'>;

export const judgmentDraftSchema = judgmentSchema.omit({ seq: true });

/** The order of the log: by rater, then by sequence number; the id only settles what a damaged log left equal. */
export function compareJudgments(left: Judgment, right: Judgment): number {
  return (
    compareCodePoints(left.raterId, right.raterId) ||
    left.seq - right.seq ||
    compareCodePoints(left.id, right.id)
  );
}

/** The judgment narrowed to one kind of value. */
export type JudgmentOf<Kind extends JudgmentKind> = Judgment & { readonly value: ValueOf<Kind> };

export function isJudgmentOf<Kind extends JudgmentKind>(
  judgment: Judgment,
  kind: Kind,
): judgment is JudgmentOf<Kind> {
  return judgment.value.kind === kind;
}

/** The responses that a judgment says something of; none for a retraction, which names a judgment. */
export function responsesOf({ value }: Judgment): readonly ResponseId[] {
  switch (value.kind) {
    case 'preference':
    case 'ranking':
    case 'skip':
    case 'comment':
      return value.responses;
    case 'correction':
    case 'rating':
      return [value.responseId];
    case 'retract':
      return [];
    default:
      return assertNever(value);
  }
}
