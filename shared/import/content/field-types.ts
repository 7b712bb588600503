import { cutExcerpt } from '../excerpt.ts';
import { describeValue } from '../fields.ts';
import { isJsonArray, isJsonObject, type JsonValue, type Row } from '../row.ts';
import type { Warning } from './warning.ts';

/** How many fields and lists deep: `messages.*.content` is the third. What is below is data of its own kind. */
const DEPTH = 3;
/** Further names of one object are not looked at: an object with more is a table of something and has no fields. */
const MOST_NAMES = 500;

/** What has been seen of a field so far. */
interface SeenField {
  /** Names joined by dots; `*` for the items of a list. */
  readonly path: string;
  readonly depth: number;
  readonly inside: Map<string, SeenField>;
  /** What kind of value it is, in words; `undefined` until the first value that is not `null`. */
  kind: string | undefined;
  /** Where the kind was seen first. */
  line: number;
  warned: boolean;
}

/**
 * Notices fields of a file that are a text in one row and a number, a list or something else in another.
 *
 * Tables (Arrow, `datasets`, pandas) have one type for each column and refuse such a file, or turn the values into
 * something else. Each field is named once, in the first row that differs.
 */
export class FieldTypes {
  readonly #root = createSeenField('', 0);

  inspect({ value, line }: Row): readonly Warning[] {
    const warnings: Warning[] = [];
    lookInside(this.#root, value, line, warnings);
    return warnings;
  }
}

function createSeenField(path: string, depth: number): SeenField {
  return { path, depth, inside: new Map(), kind: undefined, line: 0, warned: false };
}

function lookInside(parent: SeenField, value: JsonValue, line: number, warnings: Warning[]): void {
  if (parent.depth === DEPTH) return;
  if (isJsonArray(value)) {
    for (const item of value) look(parent, '*', item, line, warnings);
  } else if (isJsonObject(value)) {
    for (const name of Object.keys(value)) look(parent, name, value[name] ?? null, line, warnings);
  }
}

function look(parent: SeenField, name: string, value: JsonValue, line: number, warnings: Warning[]): void {
  if (value === null) return;
  const field = findSeenField(parent, name);
  if (field === undefined) return;
  const kind = typeof value === 'boolean' ? 'true or false' : describeValue(value);
  if (field.kind === undefined) {
    field.kind = kind;
    field.line = line;
  } else if (field.kind !== kind && !field.warned) {
    field.warned = true;
    warnings.push(createWarning(field, kind, value));
  }
  lookInside(field, value, line, warnings);
}

function findSeenField(parent: SeenField, name: string): SeenField | undefined {
  const known = parent.inside.get(name);
  if (known !== undefined || parent.inside.size === MOST_NAMES) return known;
  const path = parent.path === '' ? name : `${parent.path}.${name}`;
  const field = createSeenField(path, parent.depth + 1);
  parent.inside.set(name, field);
  return field;
}

function createWarning({ path, kind, line }: SeenField, other: string, value: JsonValue): Warning {
  return {
    code: 'mixed_types',
    field: path,
    message: `${path} is ${other} here and ${kind} in line ${line}; other programs want one kind in every row`,
    excerpt: cutExcerpt(typeof value === 'string' ? value : JSON.stringify(value)),
  };
}
