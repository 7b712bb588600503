import { isJsonArray, isJsonObject, type JsonValue } from '../row.ts';

/** Where a value is: the names of fields and the places in lists that lead to it. */
export type FieldPath = readonly (string | number)[];

/**
 * Calls *visit* with every text inside a value and where it is.
 *
 * @param visit gets one and the same *path* every time: to keep it, write it as text
 */
export function visitTexts(value: JsonValue, visit: (text: string, path: FieldPath) => void): void {
  visitInside(value, [], visit);
}

function visitInside(
  value: JsonValue,
  path: (string | number)[],
  visit: (text: string, path: FieldPath) => void,
): void {
  if (typeof value === 'string') {
    visit(value, path);
  } else if (isJsonArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      path.push(index);
      visitInside(value[index] ?? null, path, visit);
      path.pop();
    }
  } else if (isJsonObject(value)) {
    for (const name of Object.keys(value)) {
      path.push(name);
      visitInside(value[name] ?? null, path, visit);
      path.pop();
    }
  }
}

/** Where the first text inside a value is of which *isWanted* is true, as a field of a report; `null` when none is. */
export function findTextField(value: JsonValue, isWanted: (text: string) => boolean): string | null {
  let field: string | null = null;
  visitTexts(value, (text, path) => {
    if (field === null && isWanted(text)) field = path.join('.');
  });
  return field;
}
