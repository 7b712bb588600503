import { z } from 'zod';

const columnSchema = z.string().min(1).max(10_000);
const columnsSchema = z.array(columnSchema).max(10_000).readonly();
const nameSchema = z.string().regex(/\S/, 'give a name').max(10_000);

const nameSourceSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('fixed'), name: nameSchema }),
  z.object({ from: z.literal('column'), column: columnSchema }),
  z.object({ from: z.literal('file') }),
  z.object({ from: z.literal('folder') }),
]);

/** Where the name of a model or a prompt version is: given here, in a column, or the file's or its folder's own. */
export type NameSource = z.infer<typeof nameSourceSchema>;

const tableResponseSchema = z.object({
  /** Where the text is. */
  column: columnSchema,
  /** Who wrote it; `null` when nobody knows. */
  model: nameSourceSchema.nullable().default(null),
});

export type TableResponse = z.infer<typeof tableResponseSchema>;

const verdictMeaningSchema = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('better'),
    /** The column of the response that is better than all others of the row. */
    response: columnSchema,
    strength: z.enum(['clearly', 'slightly']).default('clearly'),
  }),
  z.object({ is: z.literal('tie') }),
  z.object({ is: z.literal('both-bad') }),
  /** The rater looked and could not tell. */
  z.object({ is: z.literal('skip') }),
]);

/** What a value of a verdict column says of the responses of its row. */
export type VerdictMeaning = z.infer<typeof verdictMeaningSchema>;

const verdictSchema = z.object({
  column: columnSchema,
  /** Values compare as `toComparableText`; numbers and truth values as they are written in JSON. */
  meanings: z
    .array(z.object({ value: z.string(), means: verdictMeaningSchema }))
    .max(1_000)
    .readonly(),
});

export type TableVerdict = z.infer<typeof verdictSchema>;

const tableRatingSchema = z.object({
  column: columnSchema,
  /** What was rated: `helpfulness`, `overall` … */
  scale: z.string().min(1).max(200),
  /** The column of the response that was rated; may be left open when a row has only one. */
  response: columnSchema.nullable().default(null),
});

export type TableRating = z.infer<typeof tableRatingSchema>;

/** Whoever writes a mapping by hand names only what the table has; a saved mapping has every field. */
export const tableMappingSchema = z.object({
  rows: z.enum(['prompt', 'response']).default('prompt'),
  prompt: columnsSchema,
  system: columnSchema.nullable().default(null),
  context: columnsSchema.default([]),
  reference: columnSchema.nullable().default(null),
  images: columnsSchema.default([]),
  key: columnSchema.nullable().default(null),
  responses: z.array(tableResponseSchema).max(1_000).readonly(),
  promptVersion: nameSourceSchema.nullable().default(null),
  tags: columnsSchema.default([]),
  metadata: columnsSchema.default([]),
  responseMetadata: columnsSchema.default([]),
  verdict: verdictSchema.nullable().default(null),
  ratings: z.array(tableRatingSchema).max(1_000).readonly().default([]),
  rater: columnSchema.nullable().default(null),
  comment: columnSchema.nullable().default(null),
});

/**
 * Which columns of a table, or fields of flat records, hold what.
 *
 * - *rows*: what one row is: a `prompt` with all its responses (a wide table, several response columns), or one
 *   `response` (a long table, one response column, rows of the same prompt come together).
 * - *prompt*: joined with a line end, blank ones left away.
 * - *context*, *images*, *tags*: each text in these columns, one after the other.
 * - *key*: rows with the same key are of one prompt, and one of them has to give its text first; without a key, rows of
 *   the same prompt text are. Kept with the prompt.
 * - *promptVersion*: of all responses of a row.
 * - *metadata*, *responseMetadata*: kept as text with the prompt, or with the response of a long table.
 * - *verdict*, *ratings*, *comment*: what somebody said of the responses; *rater* is the column that says who, without
 *   which it is a rater called after the file. A blank cell says nothing.
 */
export type TableMapping = z.infer<typeof tableMappingSchema>;

/** The mapping of a table of which nothing is known yet. */
export const EMPTY_MAPPING: TableMapping = {
  rows: 'prompt',
  prompt: [],
  system: null,
  context: [],
  reference: null,
  images: [],
  key: null,
  responses: [],
  promptVersion: null,
  tags: [],
  metadata: [],
  responseMetadata: [],
  verdict: null,
  ratings: [],
  rater: null,
  comment: null,
};

/** Whether the rows say anything of the responses. */
export function hasJudgmentColumns({ verdict, ratings, comment }: TableMapping): boolean {
  return verdict !== null || ratings.length > 0 || comment !== null;
}
