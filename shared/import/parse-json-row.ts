import type { RowLimits } from './limits.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, type RowOrFault } from './row.ts';
import { toDamaged, toLimitFault, toRowFault } from './row-faults.ts';
import { hasLoneSurrogate } from './text-decoding.ts';

/**
 * Reads one record.
 *
 * @param damaged whether bytes were met that do not belong to the encoding: the record may have a mark of one
 */
export function parseJsonRow(text: string, line: number, limits: RowLimits, damaged: boolean): RowOrFault {
  if (damaged && hasLoneSurrogate(text)) return toDamaged(line, null);
  let value: JsonValue;
  try {
    // JSON.parse is typed `any`; what it gives is a JSON value by definition.
    value = JSON.parse(text) as JsonValue;
  } catch {
    return toRowFault(line, 'bad_json', 'the record is not valid JSON; correct or remove it');
  }
  if (!isJsonObject(value)) {
    const what = isJsonArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
    return toRowFault(line, 'not_an_object', `the record is ${what}; each record has to be an object {…}`);
  }
  if (countFields(value, limits.fields) > limits.fields) return toLimitFault('too_many_fields', line, limits);
  // Half a surrogate pair can only come from an escape, and most files have none.
  if (text.includes('\\ud') || text.includes('\\uD')) {
    const field = findLoneSurrogate(value, '');
    if (field !== undefined) {
      return toRowFault(
        line,
        'lone_surrogate',
        'the text has half of a character (a lone \\ud83d or the like) and cannot be saved as UTF-8; correct it',
        field,
      );
    }
  }
  return { line, value };
}

function countFields(value: JsonObject, enough: number): number {
  let count = 0;
  for (const _name in value) {
    count += 1;
    if (count > enough) break;
  }
  return count;
}

/** The path of the first text, or field name, with a lone surrogate. Depth is bounded by the reader. */
export function findLoneSurrogate(value: JsonValue, path: string): string | undefined {
  if (typeof value === 'string') return hasLoneSurrogate(value) ? path : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const inner = path === '' ? name : `${path}.${name}`;
    // The report itself has to be writable as UTF-8.
    if (hasLoneSurrogate(name)) return path === '' ? '?' : `${path}.?`;
    const found = findLoneSurrogate(member, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
