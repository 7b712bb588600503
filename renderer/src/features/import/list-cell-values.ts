import { toComparableText } from '../../../../shared/domain/ids.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';

/** What stands in the first rows of a column, each value once, blank cells left away. */
export function listCellValues({ fields, firstRows }: FileInspection, column: string): readonly string[] {
  const index = fields.indexOf(column);
  const values = firstRows.map((row) => toComparableText(row[index] ?? ''));
  return [...new Set(values.filter((value) => value !== ''))];
}
