import type { Problem } from '../domain/source.ts';
import type { TableMapping } from '../domain/table-mapping.ts';
import type { Compression } from './byte-pieces.ts';
import type { Container } from './container.ts';
import type { FileChoice } from './file-choice.ts';
import { type InputFile, ReadError } from './input-file.ts';
import { guessMapping } from './mapping/guess-mapping.ts';
import { recogniseFile, type UnrecognisedFile } from './recognise-file.ts';
import { createFault, getField, type Row } from './row.ts';
import type { EncodingName } from './text-decoding.ts';

/** What a preview shows of a file before it is imported. */
export interface FileInspection {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The layout it would be read as (`Source.format`), or `null` when it cannot be read. */
  readonly format: string | null;
  /** Of a text; `FileChoice.encoding` changes it. */
  readonly encoding: EncodingName | null;
  /** False when the text could be in another encoding as well: a person should look at the first rows. */
  readonly encodingCertain: boolean;
  readonly container: Container['kind'] | null;
  readonly compression: Compression;
  /** The names of the fields that lead to the list of records inside a JSON object; else empty. */
  readonly listPath: readonly string[];
  /** Of a table written as text; `FileChoice.delimiter` changes it. */
  readonly delimiter: string | null;
  /** Of a workbook: what `FileChoice.sheet` may be, and the one that is shown. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Columns of a table, or fields of the first records. */
  readonly fields: readonly string[];
  /** The first rows, one cell for each of *fields*: texts as they are, the rest as JSON; cut at 500 characters. */
  readonly firstRows: readonly (readonly string[])[];
  /** For tables: which column would be read as what. Edit it and hand it to `importFiles`. */
  readonly mapping: TableMapping | null;
  /** What a person who reads the rows as a table in place of their layout may begin with. */
  readonly suggestedMapping: TableMapping | null;
  /** Why the file cannot be read, or `null`. */
  readonly problem: Problem | null;
}

const SHOWN_ROWS = 20;
const SHOWN_CHARACTERS = 500;

/**
 * Looks at the beginning of each file: what it is, what it would be read as, its first rows.
 *
 * @param choices what a person has decided about files, by file name
 */
export async function inspectFiles(
  files: readonly InputFile[],
  choices: ReadonlyMap<string, FileChoice> = new Map(),
): Promise<FileInspection[]> {
  const inspections: FileInspection[] = [];
  for (const file of files) inspections.push(await inspectFile(file, choices.get(file.name) ?? {}));
  return inspections;
}

async function inspectFile(file: InputFile, choice: FileChoice): Promise<FileInspection> {
  try {
    const recognised = await recogniseFile(file, choice);
    return recognised.ok
      ? describe(file, recognised.value, recognised.value.layout.name, undefined)
      : describe(file, recognised.error.found, null, recognised.error.faults[0]);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return describe(file, {}, null, { line: null, fault: createFault('cannot_read', null, error.message) });
  }
}

function describe(
  file: InputFile,
  found: UnrecognisedFile['found'],
  format: string | null,
  fault: UnrecognisedFile['faults'][number] | undefined,
): FileInspection {
  const fields = found.fields ?? [];
  return {
    name: file.name,
    size: file.size,
    format,
    ...describeText(found),
    ...describeContainer(found.container),
    compression: found.compression ?? null,
    fields,
    firstRows: (found.rows ?? []).slice(0, SHOWN_ROWS).map((row) => fields.map((name) => toCell(row, name))),
    mapping: found.mapping ?? null,
    suggestedMapping: found.mapping ?? guessMapping(fields, found.rows ?? [], file.name) ?? null,
    problem: fault === undefined ? null : { file: file.name, line: fault.line, ...fault.fault },
  };
}

function describeText({
  encoding,
  encodingCertain,
  container,
}: UnrecognisedFile['found']): Pick<FileInspection, 'encoding' | 'encodingCertain'> {
  const isText = container?.kind !== 'xlsx' && container?.kind !== 'parquet';
  return {
    encoding: isText && encoding !== undefined ? encoding.name : null,
    encodingCertain: encodingCertain ?? true,
  };
}

function describeContainer(
  container: Container | undefined,
): Pick<FileInspection, 'container' | 'listPath' | 'delimiter' | 'sheets' | 'sheet'> {
  return {
    container: container?.kind ?? null,
    listPath: container?.kind === 'json-array' ? container.path : [],
    delimiter: container?.kind === 'csv' ? container.dialect.delimiter : null,
    sheets: container?.kind === 'xlsx' ? container.sheets : [],
    sheet: container?.kind === 'xlsx' ? container.sheet : null,
  };
}

function toCell(row: Row, name: string): string {
  const value = getField(row.value, name);
  if (value === undefined) return '';
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, SHOWN_CHARACTERS);
  // The cut may have gone through a character.
  return text.replace(/[\ud800-\udbff]$/, '');
}
