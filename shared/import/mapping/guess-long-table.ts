import { toComparableText } from '../../domain/ids.ts';
import type { TableMapping } from '../../domain/table-mapping.ts';
import { getField, type Row } from '../row.ts';
import { COLUMN_NAMES, type NamedColumn } from './column-names.ts';

type Notes = Pick<TableMapping, 'metadata' | 'responseMetadata'>;

/** Whether each row seems to be one response: it names its model, or rows of one prompt come again. */
export function isLongTable(
  mapping: TableMapping,
  further: readonly NamedColumn[],
  rows: readonly Row[],
): boolean {
  const [only] = mapping.responses;
  if (only === undefined || mapping.responses.length > 1) return false;
  if (only.model?.from === 'column') return true;
  const prompts = rows.map((row) => toCell(row, mapping.prompt));
  return new Set(prompts).size < prompts.length || findKey(mapping, further, rows) !== null;
}

/**
 * The column on which rows without a prompt join: called like an id, filled everywhere, and met before with a prompt.
 * Rows that all have their prompt need none: they join on its text.
 */
export function findKey(
  { prompt }: TableMapping,
  further: readonly NamedColumn[],
  rows: readonly Row[],
): string | null {
  if (rows.every((row) => toCell(row, prompt) !== '')) return null;
  const candidates = COLUMN_NAMES.key.flatMap((name) => further.filter(({ plain }) => plain === name));
  const key = candidates.find(({ field }) => {
    const known = new Set<string>();
    return rows.every((row) => {
      const value = toCell(row, [field]);
      if (toCell(row, prompt) !== '') known.add(value);
      return value !== '' && known.has(value);
    });
  });
  return key?.field ?? null;
}

/**
 * Which of the further columns are said of the prompt: those that stay the same over its rows, where it has several.
 * Nothing is known when no prompt comes again; each row's notes are then those of its response.
 */
export function splitNotes(
  { prompt, key }: TableMapping,
  further: readonly NamedColumn[],
  rows: readonly Row[],
): Notes {
  const firstRows = new Map<string, Row>();
  const changing = new Set<string>();
  let isRepeated = false;
  for (const row of rows) {
    const id = toCell(row, key === null ? prompt : [key]);
    const first = firstRows.get(id);
    if (first === undefined) {
      firstRows.set(id, row);
      continue;
    }
    isRepeated = true;
    for (const { field } of further) {
      if (toCell(row, [field]) !== toCell(first, [field])) changing.add(field);
    }
  }
  const fields = further.map(({ field }) => field);
  return {
    metadata: fields.filter((field) => isRepeated && !changing.has(field)),
    responseMetadata: fields.filter((field) => !isRepeated || changing.has(field)),
  };
}

/** What stands in some columns, in a form in which equal values are equal; empty when all are blank. */
function toCell({ value }: Row, columns: readonly string[]): string {
  return columns
    .map((column) => getField(value, column) ?? '')
    .map((cell) => (typeof cell === 'string' ? toComparableText(cell) : JSON.stringify(cell)))
    .filter((text) => text !== '')
    .join('\n');
}
