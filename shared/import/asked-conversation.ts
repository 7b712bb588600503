import { err, ok, type Result } from '../base/result.ts';
import { readAlpacaMessages } from './alpaca-messages.ts';
import { beginsWith } from './answered-conversation.ts';
import { type Conversation, readMessages } from './conversation.ts';
import { readPromptText } from './fields.ts';
import { createFault, type Fault, getField, isJsonArray, type JsonObject } from './row.ts';

/** Fields that hold the conversation before both answers as a list of messages. */
const CONVERSATION_FIELDS = ['prompt', 'conversations', 'messages'] as const;
/** Fields that hold the prompt as a text. */
const TEXT_FIELDS = ['prompt', 'question', 'query', 'input'] as const;

/** What the answers of a row answer. */
export interface Asked {
  readonly conversation: Conversation;
  /** Where a fault of it is to be looked for. */
  readonly path: string;
  /** The fields that say it and nothing else. */
  readonly fields: readonly string[];
}

/**
 * Finds what a row asks: before the answer, in a list of messages that ends with it, or in a field of its own: a list of
 * messages (`prompt`, `conversations`, `messages`), the fields of Alpaca (`instruction`, `input`, `history`), or a text
 * (`prompt`, `question`, `query`, `input`).
 *
 * @param side the field of the answer
 * @param start what stands before the answer in that field
 */
export function readAsked(value: JsonObject, side: string, start: Conversation): Result<Asked, Fault> {
  if (start.messages.length === 0) return readAskedAlone(value);
  const texts = new Set(start.messages.map(({ content }) => content));
  // A prompt that only repeats what the conversations say.
  const fields = TEXT_FIELDS.filter((name) => {
    const text = getField(value, name);
    return typeof text === 'string' && texts.has(text);
  });
  const list = getField(value, 'prompt');
  if (!isJsonArray(list)) return ok({ conversation: start, path: side, fields });
  const prompt = readMessages(list, 'prompt');
  if (!prompt.ok) return prompt;
  const conversation = joinConversations(prompt.value, start);
  if (conversation === undefined) return err(createPartingFault('prompt', side));
  return ok({ conversation, path: 'prompt', fields: ['prompt'] });
}

/** The lists of the answers repeat the prompt, or go on after it with calls of tools. */
function joinConversations(prompt: Conversation, start: Conversation): Conversation | undefined {
  if (beginsWith(start, prompt)) return start;
  const [first] = start.messages;
  if (first?.role !== 'assistant') return undefined;
  return {
    messages: [...prompt.messages, ...start.messages],
    images: [...prompt.images, ...start.images],
  };
}

function readAskedAlone(value: JsonObject): Result<Asked, Fault> {
  const listField = CONVERSATION_FIELDS.find((name) => isJsonArray(getField(value, name)));
  if (listField !== undefined) {
    const conversation = readMessages(getField(value, listField), listField);
    if (!conversation.ok) return conversation;
    return ok({ conversation: conversation.value, path: listField, fields: [listField] });
  }
  if (typeof getField(value, 'instruction') === 'string') {
    const messages = readAlpacaMessages(value);
    if (!messages.ok) return messages;
    const fields = ['instruction', 'input', 'history'];
    return ok({ conversation: { messages: messages.value, images: [] }, path: 'instruction', fields });
  }
  const textField = TEXT_FIELDS.find((name) => typeof getField(value, name) === 'string') ?? 'prompt';
  const text = readPromptText(value, textField);
  if (!text.ok) return text;
  const messages = [{ role: 'user', content: text.value }] as const;
  return ok({ conversation: { messages, images: [] }, path: textField, fields: [textField] });
}

/** The sides continue conversations of their own. */
export function createPartingFault(one: string, other: string): Fault {
  return createFault(
    'bad_turns',
    one,
    `${one} and ${other} are different conversations before the last answer, so the answers cannot be compared; remove the row`,
  );
}
