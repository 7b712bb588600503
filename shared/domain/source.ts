import { z } from 'zod';
import { sourceIdSchema } from './ids.ts';
import { tableMappingSchema } from './table-mapping.ts';

export const problemSchema = z.object({
  /** The file as the user knows it: its name, or its path inside the opened folder. */
  file: z.string(),
  /** 1-based physical line in the file where the row starts, or `null` when the whole file is meant. */
  line: z.int().min(1).nullable(),
  /** The field at fault, as a path (`choices.0.turns.1`), or `null`. */
  field: z.string().nullable(),
  /** Stable, for programs: `empty_response`, `unknown_model` … */
  code: z.string(),
  /** For people: what is wrong and what to do. English; the screens translate by code. */
  message: z.string(),
  /** The beginning of what stands there, for finding it again; at most 200 characters. */
  excerpt: z.string().exactOptional(),
});

/** A row that was left out, and why; rows are reported, never repaired with a default. */
export type Problem = z.infer<typeof problemSchema>;

/** One line of an import report: what was left out, or what was kept and deserves a second look. */
export const reportEntrySchema = problemSchema.extend({ kind: z.enum(['left-out', 'warning']) });

export type ReportEntry = z.infer<typeof reportEntrySchema>;

export const countsSchema = z.object({
  prompts: z.int().min(0),
  responses: z.int().min(0),
  judgments: z.int().min(0),
  leftOut: z.int().min(0),
});

export type Counts = z.infer<typeof countsSchema>;

export const sourceSchema = z.object({
  /** Derived from the file's SHA-256. */
  id: sourceIdSchema,
  fileName: z.string(),
  sha256: z.string().regex(/^[\da-f]{64}$/),
  bytes: z.int().min(0),
  /** The layout it was read as: `alpaca-eval`, `mt-bench-questions` … */
  format: z.string(),
  encoding: z.string(),
  /** Of a table: which column was read as what. */
  mapping: tableMappingSchema.exactOptional(),
  counts: countsSchema,
  /** Rows of the file, and how many of them were kept: at least something of them is in the project. */
  rows: z.object({ read: z.int().min(0), kept: z.int().min(0) }).exactOptional(),
  /** What a person calls it; the file's name when left out. */
  title: z.string().min(1).max(200).exactOptional(),
  /** The file in `reports/` that lists, row by row, what the import left out and warned of. */
  report: z
    .string()
    .regex(/^import-\d{1,15}\.jsonl$/)
    .exactOptional(),
  /** Taken out of the project: what came only from it is not shown, its judgments are kept. */
  hidden: z.literal(true).exactOptional(),
});

/** One imported file. */
export type Source = z.infer<typeof sourceSchema>;
