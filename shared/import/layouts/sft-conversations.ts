import { readAnsweredList } from '../answered-conversation.ts';
import { describeList } from '../fields.ts';
import { createFault, getField, isJsonArray, isJsonObject, type JsonObject } from '../row.ts';
import { addAnsweredPrompt } from './answered-prompt.ts';
import type { Layout } from './layout.ts';

/**
 * `messages` of `{role, content}`: OpenAI, TRL, ms-swift, LLaMA-Factory v1 with content in parts, Easy Dataset's two
 * exports with messages. One row a conversation, whose last answer is the one to correct.
 */
export const sftMessages: Layout = createConversationLayout('sft-messages', ['messages']);

/** ShareGPT: `conversations` of `{from, value}`; and `conversation`, as logs of chats call it. */
export const sftShareGpt: Layout = createConversationLayout('sft-sharegpt', [
  'conversations',
  'conversation',
]);

/** What Easy Dataset's multilingual-thinking says in fields of their own and, once more, in its messages. */
const REPEATED_FIELDS = ['developer', 'user', 'analysis', 'final'];

/**
 * Fields that make a row more than a conversation: a verdict on it, or further answers. Such rows have layouts of their
 * own; read as a conversation, they would lose what they are about.
 */
const VERDICT_FIELD = /^(?:chosen|rejected|(?:non_)?preferred|responses$|kto_tag$)/;

function createConversationLayout(name: string, fields: readonly [string, ...string[]]): Layout {
  return {
    name,
    fields: fields[0],
    rank: 2,
    hasJudgments: false,
    matches: (rows) => rows.some(({ value }) => hasConversation(value, fields) && !hasVerdict(value)),
    createConsumer:
      ({ items }) =>
      ({ value: row }) => {
        const field = fields.find((candidate) => getField(row, candidate) !== undefined) ?? fields[0];
        const messages = getField(row, field);
        if (!isJsonArray(messages)) {
          const message = `${field} has to be a list of messages and is ${describeList(messages)}`;
          return [createFault('bad_value', field, message)];
        }
        const conversation = readAnsweredList(messages, field);
        if (!conversation.ok) return [conversation.error];
        const isRepeated = REPEATED_FIELDS.every((repeated) => getField(row, repeated) !== undefined);
        const read = isRepeated ? [field, ...REPEATED_FIELDS] : [field];
        return addAnsweredPrompt(items, { row, ...conversation.value, read });
      },
  };
}

/** A list of messages that does not end with the user: those are prompts without an answer. */
function hasConversation(value: JsonObject, fields: readonly string[]): boolean {
  return fields.some((name) => {
    const messages = getField(value, name);
    const last = isJsonArray(messages) ? messages.at(-1) : undefined;
    if (!isJsonObject(last)) return false;
    const role = getField(last, 'role') ?? getField(last, 'from');
    return role !== 'user' && role !== 'human';
  });
}

function hasVerdict(value: JsonObject): boolean {
  if (typeof getField(value, 'label') === 'boolean') return true;
  return Object.keys(value).some((field) => VERDICT_FIELD.test(field));
}
