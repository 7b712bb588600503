import { getField, isJsonArray, isJsonObject, type JsonValue, type Row } from './row.ts';

/** Longest excerpt of a report, in characters. */
export const EXCERPT_LENGTH = 200;

/** The beginning of the field at fault, or of the row when the field is not there: for finding the place again. */
export function toExcerpt(row: Row, path: string | null): string {
  const value = path === null ? row.value : (findField(row.value, path.split('.')) ?? row.value);
  return cutExcerpt(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Cuts a text to the length of an excerpt, between characters. */
export function cutExcerpt(text: string): string {
  // Each character has one or two units, so this is long enough and costs nothing on a long text.
  const characters = Array.from(
    text.slice(0, EXCERPT_LENGTH * 2 + 1).replaceAll(/\p{Surrogate}/gu, '\uFFFD'),
  );
  return characters.length <= EXCERPT_LENGTH
    ? characters.join('')
    : `${characters.slice(0, EXCERPT_LENGTH - 1).join('')}…`;
}

function findField(value: JsonValue, path: readonly string[]): JsonValue | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const member = isJsonArray(value)
    ? value[Number(name)]
    : isJsonObject(value)
      ? // A column's name may have dots in it.
        (getField(value, name) ?? getField(value, path.join('.')))
      : undefined;
  return member === undefined ? undefined : findField(member, getFieldRest(value, path, rest));
}

function getFieldRest(value: JsonValue, path: readonly string[], rest: readonly string[]): readonly string[] {
  const [name = ''] = path;
  return isJsonObject(value) && getField(value, name) === undefined ? [] : rest;
}
