import { z } from 'zod';
import { sourceIdSchema } from './ids.ts';

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
});

/** A row that was left out, and why; rows are reported, never repaired with a default. */
export type Problem = z.infer<typeof problemSchema>;

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
  counts: countsSchema,
});

/** One imported file. */
export type Source = z.infer<typeof sourceSchema>;
