import { err, ok, type Result } from '../../base/result.ts';
import type { ResponseId } from '../../domain/ids.ts';
import { COLUMN_NAMES, toPlainName } from '../mapping/column-names.ts';
import {
  createFault,
  type Fault,
  getField,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../row.ts';
import type { LabelledItem, LabelledResponse } from './labelled-item.ts';
import {
  type Answered,
  findResponse,
  readQuestion,
  type Said,
  toBetter,
  toLabelled,
  toRanked,
  toRated,
  toWritten,
} from './labelled-judgments.ts';

/** What a result says, and from left to right what it compares. */
export interface ReadResult {
  readonly said: Said;
  readonly order: readonly ResponseId[] | null;
}

/** Where things are that a `Ranker` with buckets leaves unsorted. */
const UNSORTED = '_';

/**
 * The fields of a task that its results show to be responses: the two of a comparison, and what else was rated or
 * rewritten unless it is the prompt.
 *
 * Results name tags (`to_name`), not fields. Where the labels were set up with other names for the tags, the only field
 * that ends in the same number or letter is meant (`txt-1` for `text1`).
 */
export function findTargets(data: JsonObject, results: readonly JsonObject[]): readonly string[] {
  const found = new Set<string>();
  for (const result of results) {
    const names = readNames(getField(result, 'to_name'));
    const fields = names.flatMap((name) => findField(data, name) ?? []);
    const isComparison = getField(result, 'type') === 'pairwise';
    const isAboutPrompt = fields.some((field) => COLUMN_NAMES.prompt.includes(toPlainName(field)));
    if (isComparison || !isAboutPrompt) for (const field of fields) found.add(field);
  }
  // In the order of the task, so that every annotation means the same.
  return Object.keys(data).filter((field) => found.has(field));
}

function readNames(value: JsonValue | undefined): readonly string[] {
  const names = isJsonArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return names.flatMap((name) => (typeof name === 'string' && name.trim() !== '' ? [name.trim()] : []));
}

function findField(data: JsonObject, name: string): string | undefined {
  const texts = Object.keys(data).filter((field) => typeof getField(data, field) === 'string');
  if (texts.includes(name)) return name;
  const ending = toEnding(name);
  const [found, ...others] = ending === undefined ? [] : texts.filter((field) => toEnding(field) === ending);
  return others.length === 0 ? found : undefined;
}

/** The number or the single letter that a name ends in: `1` of `txt-1`, `b` of `answerB`. */
function toEnding(name: string): string | undefined {
  return /(?:^|[a-z_])(\d+)$|_([a-z])$/.exec(toPlainName(name))?.slice(1).find(Boolean);
}

/**
 * Reads one result of an annotation.
 *
 * - `pairwise`: the left or the right of the two texts that `to_name` names is better;
 * - `ranker`: ids in order, or buckets of ids, whose order is that of the file; `_` holds what was left unsorted;
 * - `rating` and `number`: a rating; `choices`: see `toLabelled`; `textarea`: a correction or a comment.
 */
export function readResult(
  item: LabelledItem,
  data: JsonObject,
  result: JsonObject,
  path: string,
): Result<ReadResult, Fault> {
  const type = getField(result, 'type');
  const value = getField(result, 'value');
  const question = readQuestion(getField(result, 'from_name'), `${path}.from_name`);
  if (!question.ok) return question;
  const answered = { question: question.value, path };
  const targets = readNames(getField(result, 'to_name')).map((name) =>
    findResponse(item, findField(data, name) ?? name),
  );
  if (!isJsonObject(value)) {
    return err(createFault('bad_value', `${path}.value`, `${path}.value has to be an object`));
  }
  if (type === 'pairwise') return readPairwise(item, value, targets, path);
  const target = targets.length === 1 ? targets[0] : undefined;
  const said = readSaid(item, answered, type, value, target);
  return said.ok ? ok({ said: said.value, order: null }) : said;
}

function readSaid(
  item: LabelledItem,
  answered: Answered,
  type: JsonValue | undefined,
  value: JsonObject,
  target: LabelledResponse | undefined,
): Result<Said, Fault> {
  switch (type) {
    case 'ranker': {
      const groups = readRanker(getField(value, 'ranker'));
      return groups === undefined ? refuse(answered, type) : toRanked(item, answered, groups);
    }
    case 'rating':
    case 'number': {
      const score = getField(value, type);
      return typeof score === 'number' ? toRated(item, answered, score, target) : refuse(answered, type);
    }
    case 'choices': {
      const choices = readTexts(getField(value, 'choices'));
      const [only, ...further] = choices;
      if (only === undefined) return refuse(answered, type);
      return further.length === 0
        ? toLabelled(item, answered, only)
        : ok(
            toWritten(item, { ...answered, question: `${answered.question} (choices)` }, choices.join(', ')),
          );
    }
    case 'textarea': {
      const texts = readTexts(getField(value, 'text'));
      if (texts.length === 0) return refuse(answered, type);
      return ok(toWritten(item, answered, texts.join('\n'), target));
    }
    default:
      return refuse(answered, type);
  }
}

function refuse({ path }: Answered, type: JsonValue | undefined): Result<never, Fault> {
  const message = `${path} is of the type ${JSON.stringify(type ?? null)} and cannot become a judgment; comparisons, rankings, ratings, choices and texts can`;
  return err(createFault('bad_value', path, message));
}

function readTexts(value: JsonValue | undefined): readonly string[] {
  const texts = isJsonArray(value) ? value : [value];
  return texts.filter((text) => typeof text === 'string').filter((text) => text.trim() !== '');
}

function readPairwise(
  item: LabelledItem,
  value: JsonObject,
  [left, right]: readonly (LabelledResponse | undefined)[],
  path: string,
): Result<ReadResult, Fault> {
  if (left === undefined || right === undefined) {
    const place = `${path}.to_name`;
    const message = `${place} names tags of the labelling setup that are no fields of data, so it is not known what was compared; name the tags after the fields`;
    return err(createFault('bad_value', place, message));
  }
  const selected = getField(value, 'selected');
  if (selected !== 'left' && selected !== 'right') {
    const place = `${path}.value.selected`;
    const message = `${place} is ${JSON.stringify(selected ?? null)}; give left or right`;
    return err(createFault('unknown_winner', place, message));
  }
  const pair = { ...item, responses: [left, right] };
  const said = toBetter(pair, selected === 'left' ? left : right, path);
  return said.ok ? ok({ said: said.value, order: [left.id, right.id] }) : said;
}

/** A list of ids, best first; under one name; or one list per bucket. */
function readRanker(value: JsonValue | undefined): readonly (readonly string[])[] | undefined {
  if (isJsonArray(value)) return readIds(value).map((id) => [id]);
  if (!isJsonObject(value)) return undefined;
  const buckets = Object.entries(value).filter(([name]) => name !== UNSORTED);
  const [only, ...further] = buckets.map(([, ids]) => (isJsonArray(ids) ? readIds(ids) : []));
  if (only === undefined) return undefined;
  return further.length === 0 ? only.map((id) => [id]) : [only, ...further];
}

function readIds(ids: readonly JsonValue[]): readonly string[] {
  return ids.flatMap((id) => (typeof id === 'string' || typeof id === 'number' ? [String(id)] : []));
}
