import { ok, type Result } from '../../base/result.ts';
import { addAnswerPair, type AnswerPair, createSourceRater, toPreference } from '../preference-pair.ts';
import { createPreferenceReader } from '../preference-row.ts';
import { readOptionalText } from '../fields.ts';
import { type Fault, getField, isJsonArray, type JsonObject } from '../row.ts';
import { addRating } from '../said-of-response.ts';
import { readOptionalScore, type Score } from '../score.ts';
import { KEPT, type Layout } from './layout.ts';

type Side = 'chosen' | 'rejected';

/** What the score of a side is called, and the scale that it is kept under. */
const SCORE_FIELDS: readonly { readonly scale: string; readonly field: (side: Side) => string }[] = [
  { scale: 'score', field: (side) => `score_${side}` },
  { scale: 'score', field: (side) => `${side}_score` },
  { scale: 'rating', field: (side) => `${side}-rating` },
  { scale: 'rating', field: (side) => `${side}_rating` },
  { scale: 'avg_rating', field: (side) => `${side}_avg_rating` },
];

const MODEL_FIELDS: readonly ((side: Side) => string)[] = [
  (side) => `${side}-model`,
  (side) => `${side}_model`,
];

const FURTHER_FIELDS = (['chosen', 'rejected'] as const).flatMap((side) =>
  [...SCORE_FIELDS.map(({ field }) => field), ...MODEL_FIELDS].map((field) => field(side)),
);

// `messages` of these files repeat the better side.
const readPair = createPreferenceReader(['chosen', 'rejected'], ['messages', ...FURTHER_FIELDS]);
const readResponsePair = createPreferenceReader(['chosen_response', 'rejected_response'], FURTHER_FIELDS);

/**
 * UltraFeedback reduced to pairs, by Hugging Face H4 and by Argilla: `chosen` and `rejected` with a score, and perhaps a
 * model, each. The scores are kept as ratings; equal scores are a tie, whatever the names of the fields say.
 */
export const ultraFeedbackBinarized: Layout = {
  name: 'ultrafeedback-binarized',
  fields: 'prompt, chosen, rejected, score_chosen, score_rejected',
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(
      ({ value }) =>
        hasSides(value) &&
        FURTHER_FIELDS.some((name) => {
          const further = getField(value, name) ?? null;
          return typeof further === 'number' || typeof further === 'string';
        }),
    ),
  createConsumer: ({ items }, { name }) => {
    const rater = createSourceRater(name);
    return ({ value }) => {
      const row = readRow(value);
      if (!row.ok) return [row.error];
      const { pair, scores } = row.value;
      const added = addAnswerPair(items, pair);
      if (!added.ok) return added.error;
      const { promptId, responses } = added.value;
      const [chosen, rejected] = scores;
      const isTie = chosen !== undefined && chosen.score === rejected?.score;
      const verdict = toPreference(
        responses,
        isTie ? { is: 'tie' } : { is: 'better', better: responses[0], strength: 'clearly' },
      );
      items.addJudgment({ rater, promptId, turn: 1, value: verdict, order: null });
      for (const [index, response] of responses.entries()) {
        const score = scores[index];
        if (score !== undefined) addRating(items, { rater, promptId }, response, score);
      }
      return KEPT;
    };
  },
};

function hasSides(value: JsonObject): boolean {
  return ['chosen', 'chosen_response'].some((better) => {
    const side = getField(value, better);
    const other = getField(value, better.replace('chosen', 'rejected'));
    return typeof side === 'string' ? typeof other === 'string' : isJsonArray(side) && isJsonArray(other);
  });
}

interface ScoredPair {
  readonly pair: AnswerPair;
  readonly scores: readonly [chosen: Score | undefined, rejected: Score | undefined];
}

function readRow(value: JsonObject): Result<ScoredPair, Fault> {
  const pair = getField(value, 'chosen_response') === undefined ? readPair(value) : readResponsePair(value);
  if (!pair.ok) return pair;
  const [better, worse] = pair.value.answers;
  const chosen = readSide(value, 'chosen');
  if (!chosen.ok) return chosen;
  const rejected = readSide(value, 'rejected');
  if (!rejected.ok) return rejected;
  return ok({
    pair: {
      ...pair.value,
      answers: [
        { ...better, model: chosen.value.model },
        { ...worse, model: rejected.value.model },
      ],
    },
    scores: [chosen.value.score, rejected.value.score],
  });
}

interface SideFacts {
  readonly model: string | null;
  readonly score: Score | undefined;
}

function readSide(value: JsonObject, side: Side): Result<SideFacts, Fault> {
  const modelField = MODEL_FIELDS.map((field) => field(side)).find(
    (name) => getField(value, name) !== undefined,
  );
  const model = modelField === undefined ? ok(undefined) : readOptionalText(value, modelField);
  if (!model.ok) return model;
  for (const { scale, field } of SCORE_FIELDS) {
    const name = field(side);
    const score = readOptionalScore(getField(value, name), name);
    if (!score.ok) return score;
    if (score.value === undefined) continue;
    return ok({ model: model.value ?? null, score: { scale, score: score.value, range: null } });
  }
  return ok({ model: model.value ?? null, score: undefined });
}
