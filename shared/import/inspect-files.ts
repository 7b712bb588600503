import type { Problem } from '../domain/source.ts';
import type { TableMapping } from '../domain/table-mapping.ts';
import type { FileChoice } from './file-choice.ts';
import { type InputFile, ReadError } from './input-file.ts';
import { type RecognisedFile, recogniseFile, type UnrecognisedFile } from './recognise-file.ts';
import { createFault, getField, type Row } from './row.ts';
import { describeEncoding } from './text-decoding.ts';

/** What a preview shows of a file before it is imported. */
export interface FileInspection {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The layout it would be read as (`Source.format`), or `null` when it cannot be read. */
  readonly format: string | null;
  readonly encoding: string | null;
  /** `json-array`, `json-lines`, `json-values` or `csv`. */
  readonly container: RecognisedFile['container']['kind'] | null;
  /** Columns of a table, or fields of the first records. */
  readonly fields: readonly string[];
  /** The first rows, one cell for each of *fields*: texts as they are, the rest as JSON; cut at 500 characters. */
  readonly firstRows: readonly (readonly string[])[];
  /** For tables: which column would be read as what. Edit it and hand it to `importFiles`. */
  readonly mapping: TableMapping | null;
  /** Why the file cannot be read, or `null`. */
  readonly problem: Problem | null;
}

const SHOWN_ROWS = 5;
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
    encoding: found.encoding === undefined ? null : describeEncoding(found.encoding),
    container: found.container?.kind ?? null,
    fields,
    firstRows: (found.rows ?? []).slice(0, SHOWN_ROWS).map((row) => fields.map((name) => toCell(row, name))),
    mapping: found.mapping ?? null,
    problem: fault === undefined ? null : { file: file.name, line: fault.line, ...fault.fault },
  };
}

function toCell(row: Row, name: string): string {
  const value = getField(row.value, name);
  if (value === undefined) return '';
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, SHOWN_CHARACTERS);
}
