import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import type { FileChoice } from '../../../../shared/import/file-choice.ts';
import type { InputFile } from '../../../../shared/import/input-file.ts';
import { createSourceRater } from '../../../../shared/import/preference-pair.ts';
import { readRater } from '../../../../shared/import/read-rater.ts';
import type { JsonObject, JsonValue } from '../../../../shared/import/row.ts';
import { ENCODING_NAMES, type EncodingName } from '../../../../shared/import/text-decoding.ts';
import type { LayoutWriter, WrittenRow } from '../../../support/layout-writers.ts';
import {
  type SaidItem,
  type TextKind,
  toPreference,
  toPrompt,
  toResponses,
} from '../../../support/record-set.ts';
import { createEncoder, fileOf, toUtf16 } from './support.ts';
import { buildWorkbook, toSheetXml } from './xlsx/build-workbook.ts';

/** How rows become the text of a file. */
export interface TextForm {
  readonly end: string;
  /** Rows have to be flat; control characters are no text to it. */
  readonly isTable: boolean;
  readonly choice?: FileChoice;
  readonly write: (rows: readonly JsonObject[]) => string;
}

const JSON_LINES: TextForm = { end: '.jsonl', isTable: false, write: (rows) => toLines(rows, '\n') };
const JSON_FORMS: readonly TextForm[] = [
  JSON_LINES,
  { end: '.json', isTable: false, write: (rows) => toLines(rows, '\r\n') },
  { end: '.json', isTable: false, write: (rows) => JSON.stringify(rows) },
  { end: '.json', isTable: false, write: (rows) => JSON.stringify(rows, null, 2) },
  {
    end: '.json',
    isTable: false,
    write: (rows) => JSON.stringify({ version: 1, data: rows, n: [] }, null, 1),
  },
];
const TABLE_FORMS = [',', ';', '\t'].flatMap((delimiter) =>
  ['\n', '\r\n'].map((newline): TextForm => ({
    end: delimiter === '\t' ? '.tsv' : '.csv',
    isTable: true,
    choice: { delimiter },
    write: (rows) => Papa.unparse(toTable(rows), { delimiter, newline, quotes: true }),
  })),
);

function toLines(rows: readonly JsonObject[], newline: string): string {
  return rows.map((row) => JSON.stringify(row)).join(newline);
}

/** The column names and the cells under them. */
function toTable(rows: readonly JsonObject[]): string[][] {
  const names = Object.keys(rows[0] ?? {});
  return [names, ...rows.map((row) => names.map((name) => toCell(row[name])))];
}

function toCell(value: JsonValue | undefined): string {
  if (typeof value !== 'string') throw new Error('A table holds texts');
  return value;
}

/** How files are written. */
export interface FileForm {
  /** `xlsx`, or a text in an encoding. */
  readonly text: TextForm | 'xlsx';
  readonly encoding: EncodingName;
  readonly isMarked: boolean;
  readonly isPacked: boolean;
  /** Where groups of rows are cut into several files. */
  readonly cuts: readonly number[];
}

/** Lines of JSON, as most files are. */
export const PLAIN_FORM: FileForm = {
  text: JSON_LINES,
  encoding: 'UTF-8',
  isMarked: false,
  isPacked: false,
  cuts: [],
};

export function arbitraryForm({ isFlat }: LayoutWriter): fc.Arbitrary<FileForm> {
  const texts = fc.constantFrom(...JSON_FORMS, ...(isFlat ? TABLE_FORMS : []));
  return fc.record({
    text: isFlat ? fc.oneof({ weight: 5, arbitrary: texts }, fc.constant('xlsx' as const)) : texts,
    encoding: fc.oneof(fc.constant('UTF-8' as const), fc.constantFrom(...ENCODING_NAMES)),
    isMarked: fc.boolean(),
    isPacked: fc.boolean(),
    cuts: fc.array(fc.nat(6), { maxLength: 2 }),
  });
}

/** What texts can be written in a form. */
export function toTextKind({ text, encoding }: FileForm): TextKind {
  const isWorkbook = text === 'xlsx';
  return {
    unit: isWorkbook || encoding.startsWith('UTF') ? fc.oneof(UNITS, EVERY_UNIT) : toUnits(encoding),
    controls: isWorkbook || !text.isTable,
  };
}

const UNITS = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 });
const EVERY_UNIT = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 1 })
  // Tables hold no control characters.
  .filter((unit) => unit > '\u009f');

/** Made once: they ask the platform for every character of an encoding. */
const encoders = new Map<EncodingName, ReturnType<typeof createEncoder>>();

