import { createPrompt } from '../../domain/prompt.ts';
import { readName, readResponseText } from '../fields.ts';
import { readRater } from '../read-rater.ts';
import { createFault, getField } from '../row.ts';
import { addRating } from '../said-of-response.ts';
import { KEPT, type Layout } from './layout.ts';

/** What is rated; the name of the column. */
const SCALE = 'is_factual';
const SCORES: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['yes', 1],
  ['no', 0],
]);

/**
 * Factuality of summaries, one row per worker: `bbcid, system, summary, is_factual, worker_id`
 * (`google-research-datasets/xsum_hallucination_annotations`).
 *
 * The document is not in the file: its `bbcid` stands for it as the prompt. `NULL` means that the worker gave no answer;
 * the summary is kept.
 */
export const xsumFactuality: Layout = {
  name: 'xsum-factuality',
  fields: 'bbcid, system, summary, is_factual, worker_id',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) =>
      ['bbcid', 'system', 'summary', SCALE, 'worker_id'].every((name) => getField(value, name) !== undefined),
    ),
  createConsumer:
    ({ items }) =>
    ({ value }) => {
      const document = readName(value, 'bbcid');
      if (!document.ok) return [document.error];
      const summary = readResponseText(value, 'summary');
      if (!summary.ok) return [summary.error];
      const model = readName(value, 'system');
      if (!model.ok) return [model.error];
      const rater = readRater(getField(value, 'worker_id'), 'worker_id');
      if (!rater.ok) return [rater.error];
      const prompt = createPrompt({ messages: [{ role: 'user', content: document.value }] });
      const { id } = items.addResponse(prompt, {
        turns: [summary.value],
        origin: { model: model.value },
      });
      const answer = getField(value, SCALE) ?? '';
      if (answer === '' || answer === 'NULL') {
        const message = `${SCALE} is empty: this worker gave no answer; the summary is kept without a rating`;
        return [createFault('no_answer', SCALE, message)];
      }
      const score = SCORES.get(answer);
      if (score === undefined) {
        const message = `${SCALE} is ${JSON.stringify(answer)}; give yes or no`;
        return [createFault('bad_value', SCALE, message)];
      }
      const speaker = { rater: rater.value, promptId: prompt.id };
      addRating(items, speaker, id, { scale: SCALE, score, range: { min: 0, max: 1 } });
      return KEPT;
    },
};
