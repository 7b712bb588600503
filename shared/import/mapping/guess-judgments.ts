import type { TableMapping, TableRating, TableResponse, TableVerdict } from '../../domain/table-mapping.ts';
import { toComparableText } from '../../domain/ids.ts';
import { readOptionalScalar } from '../fields.ts';
import type { Row } from '../row.ts';
import {
  COLUMN_NAMES,
  findNamed,
  findResponseSuffix,
  isRatingName,
  type NamedColumn,
  toPlainName,
} from './column-names.ts';
import { isScoreColumn, isTextColumn, listScalars } from './column-values.ts';
import { completeMeanings, suggestMeanings } from './verdict-meanings.ts';

export type JudgmentColumns = Pick<TableMapping, 'verdict' | 'ratings' | 'rater' | 'comment'>;

/** More different values than this are no verdicts. */
const MOST_VERDICTS = 20;

/** Guesses which of the columns that hold nothing else say what somebody thought of the responses. */
export function guessJudgmentColumns(
  columns: readonly NamedColumn[],
  responses: readonly TableResponse[],
  rows: readonly Row[],
): JudgmentColumns {
  const verdict = responses.length > 1 ? guessVerdict(columns, responses, rows) : null;
  const rest = columns.filter(({ field }) => field !== verdict?.column);
  const ratings = rest.flatMap((column) => {
    const rating = isScoreColumn(column.field, rows) ? toRating(column, responses) : undefined;
    return rating === undefined ? [] : [rating];
  });
  if (verdict === null && ratings.length === 0) return { verdict, ratings, rater: null, comment: null };
  const texts = rest.filter(({ field }) => isTextColumn(field, rows));
  return {
    verdict,
    ratings,
    rater: findNamed(rest, COLUMN_NAMES.rater)?.field ?? null,
    comment: findNamed(texts, COLUMN_NAMES.comment)?.field ?? null,
  };
}

/** A column that is called like a verdict and of whose values all can be told what they mean. */
function guessVerdict(
  columns: readonly NamedColumn[],
  responses: readonly TableResponse[],
  rows: readonly Row[],
): TableVerdict | null {
  for (const name of COLUMN_NAMES.verdict) {
    const column = columns.find(({ plain }) => plain === name)?.field;
    const values = column === undefined ? undefined : listScalars(column, rows);
    if (column === undefined || values === undefined) continue;
    const meanings = suggestMeanings(values, responses);
    const known = new Set([
      ...meanings.map(({ value }) => value),
      ...listModelsOfRows(column, responses, rows),
    ]);
    if (values.length === 0 || values.length > MOST_VERDICTS || !values.every((value) => known.has(value)))
      continue;
    return { column, meanings: completeMeanings(meanings, responses) };
  }
  return null;
}

/** Values of a column that are the name of a model of their own row: such a value needs no meaning. */
function listModelsOfRows(
  column: string,
  responses: readonly TableResponse[],
  rows: readonly Row[],
): readonly string[] {
  const read = (row: Row, field: string) => {
    const value = readOptionalScalar(row.value, field);
    return value.ok && value.value !== undefined ? toComparableText(value.value) : undefined;
  };
  return rows.flatMap((row) => {
    const said = read(row, column);
    const isModel = responses.some(
      ({ model }) => model?.from === 'column' && said !== undefined && read(row, model.column) === said,
    );
    return said !== undefined && isModel ? [said] : [];
  });
}

/** A rating of the only response, or of the one whose name, or the end of it, the column has in its own. */
function toRating(
  { field, plain }: NamedColumn,
  responses: readonly TableResponse[],
): TableRating | undefined {
  const [only] = responses;
  if (responses.length === 1 && only !== undefined) {
    return isRatingName(plain)
      ? { column: field, scale: field.slice(0, 200), response: only.column }
      : undefined;
  }
  for (const { column } of responses) {
    const name = toPlainName(column);
    for (const part of [name, findResponseSuffix(name)]) {
      const scale = part === undefined ? undefined : cutPart(plain, part);
      if (scale !== undefined && isRatingName(scale)) return { column: field, scale, response: column };
    }
  }
  return undefined;
}

/** `score_a` without `a`, `gpt4_score` without `gpt4`; `undefined` when the part does not stand at an end. */
function cutPart(plain: string, part: string): string | undefined {
  if (plain.endsWith(part)) return plain.slice(0, -part.length).replace(/_$/, '');
  return plain.startsWith(part) ? plain.slice(part.length).replace(/^_/, '') : undefined;
}
