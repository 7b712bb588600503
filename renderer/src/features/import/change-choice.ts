import { EMPTY_MAPPING, type TableMapping } from '../../../../shared/domain/table-mapping.ts';
import type { FileChoice } from '../../../../shared/import/file-choice.ts';

/** How the bytes of a file become rows. */
export type ReadingChoice = Pick<FileChoice, 'encoding' | 'delimiter' | 'sheet'>;

/**
 * Reads the bytes of a file in another way; `undefined` leaves it to recognition again.
 *
 * A mapping goes, since the columns may have other names then. A layout stays: it is for whatever columns there are.
 */
export function withReading<Name extends keyof ReadingChoice>(
  choice: FileChoice,
  name: Name,
  value: ReadingChoice[Name] | undefined,
): FileChoice {
  const { mapping: _gone, [name]: _before, ...rest } = choice;
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** Reads the rows as a layout; `undefined` leaves it to recognition again. */
export function withLayout(choice: FileChoice, layout: string | undefined): FileChoice {
  const { mapping: _gone, layout: _before, ...rest } = choice;
  return layout === undefined ? rest : { ...rest, layout };
}

/** Reads the rows as a table whose columns a person chooses, starting from a guess where there is one. */
export function withMapping(choice: FileChoice, mapping: TableMapping | null): FileChoice {
  const { layout: _gone, ...rest } = choice;
  return { ...rest, mapping: mapping ?? EMPTY_MAPPING };
}
