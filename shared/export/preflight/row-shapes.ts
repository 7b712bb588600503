import type { FindingLog } from './finding.ts';
import type { FileRow } from './file-row.ts';

type Kind = 'string' | 'number' | 'boolean' | 'list' | 'object';

interface Leaf {
  readonly kind: Kind;
  /** Of an object, sorted. */
  readonly keys: string;
  /** The row where it was first seen. */
  readonly row: number;
}

/** What the reader takes for a time instead of a text (tried on datasets 5.0.1: no fractions, no bare years or hours). */
const DATE =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ]\d{2}(?::\d{2}(?::\d{2})?)?(?:Z|[+-]\d{2}:?(?:\d{2})?)?)?$/;

/**
 * Watches that all rows have the same keys and types in the same places, which is what a table needs.
 *
 * The reader infers a schema from the beginning of the file; what differs later raises, at once in old versions or from
 * 10 MB on in all.
 */
export class RowShapes {
  readonly #log: FindingLog;
  readonly #earlyRows: number | null;
  readonly #leaves = new Map<string, Leaf>();
  /** Leaves where every text so far is a date. */
  readonly #dates = new Map<string, boolean>();
  /** Lists that had an item. */
  readonly #filled = new Set<string>();

  /** @param earlyRows how many rows of a large file the schema comes from for certain; `null` when from all */
  constructor(log: FindingLog, earlyRows: number | null) {
    this.#log = log;
    this.#earlyRows = earlyRows;
  }

  observe({ row, value }: FileRow): void {
    this.#visit(row, '', value);
  }

  /** To be called after the last row. */
  finish(): void {
    for (const [field, isDate] of this.#dates) {
      if (!isDate) continue;
      this.#log.add(
        'all-dates',
        'aborts',
        { field },
        'Every text here is a date, so the reader makes it a time and the trainer stops: add a row with another text.',
      );
    }
  }

  #visit(row: number, path: string, value: unknown): void {
    if (value === null || value === undefined) {
      const effect = this.#earlyRows === null ? 'unportable' : 'aborts';
      this.#log.add(
        'null-value',
        effect,
        { row, field: path },
        'null instead of a text: write "" in every row.',
      );
      return;
    }
    const kind = kindOf(value);
    if (typeof value === 'string') this.#visitText(row, path, value);
    const keys = kind === 'object' ? keysOf(value).join('\n') : '';
    const known = this.#leaves.get(path);
    if (!known) {
      this.#leaves.set(path, { kind, keys, row });
    } else if (known.kind !== kind) {
      this.#log.add(
        'mixed-types',
        'aborts',
        { row, field: path },
        `A ${kind} here, a ${known.kind} in row ${known.row}: a column has one type.`,
      );
      return;
    } else if (known.keys !== keys) {
      const effect = this.#earlyRows === null ? 'unportable' : 'aborts';
      this.#log.add(
        'changing-keys',
        effect,
        { row, field: path },
        `Other keys than in row ${known.row}: all rows need the same.`,
      );
    }
    if (Array.isArray(value)) {
      if (value.length > 0) this.#noteFilled(row, path);
      for (const item of value) this.#visit(row, `${path}[]`, item);
    } else if (kind === 'object') {
      for (const [key, item] of Object.entries(value))
        this.#visit(row, path === '' ? key : `${path}.${key}`, item);
    }
  }

  /** What stands in no row of the first part has no type there, or none that fits. */
  #noteFilled(row: number, field: string): void {
    if (this.#filled.has(field)) return;
    this.#filled.add(field);
    if (this.#earlyRows === null || row <= this.#earlyRows) return;
    const message = 'The first rows have nothing here, so the reader has no type for it: put this row first.';
    this.#log.add('changing-keys', 'aborts', { row, field }, message);
  }

  #visitText(row: number, field: string, text: string): void {
    if (/\p{Surrogate}/u.test(text)) {
      const message = 'Half of a surrogate pair: "surrogate pair in string is invalid".';
      this.#log.add('lone-surrogate', 'aborts', { row, field }, message);
    }
    if (text.includes('\0')) {
      this.#log.add('control-character', 'misreads', { row, field }, 'U+0000 is trained like a word.');
    }
    if (this.#dates.get(field) !== false) this.#dates.set(field, DATE.test(text));
  }
}

/** Sorted, and without those that trainers know as optional: the reader fills them in as null. */
function keysOf(value: object): string[] {
  return Object.keys(value)
    .filter((key) => key !== 'tool_calls')
    .toSorted();
}

function kindOf(value: unknown): Kind {
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'object';
  }
}
