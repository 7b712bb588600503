import { err, ok, type Result } from '../../base/result.ts';
import type { Message } from '../../domain/prompt.ts';
import { readAlpacaMessages } from '../alpaca-messages.ts';
import { checkPromptMessages, readMessage, readMessages, toAnswerText, withSystem } from '../conversation.ts';
import { readOptionalText, readText, toMetadata } from '../fields.ts';
import {
  addPreferencePair,
  createSourceRater,
  type PairText,
  type PreferencePair,
} from '../preference-pair.ts';
import { createFault, type Fault, getField, isJsonArray, isJsonObject, type JsonObject } from '../row.ts';
import type { Layout } from './layout.ts';

const READ = new Set(['conversations', 'instruction', 'input', 'history', 'system', 'chosen', 'rejected']);

/**
 * Preference rows of LLaMA-Factory.
 *
 * - ShareGPT style: `conversations` of `{from, value}`, `chosen` and `rejected` one such object each, `system?`.
 * - Alpaca style: `instruction`, `input?`, `chosen` and `rejected` as texts, `system?`, `history?` of `[user, answer]`.
 */
export const llamafactoryPreference: Layout = {
  name: 'llamafactory-preference',
  fields: 'conversations, chosen, rejected',
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) => {
      const chosen = getField(value, 'chosen');
      const rejected = getField(value, 'rejected');
      if (isJsonArray(getField(value, 'conversations')))
        return isJsonObject(chosen) && isJsonObject(rejected);
      return (
        typeof getField(value, 'instruction') === 'string' &&
        typeof chosen === 'string' &&
        typeof rejected === 'string'
      );
    }),
  createConsumer: ({ items }, { name }) => {
    const rater = createSourceRater(name);
    return ({ value }) => {
      const pair = getField(value, 'conversations') === undefined ? readAlpaca(value) : readShareGpt(value);
      return pair.ok ? addPreferencePair(items, rater, pair.value) : [pair.error];
    };
  },
};

function readShareGpt(value: JsonObject): Result<PreferencePair, Fault> {
  const conversation = readMessages(getField(value, 'conversations'), 'conversations');
  if (!conversation.ok) return conversation;
  const chosen = readAnswer(value, 'chosen');
  if (!chosen.ok) return chosen;
  const rejected = readAnswer(value, 'rejected');
  if (!rejected.ok) return rejected;
  const pair = { chosen: chosen.value, rejected: rejected.value };
  return toPair(value, conversation.value.messages, 'conversations', pair);
}

function readAnswer(value: JsonObject, name: string): Result<PairText, Fault> {
  const message = readMessage(getField(value, name), name);
  if (!message.ok) return message;
  if (message.value.role === 'assistant')
    return ok({ text: toAnswerText(message.value), path: `${name}.value` });
  return err(
    createFault(
      'unknown_role',
      `${name}.from`,
      `${name}.from has to be gpt: ${name} is what the model answered`,
    ),
  );
}

function readAlpaca(value: JsonObject): Result<PreferencePair, Fault> {
  const messages = readAlpacaMessages(value);
  if (!messages.ok) return messages;
  const chosen = readText(value, 'chosen');
  if (!chosen.ok) return chosen;
  const rejected = readText(value, 'rejected');
  if (!rejected.ok) return rejected;
  return toPair(value, messages.value, 'instruction', {
    chosen: { text: chosen.value, path: 'chosen' },
    rejected: { text: rejected.value, path: 'rejected' },
  });
}

function toPair(
  value: JsonObject,
  conversation: readonly Message[],
  path: string,
  texts: Pick<PreferencePair, 'chosen' | 'rejected'>,
): Result<PreferencePair, Fault> {
  const system = readOptionalText(value, 'system');
  if (!system.ok) return system;
  const messages = checkPromptMessages(withSystem(conversation, system.value), path);
  if (!messages.ok) return messages;
  return ok({ messages: messages.value, ...texts, metadata: toMetadata(value, READ) });
}
