import type { CsvDialect } from './csv-splitter.ts';
import { findRecordList } from './find-record-list.ts';
import { toExtension } from './input-file.ts';
import { JsonSplitter } from './json-splitter.ts';
import { LIMITS } from './limits.ts';
import { createFault, type Fault } from './row.ts';
import { sniffCsvDialect } from './sniff-csv.ts';

/** How records lie in a text. */
export type TextContainer =
  /** The file is the array when *path* is empty; else the names of the fields that lead to it. */
  | { readonly kind: 'json-array'; readonly path: readonly string[] }
  | { readonly kind: 'json-lines' }
  /** One object, or objects one after the other, each over several lines. */
  | { readonly kind: 'json-values' }
  | { readonly kind: 'csv'; readonly dialect: CsvDialect };

/** How records lie in a file. */
export type Container =
  | TextContainer
  | { readonly kind: 'xlsx'; readonly sheets: readonly string[]; readonly sheet: string }
  | { readonly kind: 'parquet' };

const TABLE_EXTENSIONS = ['csv', 'tsv', 'tab', 'psv'];
const LINES_EXTENSIONS = ['jsonl', 'ndjson'];
const JSON_EXTENSIONS = ['json', ...LINES_EXTENSIONS];

/**
 * Recognises the container from the text, whatever the name says: JSON Lines under a `.json` name are common.
 * The name decides only where the text could be either.
 *
 * @param head the first text of the file, not blank
 * @param isWhole whether that is all of it
 * @param delimiter what a person says separates the columns
 */
export function detectContainer(
  head: string,
  fileName: string,
  isWhole: boolean,
  delimiter?: string,
): { readonly container: TextContainer } | { readonly fault: Fault } {
  const extension = toExtension(fileName.replace(/\.gz$/i, ''));
  const first = head.trimStart()[0];
  if (!TABLE_EXTENSIONS.includes(extension) && delimiter === undefined) {
    if (first === '[') return { container: { kind: 'json-array', path: [] } };
    if (first === '{') {
      return { container: detectJsonObjects(head, isWhole, LINES_EXTENSIONS.includes(extension)) };
    }
    if (JSON_EXTENSIONS.includes(extension)) {
      return {
        fault: createFault(
          'bad_json',
          null,
          'the file is not JSON: it starts neither with [ nor with {; check that it was saved completely',
        ),
      };
    }
  }
  return { container: { kind: 'csv', dialect: sniffCsvDialect(head, isWhole, delimiter) } };
}

/** Tells one record per line, records over several lines, and one object around a list of records from each other. */
function detectJsonObjects(head: string, isWhole: boolean, isNamedLines: boolean): TextContainer {
  const [first = '', second] = head.split('\n', 1000).filter((line) => line.trim() !== '');
  const isCutOff = second === undefined && !isWhole;
  if (isCutOff || isOneValue(first)) {
    // A single object, as far as can be seen: a record, or all of them.
    const path = second === undefined && !isNamedLines ? findRecordList(head) : undefined;
    return path === undefined ? { kind: 'json-lines' } : { kind: 'json-array', path };
  }
  if (second !== undefined && isOneValue(second) && !/[[{]\s*$/.test(first)) return { kind: 'json-lines' };
  const path = findRecordList(head);
  if (path !== undefined) return { kind: 'json-array', path };
  // A damaged line is more likely than an object that breaks off after its closing bracket.
  return second === undefined || first.trimEnd().endsWith('}')
    ? { kind: 'json-lines' }
    : { kind: 'json-values' };
}

/** Whether brackets and quotes of a line match; whether it is JSON is another matter. */
function isOneValue(line: string): boolean {
  if (!line.trimStart().startsWith('{')) return false;
  const splitter = new JsonSplitter('values', LIMITS);
  return splitter.push(line).length === 1 && splitter.end().end.unfinishedLine === undefined;
}
