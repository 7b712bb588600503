import { err, ok, type Result } from '../base/result.ts';
import type { TableMapping } from '../domain/table-mapping.ts';
import type { FileChoice } from './file-choice.ts';
import type { InputFile } from './input-file.ts';
import type { Layout } from './layouts/layout.ts';
import { findLayout, LAYOUTS } from './layouts/layouts.ts';
import { createTableLayout, TABLE_FIELDS } from './layouts/table.ts';
import { LIMITS } from './limits.ts';
import { findMappingFault } from './mapping/check-mapping.ts';
import { guessMapping } from './mapping/guess-mapping.ts';
import { openRows } from './open-rows.ts';
import { findPromptsOnly } from './prompts-only.ts';
import { detectReading, type FileFault, type Reading } from './reading.ts';
import { createFault, type Fault, isRowFault, type Row, type RowFault, type RowOrFault } from './row.ts';

/** What the beginning of a file tells about it. */
export interface RecognisedFile extends Reading {
  /** Columns of the table, or fields of the first rows in the order met. */
  readonly fields: readonly string[];
  /** The first rows that could be read. */
  readonly rows: readonly Row[];
  readonly layout: Layout;
  /** Of a table: which column is read as what. */
  readonly mapping: TableMapping | undefined;
}

/** Why a file cannot be read, and as much as was found out about it before. */
export interface UnrecognisedFile {
  readonly faults: readonly FileFault[];
  readonly found: Partial<Omit<RecognisedFile, 'layout'>>;
}

/** Rows that are looked at. */
const SAMPLE_ROWS = 20;

/**
 * Finds out from the beginning of a file what it is and how to read it. Content decides; the name only where the
 * content leaves it open, and a person's choice before both.
 */
export async function recogniseFile(
  file: InputFile,
  choice: FileChoice,
): Promise<Result<RecognisedFile, UnrecognisedFile>> {
  const reading = await detectReading(file, choice);
  if (!reading.ok) return reading;
  const stream = openRows(file, reading.value, LIMITS);
  const sample: RowOrFault[] = [];
  // One batch holds many rows, unless the first row is longer than it.
  for await (const { rows } of stream.batches()) {
    for (const row of rows) {
      sample.push(row);
      if (sample.length >= SAMPLE_ROWS * 2) break;
    }
    if (sample.length > 0) break;
  }
  const rows = sample.filter((row): row is Row => !isRowFault(row)).slice(0, SAMPLE_ROWS);
  const found = { ...reading.value, fields: stream.header ?? collectFields(rows), rows };
  if (rows.length === 0) {
    const faults: readonly RowFault[] = sample.filter(isRowFault);
    // A list of strings has one thing wrong with it, not one for each string.
    const [first] = faults;
    if (first !== undefined && faults.every(({ fault }) => fault.code === 'not_an_object')) {
      return err({ faults: [first], found });
    }
    if (faults.length > 0) return err({ faults, found });
    return refuse('empty_file', 'the file has no records; open the file that has them', found);
  }
  return recogniseRows(file.name, found, choice);
}

type FoundRows = Omit<RecognisedFile, 'layout' | 'mapping'>;

function recogniseRows(
  fileName: string,
  found: FoundRows,
  choice: FileChoice,
): Result<RecognisedFile, UnrecognisedFile> {
  const { rows, fields } = found;
  if (choice.mapping !== undefined) {
    const fault = findMappingFault(choice.mapping, fields, fileName);
    if (fault !== undefined) return refuse('bad_mapping', fault, found);
    return ok({ ...found, layout: createTableLayout(choice.mapping, fields), mapping: choice.mapping });
  }
  const layout =
    choice.layout === undefined
      ? findLayout(rows, fileName)
      : LAYOUTS.find(({ name }) => name === choice.layout);
  if (layout !== undefined) return ok({ ...found, layout, mapping: undefined });
  const guessed = guessMapping(fields, rows, fileName);
  if (guessed !== undefined)
    return ok({ ...found, layout: createTableLayout(guessed, fields), mapping: guessed });
  const promptsOnly = findPromptsOnly(fields, rows);
  if (promptsOnly !== undefined) return err({ faults: [{ line: null, fault: promptsOnly }], found });
  return refuse('unknown_layout', describeUnknown(fields, found.container.kind), found);
}

function collectFields(rows: readonly Row[]): readonly string[] {
  const fields = new Set<string>();
  for (const { value } of rows) for (const name of Object.keys(value)) fields.add(name);
  return [...fields];
}

function describeUnknown(fields: readonly string[], container: Reading['container']['kind']): string {
  const shown = fields.slice(0, 20).join(', ') + (fields.length > 20 ? ', …' : '');
  const accepted = LAYOUTS.map((layout) => layout.fields).join(' | ');
  const start =
    container === 'json-values'
      ? `the file is one JSON object with the fields ${shown}; save the list inside it as a file of its own`
      : `nothing known has the fields ${shown}; choose the columns yourself`;
  return `${start}, or open one with: ${accepted} | ${TABLE_FIELDS}`;
}

function refuse(
  code: Fault['code'],
  message: string,
  found: UnrecognisedFile['found'],
): Result<never, UnrecognisedFile> {
  return err({ faults: [{ line: null, fault: createFault(code, null, message) }], found });
}
