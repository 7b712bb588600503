import { err, ok, type Result } from '../base/result.ts';
import { describeValue, toText } from './fields.ts';
import { toImageReference } from './message-content.ts';
import { createFault, type Fault, getField, isJsonArray, type JsonObject } from './row.ts';

/** The images that a row lists beside its messages: one reference or a list; `[]` when there are none. */
export function readImages(object: JsonObject): Result<readonly string[], Fault> {
  const value = getField(object, 'images') ?? getField(object, 'image') ?? null;
  if (value === null || value === '') return ok([]);
  const references: string[] = [];
  for (const [index, item] of (isJsonArray(value) ? value : [value]).entries()) {
    const reference = toImageReference(item);
    if (reference === undefined) {
      const path = `images.${index}`;
      return err(
        createFault(
          'bad_value',
          path,
          `${path} has to be a path or an address and is ${describeValue(item)}`,
        ),
      );
    }
    references.push(reference);
  }
  return ok(references);
}

/** The tools that a row offers, as JSON text: a text as it came, a list or an object written out; an empty list is none. */
export function readTools(object: JsonObject): Result<string | undefined, Fault> {
  const value = getField(object, 'tools') ?? null;
  if (value === null || (isJsonArray(value) && value.length === 0)) return ok(undefined);
  if (typeof value === 'object') return ok(JSON.stringify(value));
  const text = toText(value, 'tools');
  if (!text.ok) return text;
  return ok(['', '[]', 'null'].includes(text.value.trim()) ? undefined : text.value);
}
