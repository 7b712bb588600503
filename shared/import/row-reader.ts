import type { Container } from './container.ts';
import { CsvSplitter, type CsvRecord, isBlankRecord } from './csv-splitter.ts';
import { JsonSplitter, type JsonPiece, nestsDeeperThan } from './json-splitter.ts';
import type { RowLimits } from './limits.ts';
import { LineSplitter, type TextLine } from './line-splitter.ts';
import {
  createFault,
  type FaultCode,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type RowFault,
  type RowOrFault,
} from './row.ts';
import { type Encoding, hasLoneSurrogate, TextDecoding } from './text-decoding.ts';

/** Turns the bytes of one file into rows, whatever the container; gets the bytes piece by piece. */
export interface RowReader {
  /**
   * Takes the next bytes; gives the rows that end in them, in file order, with what could not be read between. Each row is
   * built when it is asked for, so that only one is held at a time; ask for all of them before the next call.
   */
  push(bytes: Uint8Array): Iterable<RowOrFault>;
  /** Ends the file. */
  end(): Iterable<RowOrFault>;
  /** The column names of a table, once its header has been read; `undefined` for JSON. */
  readonly header: readonly string[] | undefined;
}

export function createRowReader(encoding: Encoding, container: Container, limits: RowLimits): RowReader {
  const decoding = new TextDecoding(encoding);
  const text = createTextReader(container, limits, () => decoding.damaged);
  return {
    push: (bytes) => text.push(decoding.push(bytes)),
    *end() {
      yield* text.push(decoding.end());
      yield* text.end();
    },
    get header() {
      return text.header?.();
    },
  };
}

interface TextReader {
  push(text: string): Iterable<RowOrFault>;
  end(): Iterable<RowOrFault>;
  header?(): readonly string[] | undefined;
}

function createTextReader(container: Container, limits: RowLimits, isDamaged: () => boolean): TextReader {
  switch (container.kind) {
    case 'json-array':
      return createJsonReader('array', limits, isDamaged);
    case 'json-values':
      return createJsonReader('values', limits, isDamaged);
    case 'json-lines':
      return createLinesReader(limits, isDamaged);
    case 'csv':
      return createCsvReader(new CsvSplitter(container.dialect, limits), limits, isDamaged);
  }
}

function createJsonReader(mode: 'array' | 'values', limits: RowLimits, isDamaged: () => boolean): TextReader {
  const splitter = new JsonSplitter(mode, limits);
  const toRow = ({ text, line, refused }: JsonPiece): RowOrFault =>
    refused === undefined ? parseRow(text, line, limits, isDamaged()) : toLimitFault(refused, line, limits);
  return {
    *push(text) {
      for (const piece of splitter.push(text)) yield toRow(piece);
    },
    end() {
      const { pieces, end } = splitter.end();
      const rows = pieces.map(toRow);
      if (end.unfinishedLine !== undefined) rows.push(toTruncated(end.unfinishedLine));
      if (end.strayLine !== undefined) {
        rows.push(
          toRowFault(
            end.strayLine,
            'bad_json',
            'something stands between two records that does not belong there (a comma missing or too many?); nothing after it was read',
          ),
        );
      }
      return rows;
    },
  };
}

function createLinesReader(limits: RowLimits, isDamaged: () => boolean): TextReader {
  const splitter = new LineSplitter(limits);
  const toRows = ({ text, line, tooLong }: TextLine): RowOrFault[] => {
    if (tooLong) return [toLimitFault('row_too_long', line, limits)];
    if (text.trim() === '') return [];
    if (nestsDeeperThan(text, limits.depth)) return [toLimitFault('too_deep', line, limits)];
    return [parseRow(text, line, limits, isDamaged())];
  };
  return {
    *push(text) {
      for (const line of splitter.push(text)) yield* toRows(line);
    },
    end() {
      const last = splitter.end();
      if (last === undefined) return [];
      return toRows(last).map((row) =>
        // A last line that has no line end and is not JSON was most likely cut off.
        'fault' in row && row.fault.code === 'bad_json' ? toTruncated(row.line) : row,
      );
    },
  };
}

