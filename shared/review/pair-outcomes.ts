import {
  compareCodePoints,
  type JudgmentId,
  type PromptId,
  type RaterId,
  type ResponseId,
} from '../domain/ids.ts';
import { isJudgmentOf, type Judgment, type JudgmentOf } from '../domain/judgment.ts';
import { compareResponses, type Response } from '../domain/response.ts';
import { toItemKey } from './queue.ts';

export type PairValue = 'first' | 'second' | 'tie' | 'both-bad';

/** What one rater says of two responses of one prompt, in the canonical order of `compareResponses`. */
export interface PairOutcome {
  readonly promptId: PromptId;
  readonly turn: number;
  readonly first: ResponseId;
  readonly second: ResponseId;
  readonly raterId: RaterId;
  readonly value: PairValue;
  /** `null` for ties, both bad, and what follows from a ranking. */
  readonly strength: 'clearly' | 'slightly' | null;
  readonly judgmentId: JudgmentId;
}

type Known = Pick<Response, 'id' | 'origin'>;

/**
 * Reads what each rater says of each pair: of several judgments of one rater on one pair the last one counts.
 *
 * A later skip puts aside what the rater said of the same responses before; skipping a pair also puts aside what a
 * ranking said of it, as it does on the screen. A ranking says something of every two responses that it placed: the one in an earlier group is better, two in one
 * group are a tie. Of a response that was left unplaced it says nothing. Judgments that name a response which *lookup*
 * does not know are left out.
 *
 * @param holding judgments that hold (`selectHolding`), in log order
 * @returns sorted by prompt, turn, pair and rater
 */
export function selectPairOutcomes(
  holding: Iterable<Judgment>,
  lookup: (id: ResponseId) => Known | undefined,
): PairOutcome[] {
  const spoken = new Map<string, Map<string, Spoken>>();
  for (const judgment of holding) {
    const own = ofRaterAndPrompt(spoken, judgment);
    if (isJudgmentOf(judgment, 'skip')) putAside(own, judgment);
    else {
      for (const outcome of toOutcomes(judgment, lookup)) {
        own.set(`${outcome.first} ${outcome.second}`, { outcome, asked: toAsked(judgment) });
      }
    }
  }
  const outcomes = [...spoken.values()].flatMap((own) => [...own.values()].map(({ outcome }) => outcome));
  return outcomes.toSorted(
    (left, right) =>
      compareCodePoints(left.promptId, right.promptId) ||
      left.turn - right.turn ||
      compareCodePoints(left.first, right.first) ||
      compareCodePoints(left.second, right.second) ||
      compareCodePoints(left.raterId, right.raterId),
  );
}

/** What a rater said last of one pair, and which responses were judged together then (`toItemKey`). */
interface Spoken {
  readonly outcome: PairOutcome;
  readonly asked: string;
}

/** What one rater said of one prompt at one turn, by pair. */
function ofRaterAndPrompt(
  spoken: Map<string, Map<string, Spoken>>,
  { raterId, promptId, turn }: Judgment,
): Map<string, Spoken> {
  const key = `${raterId} ${promptId} ${turn}`;
  let own = spoken.get(key);
  if (!own) {
    own = new Map();
    spoken.set(key, own);
  }
  return own;
}

function putAside(own: Map<string, Spoken>, skip: JudgmentOf<'skip'>): void {
  const { responses } = skip.value;
  for (const [key, { outcome, asked }] of own) {
    const isThePair =
      responses.length === 2 && responses.includes(outcome.first) && responses.includes(outcome.second);
    if (isThePair || asked === toAsked(skip)) own.delete(key);
  }
}

function toAsked(judgment: Judgment): string {
  const { value } = judgment;
  return 'responses' in value ? toItemKey(judgment.promptId, value.responses) : '';
}

function toOutcomes(judgment: Judgment, lookup: (id: ResponseId) => Known | undefined): PairOutcome[] {
  if (isJudgmentOf(judgment, 'preference')) return fromPreference(judgment, lookup);
  if (isJudgmentOf(judgment, 'ranking')) return fromRanking(judgment, lookup);
  return [];
}

function fromPreference(
  judgment: JudgmentOf<'preference'>,
  lookup: (id: ResponseId) => Known | undefined,
): PairOutcome[] {
  const { responses, outcome } = judgment.value;
  const pair = toCanonicalPair(responses[0], responses[1], lookup);
  if (!pair) return [];
  const base = { ...toBase(judgment), ...pair };
  if (outcome.is !== 'better') return [{ ...base, value: outcome.is, strength: null }];
  const value = outcome.better === pair.first ? 'first' : 'second';
  return [{ ...base, value, strength: outcome.strength }];
}

function fromRanking(
  judgment: JudgmentOf<'ranking'>,
  lookup: (id: ResponseId) => Known | undefined,
): PairOutcome[] {
  const placed = judgment.value.groups.flatMap((group, place) => group.map((id) => ({ id, place })));
  return placed.flatMap((left, index) =>
    placed.slice(index + 1).flatMap((right) => {
      const pair = toCanonicalPair(left.id, right.id, lookup);
      if (!pair) return [];
      // Groups are best first, so `left` is never below `right`.
      const value: PairValue =
        left.place === right.place ? 'tie' : pair.first === left.id ? 'first' : 'second';
      return [{ ...toBase(judgment), ...pair, value, strength: null }];
    }),
  );
}

function toBase(judgment: Judgment) {
  const { promptId, turn, raterId, id } = judgment;
  return { promptId, turn, raterId, judgmentId: id };
}

function toCanonicalPair(
  left: ResponseId,
  right: ResponseId,
  lookup: (id: ResponseId) => Known | undefined,
): { first: ResponseId; second: ResponseId } | undefined {
  const a = lookup(left);
  const b = lookup(right);
  if (!a || !b) return undefined;
  return compareResponses(a, b) <= 0 ? { first: a.id, second: b.id } : { first: b.id, second: a.id };
}
