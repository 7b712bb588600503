import { err, ok, type Result } from '../../base/result.ts';
import { type PromptId, type ResponseId, toComparableText } from '../../domain/ids.ts';
import type { JudgmentValue } from '../../domain/judgment.ts';
import {
  hasJudgmentColumns,
  type TableMapping,
  type TableRating,
  type TableVerdict,
  type VerdictMeaning,
} from '../../domain/table-mapping.ts';
import { isBlankField, readOptionalScalar, readOptionalText } from '../fields.ts';
import type { ImportedJudgment, ItemCollector } from '../item-collector.ts';
import { createSourceRater } from '../preference-pair.ts';
import { readRater } from '../read-rater.ts';
import { createFault, type Fault, getField, type JsonObject } from '../row.ts';
import { parseScore } from '../parse-score.ts';
import { KEPT } from './layout.ts';

/** A response that a row of a table has given. */
export interface TableAnswer {
  readonly column: string;
  readonly model: string | null;
  readonly id: ResponseId;
}

/** Adds what a row says of its responses; gives why it could not. */
export type JudgmentReader = (
  value: JsonObject,
  promptId: PromptId,
  answers: readonly TableAnswer[],
) => readonly Fault[];

type SaidValue = ImportedJudgment['value'];

/** Reads verdict, ratings and comment of the rows of one file. */
export function createJudgmentReader(
  items: ItemCollector,
  fileName: string,
  mapping: TableMapping,
): JudgmentReader {
  if (!hasJudgmentColumns(mapping)) return () => KEPT;
  const sourceRater = createSourceRater(fileName);
  return (value, promptId, answers) => {
    if (answers.length === 0) return KEPT;
    const faults: Fault[] = [];
    const said: SaidValue[] = [];
    for (const read of readAll(value, mapping, answers)) {
      if (read.ok) said.push(...read.value);
      else faults.push(read.error);
    }
    if (said.length === 0) return faults;
    const rater =
      mapping.rater === null ? ok(sourceRater) : readRater(getField(value, mapping.rater), mapping.rater);
    if (!rater.ok) return [...faults, rater.error];
    for (const each of said) {
      items.addJudgment({ rater: rater.value, promptId, turn: 1, value: each, order: null });
    }
    return faults;
  };
}

function* readAll(
  value: JsonObject,
  { verdict, ratings, comment, responses }: TableMapping,
  answers: readonly TableAnswer[],
): Generator<Result<readonly SaidValue[], Fault>> {
  // A verdict is about all responses of the row: when one was left out, and reported, so is what it was compared in.
  if (verdict !== null && answers.length === responses.length) yield readVerdict(value, verdict, answers);
  for (const rating of ratings) yield readRating(value, rating, answers);
  if (comment !== null) yield readComment(value, comment, answers);
}

function readVerdict(
  value: JsonObject,
  { column, meanings }: TableVerdict,
  answers: readonly TableAnswer[],
): Result<readonly SaidValue[], Fault> {
  const read = readOptionalScalar(value, column);
  if (!read.ok) return read;
  if (read.value === undefined) return ok([]);
  const text = toComparableText(read.value);
  const meaning =
    meanings.find((entry) => toComparableText(entry.value) === text)?.means ?? findModel(text, answers);
  if (meaning === undefined) {
    const known = meanings.map((entry) => entry.value).join(', ');
    const message = `${column} is ${JSON.stringify(text)}, of which is not said what it means; say so, or give one of ${known}`;
    return err(createFault('unknown_winner', column, message));
  }
  if (new Set(answers.map(({ id }) => id)).size < answers.length) {
    const message = 'the responses are the same text, so none can be better; correct one or remove the row';
    return err(createFault('identical_responses', answers[1]?.column ?? null, message));
  }
  return ok(toVerdict(meaning, answers));
}

/** A value that is the name of one of the models of the row says that this model is better. */
function findModel(text: string, answers: readonly TableAnswer[]): VerdictMeaning | undefined {
  const named = answers.filter(({ model }) => model !== null && toComparableText(model) === text);
  const [winner] = named;
  if (winner === undefined || named.length > 1) return undefined;
  return { is: 'better', response: winner.column, strength: 'clearly' };
}

/**
 * Of more than two responses, the verdict says how each two of them compare: the winner is better than every other one,
 * and nothing is said of the others among themselves. (A ranking would have to call these equal.)
 */
function toVerdict(meaning: VerdictMeaning, answers: readonly TableAnswer[]): readonly SaidValue[] {
  if (meaning.is === 'skip') {
    return [{ kind: 'skip', responses: answers.map(({ id }) => id), reason: 'cannot-judge' }];
  }
  const pairs = answers.flatMap((left, index) =>
    answers.slice(index + 1).map((right) => [left, right] as const),
  );
  return pairs.flatMap(([left, right]): SaidValue[] => {
    const outcome = toOutcome(meaning, left, right);
    return outcome === undefined ? [] : [{ kind: 'preference', responses: [left.id, right.id], outcome }];
  });
}

type Outcome = Extract<JudgmentValue, { kind: 'preference' }>['outcome'];

function toOutcome(
  meaning: Exclude<VerdictMeaning, { is: 'skip' }>,
  left: TableAnswer,
  right: TableAnswer,
): Outcome | undefined {
  if (meaning.is !== 'better') return { is: meaning.is };
  const better = [left, right].find(({ column }) => column === meaning.response);
  return better === undefined ? undefined : { is: 'better', better: better.id, strength: meaning.strength };
}

function readRating(
  value: JsonObject,
  { column, scale, response }: TableRating,
  answers: readonly TableAnswer[],
): Result<readonly SaidValue[], Fault> {
  // A response that was left out, and reported, takes its rating with it.
  const answer = response === null ? answers[0] : answers.find((each) => each.column === response);
  const said = getField(value, column);
  if (answer === undefined || said === undefined || isBlankField(value, column)) return ok([]);
  const score = parseScore(said);
  if (score === undefined) {
    const message = `${column} is ${JSON.stringify(said)}; a rating has to be a number, or yes or no`;
    return err(createFault('bad_value', column, message));
  }
  return ok([{ kind: 'rating', responseId: answer.id, scale, ...score }]);
}

function readComment(
  value: JsonObject,
  column: string,
  answers: readonly TableAnswer[],
): Result<readonly SaidValue[], Fault> {
  const text = readOptionalText(value, column);
  if (!text.ok) return text;
  if (text.value === undefined || text.value.trim() === '') return ok([]);
  return ok([{ kind: 'comment', responses: answers.map(({ id }) => id), text: text.value }]);
}
