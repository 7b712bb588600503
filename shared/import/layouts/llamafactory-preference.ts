import { err, ok, type Result } from '../../base/result.ts';
import type { Message } from '../../domain/prompt.ts';
import { checkPromptMessages, readMessage, readMessages, withSystem } from '../conversation.ts';
import { describeValue, readOptionalText, readPromptText, readText, toMetadata, toText } from '../fields.ts';
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
  return toPair(value, conversation.value, 'conversations', pair);
}

function readAnswer(value: JsonObject, name: string): Result<PairText, Fault> {
  const message = readMessage(getField(value, name), name);
  if (!message.ok) return message;
  if (message.value.role === 'assistant') return ok({ text: message.value.content, path: `${name}.value` });
  return err(
    createFault(
      'unknown_role',
      `${name}.from`,
      `${name}.from has to be gpt: ${name} is what the model answered`,
    ),
  );
}

function readAlpaca(value: JsonObject): Result<PreferencePair, Fault> {
  const instruction = readPromptText(value, 'instruction');
  if (!instruction.ok) return instruction;
  const input = readOptionalText(value, 'input');
  if (!input.ok) return input;
  const history = readHistory(value);
  if (!history.ok) return history;
  const chosen = readText(value, 'chosen');
  if (!chosen.ok) return chosen;
  const rejected = readText(value, 'rejected');
  if (!rejected.ok) return rejected;
  // Joined as the trainer joins them.
  const content = input.value === undefined ? instruction.value : `${instruction.value}\n${input.value}`;
  return toPair(value, [...history.value, { role: 'user', content }], 'instruction', {
    chosen: { text: chosen.value, path: 'chosen' },
    rejected: { text: rejected.value, path: 'rejected' },
  });
}

/** Earlier turns: a list of `[user, answer]`. */
function readHistory(value: JsonObject): Result<readonly Message[], Fault> {
  const history = getField(value, 'history') ?? [];
  if (!isJsonArray(history)) {
    return err(
      createFault(
        'bad_value',
        'history',
        `history has to be a list of [user, answer] and is ${describeValue(history)}`,
      ),
    );
  }
  const messages: Message[] = [];
  for (const [index, turn] of history.entries()) {
    const path = `history.${index}`;
    if (!isJsonArray(turn) || turn.length !== 2) {
      return err(createFault('bad_value', path, `${path} has to be a list of two texts, [user, answer]`));
    }
    const user = toText(turn[0], `${path}.0`);
    if (!user.ok) return user;
    const answer = toText(turn[1], `${path}.1`);
    if (!answer.ok) return answer;
    messages.push({ role: 'user', content: user.value }, { role: 'assistant', content: answer.value });
  }
  return ok(messages);
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
