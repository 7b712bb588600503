import {
  EMPTY_MAPPING,
  type NameSource,
  type TableMapping,
  type TableResponse,
} from '../../domain/table-mapping.ts';
import { toFolderName, toStem } from '../input-file.ts';
import type { Row } from '../row.ts';
import { listColumns } from './check-mapping.ts';
import {
  COLUMN_NAMES,
  findNamed,
  findResponseSuffix,
  isMetadataName,
  isModelLikeName,
  isResponseName,
  type NamedColumn,
  toPlainName,
} from './column-names.ts';
import { isCategoryColumn, isCodeColumn, isTextColumn, isTextsColumn } from './column-values.ts';
import { guessJudgmentColumns } from './guess-judgments.ts';
import { findKey, isLongTable, splitNotes } from './guess-long-table.ts';

/**
 * Guesses from the column names, in English and Chinese, and from the first rows what the columns of a table hold.
 *
 * Columns that are named as responses are responses; when none is, those called after models are, else all further
 * columns of text, each under its own name as the model. With one response column and several rows of a prompt, or a
 * column that names the model, a row is one response. Verdicts and ratings are taken only where all their values can be
 * told. Whatever is left is kept as metadata.
 *
 * @returns `undefined` when no prompt or no response can be told
 */
export function guessMapping(
  fields: readonly string[],
  rows: readonly Row[],
  fileName: string,
): TableMapping | undefined {
  const all = fields.map((field): NamedColumn => ({ field, plain: toPlainName(field) }));
  const texts = all.filter(({ field }) => isTextColumn(field, rows));
  const asked = guessPrompt(all, texts, rows);
  if (asked === undefined) return undefined;
  const rest = texts.filter(
    ({ field, plain }) => !listColumns(asked).includes(field) && !isMetadataName(plain),
  );
  const isOfModels = findNamed(all, COLUMN_NAMES.model) !== undefined;
  const { responses, reference } = pickResponses(rest, asked.reference, rows, isOfModels);
  if (responses.length === 0) return undefined;
  const named: TableMapping = {
    ...asked,
    reference,
    responses: responses.map((column) => toResponse(column, responses.length === 1, all, fileName)),
    promptVersion: toColumnSource(findNamed(all, COLUMN_NAMES.promptVersion)),
  };
  const further = (mapping: TableMapping) => {
    const used = new Set(listColumns(mapping));
    return all.filter(({ field }) => !used.has(field));
  };
  const judged = { ...named, ...guessJudgmentColumns(further(named), named.responses, rows) };
  if (!isLongTable(judged, further(judged), rows)) {
    return { ...judged, metadata: further(judged).map(({ field }) => field) };
  }
  const long: TableMapping = { ...judged, rows: 'response', key: findKey(judged, further(judged), rows) };
  return { ...long, ...splitNotes(long, further(long), rows) };
}

/** What the models were asked, with everything that belongs to it. */
function guessPrompt(
  all: readonly NamedColumn[],
  texts: readonly NamedColumn[],
  rows: readonly Row[],
): TableMapping | undefined {
  const prompt = findNamed(texts, COLUMN_NAMES.prompt) ?? texts.find(isPromptLike);
  if (prompt === undefined) return undefined;
  // Alpaca's two columns are one prompt.
  const input = prompt.plain === 'instruction' ? findNamed(texts, COLUMN_NAMES.input) : undefined;
  const lists = all.filter(({ field }) => isTextsColumn(field, rows));
  const listNamed = (names: readonly string[]) =>
    lists.filter(({ plain }) => names.includes(plain)).map(({ field }) => field);
  return {
    ...EMPTY_MAPPING,
    prompt: input === undefined ? [prompt.field] : [prompt.field, input.field],
    system: findNamed(texts, COLUMN_NAMES.system)?.field ?? null,
    context: listNamed(COLUMN_NAMES.context),
    reference: findNamed(texts, COLUMN_NAMES.reference)?.field ?? null,
    images: listNamed(COLUMN_NAMES.images),
    tags: listNamed(COLUMN_NAMES.tags),
  };
}

function isPromptLike({ plain }: NamedColumn): boolean {
  return !isMetadataName(plain) && /prompt|question|instruction|提示|问题|指令/u.test(plain);
}

/**
 * Tells responses from the reference among the columns that are neither prompt nor metadata.
 *
 * @param isOfModels a column of the table names models
 */
function pickResponses(
  rest: readonly NamedColumn[],
  namedReference: string | null,
  rows: readonly Row[],
  isOfModels: boolean,
): { readonly responses: readonly NamedColumn[]; readonly reference: string | null } {
  const isText = ({ field }: NamedColumn) => !isCodeColumn(field, rows);
  // A reference may be a mere number; what a model wrote is not.
  const alone = findNamed(rest, COLUMN_NAMES.answerOrReference);
  const named = rest.filter((column) => isResponseName(column.plain) && isText(column));
  const others = named.filter((column) => column !== alone);
  if (others.length > 0) {
    // With two names for a reference, the second is one more response.
    return namedReference === null
      ? { responses: others, reference: alone?.field ?? null }
      : { responses: named, reference: namedReference };
  }
  const further = rest.filter((column) => column !== alone && !isCategoryColumn(column.field, rows));
  const models = further.filter(({ plain }) => isModelLikeName(plain));
  if (models.length > 0) return { responses: models, reference: namedReference ?? alone?.field ?? null };
  if (alone !== undefined && isText(alone)) return { responses: [alone], reference: namedReference };
  // One column of which nothing is known may be anything; beside the name of a model, or beside others, it is most
  // likely an answer.
  return { responses: further.length > 1 || isOfModels ? further : [], reference: namedReference };
}

/** Who wrote the responses of a column: a column that says so, the column's own name, the file's, or nobody known. */
function toResponse(
  { field, plain }: NamedColumn,
  isOnly: boolean,
  all: readonly NamedColumn[],
  fileName: string,
): TableResponse {
  const suffix = findResponseSuffix(plain);
  const names = isOnly
    ? COLUMN_NAMES.model
    : COLUMN_NAMES.modelOfResponse.flatMap((word) => [`${word}_${suffix}`, `${word}${suffix}`]);
  const others = all.filter((column) => column.field !== field);
  const model = isOnly || suffix !== undefined ? toColumnSource(findNamed(others, names)) : null;
  if (model !== null) return { column: field, model };
  if (isOnly && isResponseName(plain) && suffix === undefined) {
    return { column: field, model: guessNameOfFile(fileName) };
  }
  return { column: field, model: { from: 'fixed', name: field } };
}

function toColumnSource(column: NamedColumn | undefined): NameSource | null {
  return column === undefined ? null : { from: 'column', column: column.field };
}

/** A file, or its folder, that is called after a model; other names say nothing of who wrote what is in it. */
function guessNameOfFile(fileName: string): NameSource | null {
  if (isModelLikeName(toPlainName(toStem(fileName)))) return { from: 'file' };
  return isModelLikeName(toPlainName(toFolderName(fileName))) ? { from: 'folder' } : null;
}
