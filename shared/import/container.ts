import { type CsvDialect, sniffCsvDialect } from './csv-splitter.ts';
import { toExtension } from './input-file.ts';
import { createFault, type Fault } from './row.ts';

/** How records lie in a text. */
export type Container =
  | { readonly kind: 'json-array' }
  | { readonly kind: 'json-lines' }
  /** One object, or objects one after the other, each over several lines. */
  | { readonly kind: 'json-values' }
  | { readonly kind: 'csv'; readonly dialect: CsvDialect };

/** First bytes of containers that people have and that are not text, with what to do about each. */
const BINARY_CONTAINERS = [
  { bytes: [0x1f, 0x8b], what: 'a gzip file', advice: 'unpack it and open what is inside' },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: 'a zip, Excel or Pairwright file',
    advice: 'unpack it, save the sheet as "CSV UTF-8", or open a .pairwright file as a pack',
  },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file', advice: 'convert it to JSON Lines' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel file', advice: 'save the sheet as "CSV UTF-8"' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', advice: 'open JSON, JSON Lines or CSV instead' },
] as const;

/** Refuses what is not text at all, by its first bytes. */
export function findBinaryContainer(head: Uint8Array): Fault | undefined {
  const found = BINARY_CONTAINERS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (found === undefined) return undefined;
  return createFault('unsupported_container', null, `this is ${found.what}; ${found.advice}`);
}

const TABLE_EXTENSIONS = ['csv', 'tsv', 'tab'];
const JSON_EXTENSIONS = ['json', 'jsonl', 'ndjson'];

/**
 * Recognises the container from the text, whatever the name says: JSON Lines under a `.json` name are common.
 * The name decides only where the text could be either.
 *
 * @param head the first text of the file, not blank
 * @param isWhole whether that is all of it
 */
export function detectContainer(
  head: string,
  fileName: string,
  isWhole: boolean,
): { readonly container: Container } | { readonly fault: Fault } {
  const extension = toExtension(fileName);
  const first = head.trimStart()[0];
  if (!TABLE_EXTENSIONS.includes(extension)) {
    if (first === '[') return { container: { kind: 'json-array' } };
    if (first === '{')
      return { container: { kind: isOneRecordPerLine(head) ? 'json-lines' : 'json-values' } };
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
  return { container: { kind: 'csv', dialect: sniffCsvDialect(head, isWhole) } };
}

/** JSON Lines, unless the first line breaks off in the middle of an object and the next one goes on with it. */
function isOneRecordPerLine(head: string): boolean {
  const [first = '', second] = head.split('\n', 1000).filter((line) => line.trim() !== '');
  return second === undefined || first.trimEnd().endsWith('}') || second.startsWith('{');
}
