import { z } from 'zod';
import { tableMappingSchema } from '../domain/table-mapping.ts';
import { ENCODING_NAMES } from './text-decoding.ts';

export const fileChoiceSchema = z.object({
  /** Read the text as this, whatever it looks like. */
  encoding: z.enum(ENCODING_NAMES).exactOptional(),
  /** Of a table. */
  delimiter: z.string().length(1).exactOptional(),
  /** The sheet of a workbook, by name. */
  sheet: z.string().max(200).exactOptional(),
  /** Read the rows as this layout (`Source.format`), although they look like another. */
  layout: z.string().max(100).exactOptional(),
  /** Which columns hold what; takes the place of any layout. */
  mapping: tableMappingSchema.exactOptional(),
});

/** What a person has decided about a file; everything that is left out is recognised from the file itself. */
export type FileChoice = z.infer<typeof fileChoiceSchema>;
