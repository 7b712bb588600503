import { err, ok, type Result } from '../base/result.ts';
import { createFault, type Fault, getField, isJsonArray, type JsonObject, type JsonValue } from './row.ts';

/** What a value is, in words, for messages. */
export function describeValue(value: JsonValue | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'object') return isJsonArray(value) ? 'a list' : 'an object';
  return `a ${typeof value}`;
}

/** A text field. Nothing is turned into text: a number, `true` or `null` is a fault of the row. */
export function readText(object: JsonObject, name: string, path = name): Result<string, Fault> {
  return toText(getField(object, name), path);
}

export function toText(value: JsonValue | undefined, path: string): Result<string, Fault> {
  if (typeof value === 'string') return ok(value);
  if (value === undefined) return err(createFault('missing_field', path, `${path} is missing; add it`));
  return err(
    createFault(
      'not_text',
      path,
      `${path} is ${describeValue(value)}; give a text in quotes or remove the row`,
    ),
  );
}

/** A text field that may be missing, `null` or empty: all three give `undefined`. */
export function readOptionalText(object: JsonObject, name: string): Result<string | undefined, Fault> {
  const value = getField(object, name);
  if (value === undefined || value === null || value === '') return ok(undefined);
  return toText(value, name);
}

/** The text of a model's answer: present, a text, and not blank. */
export function readResponseText(object: JsonObject, name: string, path = name): Result<string, Fault> {
  const text = readText(object, name, path);
  return text.ok ? checkResponseText(text.value, path) : text;
}

export function checkResponseText(text: string, path: string): Result<string, Fault> {
  if (text.trim() !== '') return ok(text);
  return err(
    createFault('empty_response', path, `${path} is empty; give the model's text or remove the row`),
  );
}

/** The text of a prompt: present, a text, and not blank. */
export function readPromptText(object: JsonObject, name: string): Result<string, Fault> {
  const text = readText(object, name);
  return text.ok ? checkPromptTexts(text.value, name) : text;
}

/** `readTextList` with this asks that no prompt text is blank. */
export function checkPromptTexts(text: string, path: string): Result<string, Fault> {
  if (text.trim() !== '') return ok(text);
  return err(createFault('empty_prompt', path, `${path} is empty; give the prompt or remove the row`));
}

/** One text or a list of texts; `[]` when the field is missing, `null` or empty. */
export function readOptionalTexts(object: JsonObject, name: string): Result<readonly string[], Fault> {
  const value = getField(object, name);
  if (value === undefined || value === null || value === '') return ok([]);
  if (typeof value === 'string') return ok([value]);
  return isJsonArray(value) && value.length === 0 ? ok([]) : readTextList(object, name);
}

/** A list of texts, at least one. *read* checks each of them. */
export function readTextList(
  object: JsonObject,
  name: string,
  path = name,
  check: (text: string, path: string) => Result<string, Fault> = ok,
): Result<readonly string[], Fault> {
  const value = getField(object, name);
  if (!isJsonArray(value) || value.length === 0) {
    return err(
      value === undefined
        ? createFault('missing_field', path, `${path} is missing; add it`)
        : createFault('bad_value', path, `${path} has to be a list of texts and is ${describeList(value)}`),
    );
  }
  const texts: string[] = [];
  for (const [index, item] of value.entries()) {
    const itemPath = `${path}.${index}`;
    const text = toText(item, itemPath);
    const checked = text.ok ? check(text.value, itemPath) : text;
    if (!checked.ok) return checked;
    texts.push(checked.value);
  }
  return ok(texts);
}

export function describeList(value: JsonValue | undefined): string {
  return isJsonArray(value) && value.length === 0 ? 'an empty list' : describeValue(value);
}

/** An id or a name that files write as a text or as a number; never blank. */
export function readName(object: JsonObject, name: string): Result<string, Fault> {
  const value = getField(object, name);
  const text = typeof value === 'number' ? ok(String(value)) : toText(value, name);
  if (!text.ok || text.value.trim() !== '') return text;
  return err(createFault('bad_value', name, `${name} is empty; give a name`));
}

/**
 * A short value that files write as a text, a number, or true or false: a model's name, a verdict. `undefined` when it is
 * missing, `null` or blank.
 */
export function readOptionalScalar(object: JsonObject, name: string): Result<string | undefined, Fault> {
  if (isBlankField(object, name)) return ok(undefined);
  const value = getField(object, name);
  return typeof value === 'number' || typeof value === 'boolean' ? ok(String(value)) : toText(value, name);
}

/** Whether a field is missing, `null`, or a text of nothing but white space. */
export function isBlankField(object: JsonObject, name: string): boolean {
  const value = getField(object, name);
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** All fields but those in *read*, as `pickMetadata` gives them. */
export function toMetadata(object: JsonObject, read: ReadonlySet<string>): Record<string, string> {
  return pickMetadata(
    object,
    Object.keys(object).filter((name) => !read.has(name)),
  );
}

/** Fields as text: texts as they are, the rest as JSON; missing, empty and `null` ones are left away. */
export function pickMetadata(object: JsonObject, names: readonly string[]): Record<string, string> {
  // A null prototype keeps a `__proto__` field as data.
  const metadata: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const name of names) {
    const value = getField(object, name);
    if (value === undefined || value === null || value === '') continue;
    metadata[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return metadata;
}
