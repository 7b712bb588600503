import { createPreferenceReader } from '../preference-row.ts';
import { getField, isJsonArray, isJsonObject, type JsonObject } from '../row.ts';
import type { Layout } from './layout.ts';
import { createPairConsumer } from './pair-consumer.ts';

const readPair = createPreferenceReader(['chosen', 'rejected']);
const readNativePair = createPreferenceReader(['chosen_messages', 'rejected_messages']);

/**
 * Preference rows of LLaMA-Factory.
 *
 * - ShareGPT style: `conversations` (or `messages`), `chosen` and `rejected` one message each, `system?`.
 * - Alpaca style: `instruction`, `input?`, `chosen` and `rejected` as texts, `system?`, `history?` of `[user, answer]`.
 * - v1: `chosen_messages` and `rejected_messages`, whole conversations with lists of parts as their contents.
 */
export const llamafactoryPreference: Layout = {
  name: 'llamafactory-preference',
  fields: 'conversations, chosen, rejected',
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) => {
      if (isNative(value)) return true;
      const chosen = getField(value, 'chosen');
      const rejected = getField(value, 'rejected');
      if (isJsonArray(getField(value, 'conversations') ?? getField(value, 'messages'))) {
        return isJsonObject(chosen) && isJsonObject(rejected);
      }
      return (
        typeof getField(value, 'instruction') === 'string' &&
        typeof chosen === 'string' &&
        typeof rejected === 'string'
      );
    }),
  createConsumer: createPairConsumer((value) => (isNative(value) ? readNativePair(value) : readPair(value))),
};

/** Rows of v1. */
function isNative(value: JsonObject): boolean {
  return isJsonArray(getField(value, 'chosen_messages')) && isJsonArray(getField(value, 'rejected_messages'));
}
