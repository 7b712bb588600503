import { createPreferenceReader } from '../preference-row.ts';
import { getField, isJsonArray } from '../row.ts';
import type { Layout } from './layout.ts';
import { createPairConsumer } from './pair-consumer.ts';

const readPair = createPreferenceReader(['chosen', 'rejected']);

/**
 * Preference rows of TRL and its relatives, for DPO and for reward models (`margin` is kept as metadata).
 *
 * - explicit: `prompt` a list of messages, `chosen` and `rejected` lists with the one assistant message;
 * - implicit: `chosen` and `rejected` are whole conversations; the prompt is the messages they share at the start;
 * - plain: `prompt` (or `question`, `query`, `input`), `chosen` and `rejected` are texts.
 */
export const trlPreference: Layout = {
  name: 'trl-preference',
  fields: 'prompt, chosen, rejected',
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) => {
      const chosen = getField(value, 'chosen');
      const rejected = getField(value, 'rejected');
      if (isJsonArray(chosen) && isJsonArray(rejected)) return true;
      const isAsked = ['prompt', 'question', 'query', 'input'].some(
        (name) => typeof getField(value, name) === 'string',
      );
      return isAsked && typeof chosen === 'string' && typeof rejected === 'string';
    }),
  createConsumer: createPairConsumer(readPair),
};
