import { toComparableText } from '../../domain/ids.ts';
import { readOptionalScalar } from '../fields.ts';
import { getField, isJsonArray, type JsonValue, type Row } from '../row.ts';
import { parseScore } from '../parse-score.ts';

/** Whether texts stand in the first rows, or nothing at all: an empty column may fill up later. */
export function isTextColumn(field: string, rows: readonly Row[]): boolean {
  const values = listValues(field, rows);
  return values.length === 0 || values.some((value) => typeof value === 'string');
}

/** Whether texts, or lists of texts, stand in the first rows. */
export function isTextsColumn(field: string, rows: readonly Row[]): boolean {
  return isTextColumn(field, rows) || listValues(field, rows).some(isJsonArray);
}

/** Numbers, addresses, ids, or the same few short texts again and again: nothing that a model wrote. */
export function isCategoryColumn(field: string, rows: readonly Row[]): boolean {
  const texts = listTexts(field, rows);
  if (texts.every((text) => /^[\d\s.,:%+/-]*$|^https?:|^(?:true|false|null|n\/?a)$/i.test(text))) return true;
  if (texts.length > 1 && texts.every(isIdLike)) return true;
  return (
    texts.length >= 4 && texts.every((text) => text.length <= 40) && new Set(texts).size * 2 <= texts.length
  );
}

/** Whether several rows have something in the column, and all of it is numbers or ids, whatever the column is called. */
export function isCodeColumn(field: string, rows: readonly Row[]): boolean {
  const texts = listTexts(field, rows);
  return texts.length > 1 && texts.every((text) => /^[+-]?[\d.,]+%?$/.test(text) || isIdLike(text));
}

/** Whether somebody's rating stands in every row that has anything in the column. */
export function isScoreColumn(field: string, rows: readonly Row[]): boolean {
  const values = listValues(field, rows).filter((value) => value !== '');
  return values.length > 0 && values.every((value) => parseScore(value) !== undefined);
}

/** What stands in a column of short values, comparable, each once; `undefined` when a list or an object does. */
export function listScalars(field: string, rows: readonly Row[]): readonly string[] | undefined {
  const found = new Set<string>();
  for (const { value } of rows) {
    const read = readOptionalScalar(value, field);
    if (!read.ok) return undefined;
    if (read.value !== undefined) found.add(toComparableText(read.value));
  }
  return [...found];
}

/** What is there, `null` left away. */
function listValues(field: string, rows: readonly Row[]): readonly JsonValue[] {
  return rows
    .map(({ value }) => getField(value, field))
    .filter((value) => value !== undefined)
    .filter((value) => value !== null);
}

/** Texts that are not blank, without the white space around them. */
function listTexts(field: string, rows: readonly Row[]): readonly string[] {
  return listValues(field, rows)
    .filter((value) => typeof value === 'string')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** One word of ASCII with a digit in it: `q_001`, a UUID, a hash. */
function isIdLike(text: string): boolean {
  return text.length >= 4 && text.length <= 64 && /^[\w:-]*\d[\w:-]*$/.test(text);
}