function createCsvReader(splitter: CsvSplitter, limits: RowLimits, isDamaged: () => boolean): TextReader {
  let header: readonly string[] | undefined;
  let refused = false;
  const toRows = (record: CsvRecord): RowOrFault[] => {
    if (refused) return [];
    const { cells, line, broken } = record;
    if (broken === 'row_too_long') return [toLimitFault(broken, line, limits)];
    if (broken !== undefined) {
      const message =
        broken === 'open_quote'
          ? 'a quote is opened and never closed; close it, or double quotes that belong to the text ("")'
          : 'a quoted cell goes on after its closing quote; double quotes that belong to the text ("")';
      // Without a header no row can be understood.
      refused = header === undefined;
      return [toRowFault(line, 'bad_csv', message)];
    }
    if (isBlankRecord(cells)) return [];
    if (header === undefined) {
      header = toColumnNames(cells);
      refused = header.length > limits.fields;
      return refused ? [toLimitFault('too_many_fields', line, limits)] : [];
    }
    return [toTableRow(header, cells, line, isDamaged())];
  };
  return {
    *push(text) {
      for (const record of splitter.push(text)) yield* toRows(record);
    },
    *end() {
      for (const record of splitter.end()) yield* toRows(record);
    },
    header: () => header,
  };
}

/** Names for all columns: an empty name becomes `column 3`, a second `answer` becomes `answer (2)`. */
function toColumnNames(cells: readonly string[]): string[] {
  const names = new Set<string>();
  for (const [index, cell] of cells.entries()) {
    const wanted = cell.trim() === '' ? `column ${index + 1}` : cell.trim();
    let name = wanted;
    for (let number = 2; names.has(name); number += 1) name = `${wanted} (${number})`;
    names.add(name);
  }
  return [...names];
}

function toTableRow(
  header: readonly string[],
  cells: readonly string[],
  line: number,
  damaged: boolean,
): RowOrFault {
  const surplus = cells.slice(header.length);
  if (cells.length < header.length || surplus.some((cell) => cell.trim() !== '')) {
    return toRowFault(
      line,
      'cell_count',
      `the row has ${cells.length} cells and the header has ${header.length}; put cells with delimiters or line ends in quotes`,
    );
  }
  // A null prototype keeps a `__proto__` column as data.
  const value: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [index, name] of header.entries()) {
    const cell = cells[index] ?? '';
    if (damaged && hasLoneSurrogate(cell)) return toDamaged(line, name);
    value[name] = cell;
  }
  return { line, value };
}

function parseRow(text: string, line: number, limits: RowLimits, damaged: boolean): RowOrFault {
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
function findLoneSurrogate(value: JsonValue, path: string): string | undefined {
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

function toRowFault(line: number, code: FaultCode, message: string, field: string | null = null): RowFault {
  return { line, fault: createFault(code, field, message) };
}

function toTruncated(line: number): RowFault {
  return toRowFault(
    line,
    'truncated_json',
    'the file ends in the middle of the record that begins here; what came before was read; get the complete file',
  );
}

function toDamaged(line: number, field: string | null): RowFault {
  return toRowFault(
    line,
    'wrong_encoding',
    'the record has bytes that do not belong to the encoding of the file; save it as UTF-8 and open it again',
    field,
  );
}

function toLimitFault(
  code: 'row_too_long' | 'too_deep' | 'too_many_fields',
  line: number,
  limits: RowLimits,
): RowFault {
  switch (code) {
    case 'row_too_long':
      return toRowFault(
        line,
        code,
        `the record is longer than ${limits.rowLength} characters; split or shorten it`,
      );
    case 'too_deep':
      return toRowFault(
        line,
        code,
        `the record nests more than ${limits.depth} lists and objects; flatten it`,
      );
    case 'too_many_fields':
      return toRowFault(line, code, `the record has more than ${limits.fields} fields; remove some`);
  }
}
