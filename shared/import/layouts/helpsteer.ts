import { ok, type Result } from '../../base/result.ts';
import { createPrompt } from '../../domain/prompt.ts';
import { readResponseText, toMetadata } from '../fields.ts';
import { type Fault, getField, isJsonArray, type JsonObject } from '../row.ts';
import { addRating } from '../said-of-response.ts';
import { readOptionalScore, type Score } from '../score.ts';
import { createDuplicateFault } from './alpaca-eval.ts';
import { readMarkedPrompt } from './helpsteer-prompt.ts';
import { KEPT, type Layout } from './layout.ts';
import { createNumberedRaters } from './numbered-raters.ts';

const ATTRIBUTES = ['helpfulness', 'correctness', 'coherence', 'complexity', 'verbosity'] as const;
const READ = new Set(['prompt', 'response', ...ATTRIBUTES]);

/** Of every attribute, in all versions. */
const RANGE = { min: 0, max: 4 };

/**
 * Ratings of HelpSteer and HelpSteer2: `prompt`, `response`, and five attributes from 0 to 4, each a scale. An attribute
 * may be a list, one score for each of several people (`disagreements` of HelpSteer2).
 */
export const helpSteer: Layout = {
  name: 'helpsteer',
  fields: `prompt, response, ${ATTRIBUTES.join(', ')}`,
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) =>
      ['response', ...ATTRIBUTES].every((name) => getField(value, name) !== undefined),
    ),
  createConsumer: ({ items }, { name: fileName }) => {
    const raterAt = createNumberedRaters(fileName);
    return ({ value }) => {
      const messages = readMarkedPrompt(value);
      if (!messages.ok) return [messages.error];
      const response = readResponseText(value, 'response');
      if (!response.ok) return [response.error];
      const scores = readScores(value);
      if (!scores.ok) return [scores.error];
      const prompt = createPrompt({ messages: [...messages.value], metadata: toMetadata(value, READ) });
      const added = items.addResponse(prompt, { turns: [response.value], origin: { model: null } });
      if (added.repeatedInFile) return [createDuplicateFault('response')];
      for (const { position, ...score } of scores.value) {
        addRating(items, { rater: raterAt(position), promptId: prompt.id }, added.id, score);
      }
      return KEPT;
    };
  },
};

interface PersonalScore extends Score {
  /** The place of the rater among several, from 1. */
  readonly position?: number;
}

function readScores(value: JsonObject): Result<readonly PersonalScore[], Fault> {
  const scores: PersonalScore[] = [];
  for (const scale of ATTRIBUTES) {
    const given = getField(value, scale);
    const isShared = isJsonArray(given);
    for (const [index, item] of (isShared ? given : [given]).entries()) {
      const score = readOptionalScore(item, isShared ? `${scale}.${index}` : scale);
      if (!score.ok) return score;
      if (score.value === undefined) continue;
      scores.push({ scale, score: score.value, range: RANGE, ...(isShared ? { position: index + 1 } : {}) });
    }
  }
  return ok(scores);
}
