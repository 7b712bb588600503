import { z } from 'zod';
import { tableMappingSchema } from './table-mapping.ts';

export const savedMappingSchema = z.object({
  name: z.string().trim().min(1).max(100),
  /** The columns of the table that it was made for, in their order. */
  columns: z.array(z.string()).max(10_000).readonly(),
  mapping: tableMappingSchema,
});

/** A mapping that a person has kept under a name, for further tables with the same columns. */
export type SavedMapping = z.infer<typeof savedMappingSchema>;

/** How many mappings are kept. */
export const MAX_SAVED_MAPPINGS = 100;

/** The list with one more mapping, the newest last; it takes the place of one with its name, or of the oldest. */
export function withSavedMapping(
  saved: readonly SavedMapping[],
  added: SavedMapping,
): readonly SavedMapping[] {
  return [...saved.filter(({ name }) => name !== added.name), added].slice(-MAX_SAVED_MAPPINGS);
}

/** The newest mapping that was made for a table with exactly these columns, in whatever order. */
export function findSavedMapping(
  saved: readonly SavedMapping[],
  columns: readonly string[],
): SavedMapping | undefined {
  const wanted = new Set(columns);
  return saved.findLast(
    (candidate) =>
      new Set(candidate.columns).size === wanted.size &&
      candidate.columns.every((column) => wanted.has(column)),
  );
}
