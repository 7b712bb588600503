import { z } from 'zod';
import { type RaterId, raterIdSchema, toContentId } from './ids.ts';

export const raterSchema = z.object({
  id: raterIdSchema,
  name: z.string().min(1).max(200),
  /** Where the rater comes from: a person at a Pairwright, or a name found in an imported file. */
  origin: z.enum(['person', 'imported']),
});

/** The person who judges. Explicit everywhere: there is no "current user" in `shared/`. */
export type Rater = z.infer<typeof raterSchema>;

/** A rater met in an imported file: the same name in two files is the same rater. */
export function createImportedRater(name: string): Rater {
  return { id: toContentId<RaterId>(['rater', name.normalize('NFC').trim()]), name, origin: 'imported' };
}
