import { err, ok, type Result } from '../../base/result.ts';
import type { ResponseId } from '../../domain/ids.ts';
import type { ValueOf } from '../../domain/judgment.ts';
import type { ImportedJudgment } from '../item-collector.ts';
import { findResponseSuffix, toPlainName } from '../mapping/column-names.ts';
import { toPreference } from '../preference-pair.ts';
import { createFault, type Fault, type JsonValue } from '../row.ts';
import type { LabelledItem, LabelledResponse } from './labelled-item.ts';

/** What an answer in a labelling tool comes to. */
export type Said = readonly ImportedJudgment['value'][];

/** An answer: to which question of the tool, and where it stands in the row. */
export interface Answered {
  readonly question: string;
  readonly path: string;
}

/** Longest name of a question: it becomes the scale of a rating. */
const QUESTION_LENGTH = 200;

const TIE =
  /^(?:an?_)?(?:tie|tied|draw|equal|equally_good|same|both|both_good|no_preference|平局|一样好?|相同)$/;
const BOTH_BAD = /^(?:both_bad|both_are_bad|neither|none|equally_bad|都不好|都差|两者都差)$/;
const BETTER = /_?(?:is_)?(?:better|preferred|best|wins?|更好)$/;
const SCORES: ReadonlyMap<string, number> = new Map([
  ['yes', 1],
  ['no', 0],
  ['true', 1],
  ['false', 0],
  ['是', 1],
  ['否', 0],
]);
const REMARKING = /comment|reason|explain|explanation|feedback|rationale|note|remark|理由|评语|评论|备注/;
const CORRECTING = /correct|rewrit|revis|edit|improv|fixed|修改|改写|更正/;

/** The name of a question, which answers have to have. */
export function readQuestion(value: JsonValue | undefined, path: string): Result<string, Fault> {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= QUESTION_LENGTH) return ok(value);
  const message = `${path} has to be the name of a question, of 1 to ${QUESTION_LENGTH} characters`;
  return err(createFault('bad_value', path, message));
}

/** The response of a name, written in whatever way: `response-1` is `Response 1`, and `B` is `answer_b`. */
export function findResponse({ responses }: LabelledItem, name: string): LabelledResponse | undefined {
  const exact = responses.find((response) => response.name === name);
  if (exact !== undefined) return exact;
  const wanted = toCloseName(name);
  return (
    findOnly(responses, (response) => toCloseName(response.name) === wanted) ??
    findOnly(responses, (response) => findResponseSuffix(toPlainName(response.name)) === wanted)
  );
}

function toCloseName(name: string): string {
  return toPlainName(name).replaceAll('_', '');
}

function findOnly<Item>(items: readonly Item[], isIt: (item: Item) => boolean): Item | undefined {
  const found = items.filter(isIt);
  return found.length === 1 ? found[0] : undefined;
}

/**
 * A label: the better response, a tie, both bad, or yes or no of the only response, which is a rating. Any other one is a
 * word on the responses, kept as a comment.
 */
export function toLabelled(
  item: LabelledItem,
  { question, path }: Answered,
  label: string,
): Result<Said, Fault> {
  const plain = toPlainName(label);
  const { responses } = item;
  if (responses.length > 1) {
    const winner = findResponse(item, label) ?? findResponse(item, plain.replace(BETTER, ''));
    if (winner !== undefined) return toBetter(item, winner, path);
    if (responses.length === 2 && TIE.test(plain)) return toPair(item, path, { is: 'tie' });
    if (responses.length === 2 && BOTH_BAD.test(plain)) return toPair(item, path, { is: 'both-bad' });
  }
  const [only] = responses;
  const score = SCORES.get(plain);
  if (only !== undefined && responses.length === 1 && score !== undefined) {
    return ok([toRating(only, question, score, { min: 0, max: 1 })]);
  }
  return ok([toComment(item, question, label)]);
}

