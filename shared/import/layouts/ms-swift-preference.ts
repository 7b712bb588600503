import { err, ok, type Result } from '../../base/result.ts';
import { type AnswerText, isSameConversation, readAnswered } from '../answered-conversation.ts';
import type { Conversation } from '../conversation.ts';
import { toMetadata } from '../fields.ts';
import { addPreference, type AnswerPair, createSourceRater } from '../preference-pair.ts';
import { createPartingFault } from '../asked-conversation.ts';
import { type Fault, getField, isJsonArray, type JsonObject } from '../row.ts';
import { PROMPT_FIELDS, readRowPrompt } from '../row-prompt.ts';
import type { Layout } from './layout.ts';

const READ = new Set([...PROMPT_FIELDS, 'messages', 'rejected_response', 'rejected_messages']);

/**
 * Preferences of ms-swift: `messages` end with the better answer; the worse one is `rejected_response` (a text, a list of
 * one message, or several worse texts) or ends `rejected_messages`, the same conversation once more.
 */
export const msSwiftPreference: Layout = {
  name: 'ms-swift-preference',
  fields: 'messages, rejected_response',
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(
      ({ value }) =>
        isJsonArray(getField(value, 'messages')) &&
        ['rejected_response', 'rejected_messages'].some((name) => getField(value, name) !== undefined),
    ),
  createConsumer: ({ items }, { name }) => {
    const rater = createSourceRater(name);
    return ({ value }) => {
      const pairs = readPairs(value);
      return pairs.ok ? pairs.value.flatMap((pair) => addPreference(items, rater, pair)) : [pairs.error];
    };
  },
};

function readPairs(value: JsonObject): Result<readonly AnswerPair[], Fault> {
  const chosen = readAnswered(value, 'messages');
  if (!chosen.ok) return chosen;
  const { start, answer } = chosen.value;
  const rejected = readRejected(value, start);
  if (!rejected.ok) return rejected;
  const input = readRowPrompt(value, start, 'messages');
  if (!input.ok) return input;
  const prompt = { ...input.value, metadata: toMetadata(value, READ) };
  return ok(
    rejected.value.map((worse) => ({
      prompt,
      answers: [
        { ...answer, model: null, side: 'chosen' },
        { ...worse, model: null, side: 'rejected' },
      ],
    })),
  );
}

/** @param start what stands before the better answer */
function readRejected(value: JsonObject, start: Conversation): Result<readonly AnswerText[], Fault> {
  const response = getField(value, 'rejected_response');
  if (isJsonArray(response) && response.length > 0 && response.every((text) => typeof text === 'string')) {
    return ok(response.map((text, index) => ({ text, path: `rejected_response.${index}` })));
  }
  const isConversation = (response ?? null) === null && getField(value, 'rejected_messages') !== undefined;
  const field = isConversation ? 'rejected_messages' : 'rejected_response';
  const rejected = readAnswered(value, field);
  if (!rejected.ok) return rejected;
  const before = rejected.value.start;
  const isAlone = before.messages.length === 0 && !isConversation;
  if (isAlone || isSameConversation(before, start)) return ok([rejected.value.answer]);
  return err(createPartingFault('messages', field));
}
