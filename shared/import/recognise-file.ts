import { err, ok, type Result } from '../base/result.ts';
import { type Container, detectContainer, findBinaryContainer } from './container.ts';
import { guessMapping } from './guess-mapping.ts';
import { type InputFile, readHead, readPieces } from './input-file.ts';
import type { Layout } from './layouts/layout.ts';
import { findLayout, findUnsupportedLayout, LAYOUTS } from './layouts/layouts.ts';
import { wide } from './layouts/wide.ts';
import { LIMITS } from './limits.ts';
import { createFault, type Fault, isRowFault, type Row, type RowFault, type RowOrFault } from './row.ts';
import { createRowReader, type RowReader } from './row-reader.ts';
import { detectEncoding, type Encoding, TextDecoding } from './text-decoding.ts';
import type { WideMapping } from './wide-mapping.ts';

/** What the beginning of a file tells about it. */
export interface RecognisedFile {
  readonly encoding: Encoding;
  readonly container: Container;
  /** Columns of the table, or fields of the first rows in the order met. */
  readonly fields: readonly string[];
  /** The first rows that could be read. */
  readonly rows: readonly Row[];
  readonly layout: Layout;
  readonly mapping: WideMapping | undefined;
}

/** Why a file cannot be read, and as much as was found out about it before. */
export interface UnrecognisedFile {
  readonly faults: readonly FileFault[];
  readonly found: Partial<Omit<RecognisedFile, 'layout'>>;
}

export interface FileFault {
  readonly line: number | null;
  readonly fault: Fault;
}

/** Rows that are looked at. */
const SAMPLE_ROWS = 20;

/**
 * Finds out from the beginning of a file what it is and how to read it. Content decides; the name only where the
 * content leaves it open.
 */
export async function recogniseFile(
  file: InputFile,
  mapping: WideMapping | undefined,
): Promise<Result<RecognisedFile, UnrecognisedFile>> {
  const tooLarge = file.size > LIMITS.fileBytes;
  if (tooLarge) {
    return refuse('file_too_large', `the file is larger than ${LIMITS.fileBytes / 1024 ** 3} GB; split it`);
  }
  const head = await readHead(file, LIMITS.headBytes);
  if (head.length === 0) return refuse('empty_file', 'the file is empty; open the file with the records');
  const binary = findBinaryContainer(head);
  if (binary !== undefined) return err({ faults: [{ line: null, fault: binary }], found: {} });
  const encoding = detectEncoding(head);
  if ('fault' in encoding) return err({ faults: [encoding], found: {} });
  const isWhole = head.length === file.size;
  const text = new TextDecoding(encoding.encoding).push(head);
  const found = { encoding: encoding.encoding };
  if (text.trim() === '' && isWhole) {
    return refuse('empty_file', 'the file holds nothing but blanks; open the file with the records', found);
  }
  const container = detectContainer(text, file.name, isWhole);
  if ('fault' in container) return err({ faults: [{ line: 1, fault: container.fault }], found });
  return recogniseRows(file, head, encoding.encoding, container.container, mapping);
}

async function recogniseRows(
  file: InputFile,
  head: Uint8Array,
  encoding: Encoding,
  container: Container,
  mapping: WideMapping | undefined,
): Promise<Result<RecognisedFile, UnrecognisedFile>> {
  const reader = createRowReader(encoding, container, LIMITS);
  const sample = await readSample(file, head, reader);
  const rows = sample.filter((row): row is Row => !isRowFault(row)).slice(0, SAMPLE_ROWS);
  const fields = reader.header ?? collectFields(rows);
  const found = { encoding, container, fields, rows };
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
  if (mapping !== undefined) {
    const missing = findMissingColumns(mapping, fields);
    if (missing !== undefined) return refuse('bad_mapping', missing, found);
    return ok({ ...found, layout: wide, mapping });
  }
  const layout = findLayout(rows, file.name);
  if (layout !== undefined) return ok({ ...found, layout, mapping: undefined });
  const unsupported = findUnsupportedLayout(rows);
  if (unsupported !== undefined) return err({ faults: [{ line: null, fault: unsupported }], found });
  const guessed = guessMapping(fields, rows);
  if (guessed !== undefined) return ok({ ...found, layout: wide, mapping: guessed });
  return refuse('unknown_layout', describeUnknown(fields, container), found);
}

/** The rows of the head, or the first row when it is longer than that. */
async function readSample(file: InputFile, head: Uint8Array, reader: RowReader): Promise<RowOrFault[]> {
  const sample = [...reader.push(head)];
  if (sample.length > 0 && head.length < file.size) return sample;
  for await (const piece of readPieces(file, head.length)) {
    sample.push(...reader.push(piece));
    if (sample.length > 0) return sample;
  }
  sample.push(...reader.end());
  return sample;
}

/** What is wrong with a mapping for a file with these columns. */
function findMissingColumns(mapping: WideMapping, fields: readonly string[]): string | undefined {
  if (mapping.prompt.length === 0) return 'no column is chosen for the prompt; choose one';
  if (mapping.responses.length === 0) return 'no column is chosen for the responses; choose at least one';
  const named = [
    ...mapping.prompt,
    mapping.system,
    mapping.reference,
    ...mapping.responses.flatMap(({ column, model }) =>
      model !== null && 'column' in model ? [column, model.column] : [column],
    ),
    ...mapping.tags,
    ...mapping.metadata,
  ];
  const missing = named.filter((name) => name !== null && !fields.includes(name));
  if (missing.length === 0) return undefined;
  return `the file has no ${missing.join(', ')}; its columns are ${fields.join(', ')}; choose from these`;
}

function collectFields(rows: readonly Row[]): readonly string[] {
  const fields = new Set<string>();
  for (const { value } of rows) for (const name of Object.keys(value)) fields.add(name);
  return [...fields];
}

function describeUnknown(fields: readonly string[], container: Container): string {
  const shown = fields.slice(0, 20).join(', ') + (fields.length > 20 ? ', …' : '');
  const accepted = LAYOUTS.map((layout) => layout.fields).join(' | ');
  const start =
    container.kind === 'json-values'
      ? `the file is one JSON object with the fields ${shown}; save the list inside it as a file of its own`
      : `nothing known has the fields ${shown}; choose the columns yourself`;
  return `${start}, or open one with: ${accepted} | ${wide.fields}`;
}

function refuse(
  code: Fault['code'],
  message: string,
  found: UnrecognisedFile['found'] = {},
): { readonly ok: false; readonly error: UnrecognisedFile } {
  return err({ faults: [{ line: null, fault: createFault(code, null, message) }], found });
}
