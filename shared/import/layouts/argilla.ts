import { err, ok, type Result } from '../../base/result.ts';
import type { Rater } from '../../domain/rater.ts';
import type { ItemCollector } from '../item-collector.ts';
import { createSourceRater } from '../preference-pair.ts';
import { readRater } from '../read-rater.ts';
import {
  createFault,
  type Fault,
  getField,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../row.ts';
import { addLabelledItem, type LabelledItem } from './labelled-item.ts';
import {
  type Answered,
  findResponse,
  isCorrecting,
  readQuestion,
  type Said,
  toLabelled,
  toRanked,
  toRated,
  toWritten,
} from './labelled-judgments.ts';
import type { Layout } from './layout.ts';

const FLAT_RESPONSES = '.responses';

/**
 * Records of Argilla 2: `{id, fields, metadata, suggestions, responses: {question: [{value, user_id}]}}`, or the
 * flattened form with the fields beside `question.responses`, `question.responses.users`, `question.responses.status`.
 *
 * The record does not name the kinds of its questions. Numbers are ratings, lists of responses' names rankings, such a
 * name alone is a preference, and texts are corrections where the question's name says so, else comments. Suggestions are
 * no judgments. Answers that were not submitted are reported.
 */
export const argilla: Layout = {
  name: 'argilla',
  fields: 'fields, responses | question.responses, question.responses.users',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) => {
      const responses = getField(value, 'responses');
      if (isJsonObject(getField(value, 'fields')) && isJsonObject(responses)) return true;
      return Object.keys(value).some((name) => name.endsWith(`${FLAT_RESPONSES}.users`));
    }),
  createConsumer: ({ items }, { name }) => {
    const sourceRater = createSourceRater(name);
    return ({ value }) => {
      const record = readRecord(value);
      const shown = addLabelledItem(items, record);
      if (!shown.ok) return shown.error;
      const { item } = shown.value;
      const faults = [...shown.value.faults];
      for (const answer of record.answers) {
        const added = addAnswer(items, item, answer, sourceRater);
        if (!added.ok) faults.push(added.error);
      }
      return faults;
    };
  },
};

function addAnswer(
  items: ItemCollector,
  item: LabelledItem,
  answer: Answer,
  sourceRater: Rater,
): Result<null, Fault> {
  const { path, status, user } = answer;
  if (status !== undefined && status !== 'submitted') {
    const message = `${path} is ${status}, not submitted, so it is no judgment; the responses are kept`;
    return err(createFault('no_answer', path, message));
  }
  const rater = user === null ? ok(sourceRater) : readRater(user, `${path}.user_id`);
  if (!rater.ok) return rater;
  const question = readQuestion(answer.question, path);
  if (!question.ok) return question;
  const said = readValue(item, answer);
  if (!said.ok) return said;
  for (const value of said.value) {
    items.addJudgment({ rater: rater.value, promptId: item.promptId, turn: 1, value, order: null });
  }
  return ok(null);
}

interface Answer extends Answered {
  readonly value: JsonValue;
  readonly user: JsonValue;
  readonly status: string | undefined;
}

interface ArgillaRecord {
  readonly fields: JsonObject;
  readonly path: string;
  readonly named: readonly string[];
  readonly answers: readonly Answer[];
}

function readRecord(value: JsonObject): ArgillaRecord {
  const fields = getField(value, 'fields');
  const responses = getField(value, 'responses');
  if (!isJsonObject(fields) || !isJsonObject(responses)) return readFlatRecord(value);
  const answers = Object.entries(responses).flatMap(([question, list]) =>
    (isJsonArray(list) ? list : []).filter(isJsonObject).map((answer, index): Answer => {
      const status = getField(answer, 'status');
      return {
        question,
        path: `responses.${question}.${index}`,
        value: getField(answer, 'value') ?? null,
        user: getField(answer, 'user_id') ?? null,
        status: typeof status === 'string' ? status : undefined,
      };
    }),
  );
  return { fields, path: 'fields', named: [], answers };
}

/** Names with a dot are about questions, the others are fields. */
function readFlatRecord(value: JsonObject): ArgillaRecord {
  const fields: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
  const answers: Answer[] = [];
  for (const [name, said] of Object.entries(value)) {
    if (name.endsWith(FLAT_RESPONSES)) answers.push(...readFlatAnswers(value, name));
    else if (!/\.(?:responses\.|suggestion)/.test(name) && !ABOUT_RECORD.has(name)) fields[name] = said;
  }
  return { fields, path: 'record', named: [], answers };
}

const ABOUT_RECORD: ReadonlySet<string> = new Set(['_server_id', 'status']);

function readFlatAnswers(value: JsonObject, name: string): readonly Answer[] {
  const values = getField(value, name);
  const users = getField(value, `${name}.users`);
  const states = getField(value, `${name}.status`);
  return (isJsonArray(values) ? values : []).map((said, index) => {
    const status = isJsonArray(states) ? states[index] : undefined;
    return {
      question: name.slice(0, -FLAT_RESPONSES.length),
      path: `${name}.${index}`,
      value: said,
      user: (isJsonArray(users) ? users[index] : null) ?? null,
      status: typeof status === 'string' ? status : undefined,
    };
  });
}

function readValue(item: LabelledItem, answer: Answer): Result<Said, Fault> {
  const { value, question, path } = answer;
  if (typeof value === 'number') return toRated(item, answer, value);
  if (typeof value === 'string') {
    return isCorrecting(question) ? ok(toWritten(item, answer, value)) : toLabelled(item, answer, value);
  }
  if (isJsonArray(value) && value.every((entry) => typeof entry === 'string')) {
    const isRanking = value.length > 1 && value.every((name) => findResponse(item, name) !== undefined);
    return isRanking
      ? toRanked(
          item,
          answer,
          value.map((name) => [name]),
        )
      : ok(toWritten(item, answer, value.join(', ')));
  }
  const groups = readRanks(value);
  if (groups !== undefined) return toRanked(item, answer, groups);
  const message = `${path} is none of number, text and ranking; other answers cannot become judgments, the responses are kept`;
  return err(createFault('bad_value', path, message));
}

/** The form of a ranking in which options of the same rank are equal: `[{value, rank}]`. */
function readRanks(value: JsonValue): readonly (readonly string[])[] | undefined {
  if (!isJsonArray(value)) return undefined;
  const ranks = new Map<number, string[]>();
  for (const entry of value) {
    const name = isJsonObject(entry) ? getField(entry, 'value') : undefined;
    const rank = isJsonObject(entry) ? getField(entry, 'rank') : undefined;
    if (typeof name !== 'string' || typeof rank !== 'number') return undefined;
    ranks.set(rank, [...(ranks.get(rank) ?? []), name]);
  }
  return [...ranks].toSorted(([left], [right]) => left - right).map(([, names]) => names);
}
