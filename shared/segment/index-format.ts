import { z } from 'zod';
import { raterIdSchema, sourceIdSchema } from '../domain/ids.ts';
import { originSchema } from '../domain/response.ts';

/** What the bytes of an index begin with: eight characters. */
export const INDEX_MAGIC = 'PWINDEX\n';
export const INDEX_VERSION = 1;
/** Magic, version, length of the head, SHA-256 of the segment, CRC-32. */
export const PREFIX_BYTES = 52;

const count = z.int().min(0);

const sectionSchema = z.object({
  kind: z.enum(['later', 'items', 'judgments', 'questions']),
  /** Items: prompts and responses. Judgments: judgments and 0. Later prompts: words and 0. */
  rows: z.tuple([count, count]),
  bytes: count,
  crc: count,
});

/** One section of an index, in the order of the file. */
export type IndexSection = z.infer<typeof sectionSchema>;

export const indexHeadSchema = z.object({
  bytes: count,
  linesCrc: count,
  counts: z.object({ prompts: count, responses: count, judgments: count }),
  origins: z.array(originSchema),
  sources: z.array(sourceIdSchema),
  lastSeqs: z.array(z.tuple([raterIdSchema, count])),
  sections: z.array(sectionSchema),
});

export const questionsSchema = z.object({
  promptQuestions: z.array(z.tuple([count, z.string()])),
  furtherChoices: z.array(count),
});
