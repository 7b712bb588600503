import { ok, type Result } from '../../base/result.ts';
import { readHistory } from '../alpaca-messages.ts';
import { type AnsweredConversation, readAnswered } from '../answered-conversation.ts';
import { type Conversation, readMessages } from '../conversation.ts';
import { readPromptText } from '../fields.ts';
import { type Fault, getField, isJsonArray, type JsonObject } from '../row.ts';
import { addAnsweredPrompt, hasOnlyAnsweredFields } from './answered-prompt.ts';
import type { Layout } from './layout.ts';

/** What is asked and what is answered, by field. */
type FieldPair = readonly [asked: string, answered: string];

const FIELD_PAIRS: readonly FieldPair[] = [
  ['prompt', 'completion'],
  ['query', 'response'],
];

/**
 * A prompt and its completion, each a text or a list of messages: TRL and OpenAI's older files; and `query` and
 * `response` with their `history?` of `[user, answer]`, as ms-swift writes them.
 */
export const sftCompletion: Layout = {
  name: 'sft-completion',
  fields: 'prompt, completion',
  rank: 2,
  hasJudgments: false,
  matches: (rows) => rows.some(({ value }) => findPair(value) !== undefined),
  createConsumer:
    ({ items }) =>
    ({ value: row }) => {
      const [asked, answered] = findPair(row) ?? ['prompt', 'completion'];
      const read = readPair(row, asked, answered);
      if (!read.ok) return [read.error];
      return addAnsweredPrompt(items, { row, ...read.value, read: [asked, answered, 'history'] });
    },
};

function findPair(value: JsonObject): FieldPair | undefined {
  return FIELD_PAIRS.find(([asked, answered]) => {
    const isText =
      typeof getField(value, asked) === 'string' && typeof getField(value, answered) === 'string';
    if (isText) return hasOnlyAnsweredFields(value, [asked, answered, 'history']);
    // Lists of messages are no columns of a table; with a label they are somebody's verdict.
    return isJsonArray(getField(value, answered)) && typeof getField(value, 'label') !== 'boolean';
  });
}

function readPair(row: JsonObject, asked: string, answered: string): Result<AnsweredConversation, Fault> {
  const history = readHistory(row);
  if (!history.ok) return history;
  const prompt = readAsked(row, asked);
  if (!prompt.ok) return prompt;
  const completion = readAnswered(row, answered);
  if (!completion.ok) return completion;
  const { start, answer } = completion.value;
  const messages = [...history.value, ...prompt.value.messages, ...start.messages];
  return ok({ start: { messages, images: [...prompt.value.images, ...start.images] }, answer });
}

function readAsked(row: JsonObject, field: string): Result<Conversation, Fault> {
  const value = getField(row, field);
  if (isJsonArray(value)) return readMessages(value, field);
  const text = readPromptText(row, field);
  return text.ok ? ok({ messages: [{ role: 'user', content: text.value }], images: [] }) : text;
}
