import type { RowLimits } from './limits.ts';
import type { RowFault, RowOrFault } from './row.ts';
import { toDamaged, toLimitFault, toRowFault } from './row-faults.ts';
import { hasLoneSurrogate } from './text-decoding.ts';

/** What the cells of a table are like. */
export interface TableRules {
  /** A sheet leaves empty cells at the end of a row away; in a text every row has all its cells. */
  readonly mayBeShort: boolean;
  /** Whether bytes were met that do not belong to the encoding. */
  isDamaged(): boolean;
}

/** Turns the cells of a table into rows under the column names of its first row that has any text. */
export class TableRows {
  readonly #limits: RowLimits;
  readonly #rules: TableRules;
  #header: readonly string[] | undefined;
  #refused = false;

  constructor(limits: RowLimits, rules: TableRules) {
    this.#limits = limits;
    this.#rules = rules;
  }

  /** The column names, once they have been read. */
  get header(): readonly string[] | undefined {
    return this.#header;
  }

  /** Takes the next row; `undefined` when it is the header, blank, or under a header that could not be read. */
  take(cells: readonly string[], line: number): RowOrFault | undefined {
    if (this.#refused || isBlankRecord(cells)) return undefined;
    if (this.#header !== undefined) return this.#toRow(this.#header, cells, line);
    if (cells.length > this.#limits.fields) {
      return this.refuse(toLimitFault('too_many_fields', line, this.#limits));
    }
    if (this.#rules.isDamaged() && cells.some(hasLoneSurrogate)) return this.refuse(toDamaged(line, null));
    this.#header = toColumnNames(cells);
    return undefined;
  }

  /** Reports a row that could not be cut into cells; without a header no other row can be understood. */
  refuse(fault: RowFault): RowFault | undefined {
    if (this.#refused) return undefined;
    this.#refused = this.#header === undefined;
    return fault;
  }

  #toRow(header: readonly string[], cells: readonly string[], line: number): RowOrFault {
    const isShort = cells.length < header.length && !this.#rules.mayBeShort;
    if (isShort || cells.slice(header.length).some((cell) => cell.trim() !== '')) {
      return toRowFault(
        line,
        'cell_count',
        `the row has ${cells.length} cells and the header has ${header.length}; give each column a name, and put cells with delimiters or line ends in quotes`,
      );
    }
    const damaged = this.#rules.isDamaged();
    // A null prototype keeps a `__proto__` column as data.
    const value: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [index, name] of header.entries()) {
      const cell = cells[index] ?? '';
      if (damaged && hasLoneSurrogate(cell)) return toDamaged(line, name);
      value[name] = cell;
    }
    return { line, value };
  }
}

/** Names for all columns: an empty name becomes `column 3`, a second `answer` becomes `answer (2)`. */
function toColumnNames(cells: readonly string[]): string[] {
  const names = new Set<string>();
  for (const [index, cell] of cells.entries()) {
    const wanted = cell.trim() === '' ? `column ${index + 1}` : cell.trim();
    let name = wanted;
    for (let number = 2; names.has(name); number += 1) name = `${wanted} (${number})`;
    names.add(name);
  }
  return [...names];
}

/** A row without any text: spreadsheets leave them at the end. */
export function isBlankRecord(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}