function encoderOf(name: EncodingName): ReturnType<typeof createEncoder> {
  const known = encoders.get(name) ?? createEncoder(name);
  encoders.set(name, known);
  return known;
}

function toUnits(name: EncodingName): fc.Arbitrary<string> {
  return fc.constantFrom('x', ' ', ...encoderOf(name).characters);
}

function encode(text: string, { encoding, isMarked }: FileForm): Uint8Array {
  switch (encoding) {
    case 'UTF-8':
      return new TextEncoder().encode(isMarked ? `\ufeff${text}` : text);
    case 'UTF-16LE':
    case 'UTF-16BE':
      return isMarked ? toUtf16(text, encoding) : toUtf16(text, encoding).subarray(2);
    default:
      return encoderOf(encoding).encode(text);
  }
}

function toBytes(rows: readonly JsonObject[], form: FileForm): Uint8Array {
  const bytes =
    form.text === 'xlsx' ? buildWorkbook([toSheetXml(toTable(rows))]) : encode(form.text.write(rows), form);
  return form.isPacked ? new Uint8Array(gzipSync(bytes)) : bytes;
}

/** Files, what a person says of them, and what stands in them. */
export interface WrittenFiles {
  readonly files: readonly InputFile[];
  readonly choices: ReadonlyMap<string, FileChoice>;
  readonly said: Said;
}

/** What an import has to give, in a form in which equal record sets are equal. */
export interface Said {
  readonly prompts: readonly string[];
  readonly responses: readonly string[];
  readonly judgments: readonly string[];
}

export function writeFiles(items: readonly SaidItem[], layout: LayoutWriter, form: FileForm): WrittenFiles {
  const files: InputFile[] = [];
  const choices = new Map<string, FileChoice>();
  const { prompts, responses } = toSaid(items);
  const judgments: string[] = [];
  for (const { stem, rows, mapping } of layout.toGroups(items)) {
    for (const [index, part] of cutRows(rows, form.cuts).entries()) {
      const end = form.text === 'xlsx' ? '.xlsx' : form.text.end;
      const name = `${stem}-${index}${end}${form.isPacked ? '.gz' : ''}`;
      files.push(
        fileOf(
          name,
          toBytes(
            part.map(({ row }) => row),
            form,
          ),
        ),
      );
      choices.set(name, { ...toChoice(form), ...(mapping === undefined ? {} : { mapping }) });
      for (const { said } of part) {
        if (said === undefined) continue;
        const rater = layout.isRatedByFile === true ? createSourceRater(name) : toJudge(said.vote.judge);
        const value = toPreference(said.item, said.vote);
        judgments.push(JSON.stringify([rater.id, toPrompt(said.item).id, said.vote.turn, value]));
      }
    }
  }
  return { files, choices, said: { prompts, responses, judgments: judgments.toSorted() } };
}

function toJudge(name: string) {
  const rater = readRater(name, 'judge');
  if (!rater.ok) throw new Error(rater.error.message);
  return rater.value;
}

/** What is said of the items, but for the votes. */
export function toSaid(
  items: readonly SaidItem[],
): Omit<Said, 'judgments'> & { readonly promptIds: string[] } {
  return {
    promptIds: items.map((item) => toPrompt(item).id as string).toSorted(),
    prompts: items.map((item) => showPrompt(toPrompt(item))).toSorted(),
    responses: items.flatMap(toResponses).map(showResponse).toSorted(),
  };
}

export function showPrompt({ id, messages, followUps }: ReturnType<typeof toPrompt>): string {
  return JSON.stringify([id, messages, followUps]);
}

export function showResponse({
  id,
  promptId,
  turns,
  origin,
}: ReturnType<typeof toResponses>[number]): string {
  return JSON.stringify([id, promptId, turns, origin.model]);
}

function toChoice({ text, encoding, isMarked }: FileForm): FileChoice {
  if (text === 'xlsx') return {};
  // Text of arbitrary characters looks like no encoding, unless it is marked or UTF-8.
  const isKnown = encoding === 'UTF-8' || (isMarked && encoding.startsWith('UTF-16'));
  return { ...text.choice, ...(isKnown ? {} : { encoding }) };
}

function cutRows(rows: readonly WrittenRow[], cuts: readonly number[]): (readonly WrittenRow[])[] {
  const places = [0, ...cuts.map((cut) => Math.min(cut, rows.length)), rows.length].toSorted((a, b) => a - b);
  return places
    .slice(1)
    .map((to, index) => rows.slice(places[index], to))
    .filter((part) => part.length > 0);
}