/** The winner is better than every other response; nothing is said of these among themselves. */
export function toBetter(item: LabelledItem, winner: LabelledResponse, path: string): Result<Said, Fault> {
  const others = item.responses.filter(({ name }) => name !== winner.name);
  const same = others.find(({ id }) => id === winner.id);
  if (same !== undefined) return err(createIdentical(path, winner.name, same.name));
  // In the order of the item, which says nothing about the winner.
  return ok(
    others.map((other) => {
      const isFirst = item.responses.indexOf(winner) < item.responses.indexOf(other);
      const pair = isFirst ? ([winner.id, other.id] as const) : ([other.id, winner.id] as const);
      return toPreference(pair, { is: 'better', better: winner.id, strength: 'clearly' });
    }),
  );
}

function toPair(
  { responses: [first, second] }: LabelledItem,
  path: string,
  outcome: ValueOf<'preference'>['outcome'],
): Result<Said, Fault> {
  if (first === undefined || second === undefined) throw new Error('A pair has two responses');
  if (first.id === second.id) return err(createIdentical(path, first.name, second.name));
  return ok([toPreference([first.id, second.id], outcome)]);
}

function createIdentical(path: string, first: string, second: string): Fault {
  const message = `${first} and ${second} are the same text, so there is nothing to compare; correct one or remove the row`;
  return createFault('identical_responses', path, message);
}

/** Groups of names, best first; entries that are not named stay unranked. */
export function toRanked(
  item: LabelledItem,
  { path }: Answered,
  groups: readonly (readonly string[])[],
): Result<Said, Fault> {
  const ranked: ResponseId[][] = [];
  for (const group of groups.filter((names) => names.length > 0)) {
    const ids: ResponseId[] = [];
    for (const name of group) {
      const response = findResponse(item, name);
      if (response === undefined) {
        const message = `${path} ranks ${name}, which is not among the responses; correct it or remove the row`;
        return err(createFault('bad_value', path, message));
      }
      // The same text twice in a ranking would be ranked against itself.
      if (![...ranked.flat(), ...ids].includes(response.id)) ids.push(response.id);
    }
    if (ids.length > 0) ranked.push(ids);
  }
  const responses = [...new Set(item.responses.map(({ id }) => id))];
  if (ranked.length > 0 && responses.length > 1) return ok([{ kind: 'ranking', responses, groups: ranked }]);
  return err(createFault('no_answer', path, `${path} ranks nothing; the responses are kept`));
}

/** A number, given to the response that *target* or the question names, or to the only one. */
export function toRated(
  item: LabelledItem,
  { question, path }: Answered,
  score: number,
  target?: LabelledResponse,
): Result<Said, Fault> {
  const response = target ?? findNamedIn(item, question) ?? findOnly(item.responses, () => true);
  if (response !== undefined) return ok([toRating(response, question, score, null)]);
  const message = `${path} rates one of several responses and does not say which; name the question after the response`;
  return err(createFault('bad_value', path, message));
}

/** The response whose name the question holds: `rating-response-1`. */
function findNamedIn({ responses }: LabelledItem, question: string): LabelledResponse | undefined {
  const close = toCloseName(question);
  return findOnly(responses, ({ name }) => close.includes(toCloseName(name)));
}

/** Whether a question asks for a corrected response. */
export function isCorrecting(question: string): boolean {
  return CORRECTING.test(toPlainName(question));
}

/**
 * A text: the corrected response, when it stands with one and does not say that it is a remark, or when the question asks
 * for a correction; a comment otherwise.
 */
export function toWritten(
  item: LabelledItem,
  { question }: Answered,
  text: string,
  target?: LabelledResponse,
): Said {
  const about = target ?? findNamedIn(item, question) ?? findOnly(item.responses, () => true);
  const isCorrection = target === undefined ? isCorrecting(question) : !REMARKING.test(toPlainName(question));
  if (about === undefined || !isCorrection) return [toComment(item, question, text)];
  return [{ kind: 'correction', responseId: about.id, text }];
}

function toRating(
  { id }: LabelledResponse,
  scale: string,
  score: number,
  range: ValueOf<'rating'>['range'],
): ValueOf<'rating'> {
  return { kind: 'rating', responseId: id, scale, score, range };
}

/** The question is part of it: a word alone ("positive") would say little. */
function toComment({ responses }: LabelledItem, question: string, text: string): ValueOf<'comment'> {
  const about = [...new Set(responses.map(({ id }) => id))];
  return { kind: 'comment', responses: about, text: `${question}: ${text}` };
}
