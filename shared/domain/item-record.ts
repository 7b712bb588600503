import { z } from 'zod';
import { sourceIdSchema } from './ids.ts';
import { judgmentSchema } from './judgment.ts';
import { promptSchema } from './prompt.ts';
import { raterSchema } from './rater.ts';
import { responseSchema } from './response.ts';

/**
 * One line of a segment: exactly one record, named by its only key.
 *
 * A prompt comes before its responses and a rater before their judgments. A segment is what one import or one merge
 * added; records in several segments with the same id are the same record, the first one counts.
 *
 * A `source` line says where the lines before it came from, back to the previous `source` line: the id of a file is
 * known only when its last byte has been read. Lines that no such line follows came from no file (a merge of packs).
 */
export const itemRecordSchema = z.union([
  z.strictObject({ prompt: promptSchema }),
  z.strictObject({ response: responseSchema }),
  z.strictObject({ rater: raterSchema }),
  z.strictObject({ judgment: judgmentSchema }),
  z.strictObject({ source: sourceIdSchema }),
]);

export type ItemRecord = z.infer<typeof itemRecordSchema>;
