import { err, ok, type Result } from '../base/result.ts';
import { toComparableText } from '../domain/ids.ts';
import type { Message } from '../domain/prompt.ts';
import { type Conversation, readMessage, readMessages, toAnswerText } from './conversation.ts';
import { describeList, toText } from './fields.ts';
import {
  createFault,
  type Fault,
  getField,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from './row.ts';

/** What a model said, and the field it comes from. */
export interface AnswerText {
  readonly text: string;
  readonly path: string;
  /** The text is, or ends with, calls of tools. */
  readonly callsTools?: boolean;
}

/** An answer, and as much of the conversation before it as stands with it. */
export interface AnsweredConversation {
  /** Without messages when the answer stands alone. */
  readonly start: Conversation;
  readonly answer: AnswerText;
}

/** A conversation in which nothing has been said yet. */
const NO_CONVERSATION: Conversation = { messages: [], images: [] };

/** Reads a field that holds an answer: a text, one message of the model, or a list of messages that ends with one. */
export function readAnswered(object: JsonObject, name: string): Result<AnsweredConversation, Fault> {
  const value = getField(object, name);
  if (isJsonArray(value)) return readAnsweredList(value, name);
  if (isJsonObject(value)) {
    const answer = readAnswerMessage(value, name);
    return answer.ok ? ok({ start: NO_CONVERSATION, answer: answer.value }) : answer;
  }
  const text = toText(value, name);
  return text.ok ? ok({ start: NO_CONVERSATION, answer: { text: text.value, path: name } }) : text;
}

/** A list of messages that ends with an answer. */
export function readAnsweredList(
  value: readonly JsonValue[],
  path: string,
): Result<AnsweredConversation, Fault> {
  const before = value.slice(0, -1);
  const start = before.length === 0 ? ok(NO_CONVERSATION) : readMessages(before, path);
  if (!start.ok) return start;
  const last = value.at(-1);
  if (!isJsonObject(last)) {
    return err(
      createFault('bad_value', path, `${path} has to be a list of messages and is ${describeList(value)}`),
    );
  }
  const answer = readAnswerMessage(last, `${path}.${before.length}`);
  return answer.ok ? ok({ start: start.value, answer: answer.value }) : answer;
}

function readAnswerMessage(value: JsonObject, path: string): Result<AnswerText, Fault> {
  const message = readMessage(value, path);
  if (!message.ok) return message;
  const [roleField, textField] =
    getField(value, 'role') === undefined ? ['from', 'value'] : ['role', 'content'];
  if (message.value.role === 'assistant') {
    const callsTools = message.value.toolCalls !== undefined;
    return ok({ text: toAnswerText(message.value), path: `${path}.${textField}`, callsTools });
  }
  const field = `${path}.${roleField}`;
  return err(
    createFault(
      'bad_turns',
      field,
      `${field} has to be ${roleField === 'from' ? 'gpt' : 'assistant'}: what the model answered comes last`,
    ),
  );
}

/** Whether two conversations are one prompt, in the sense in which ids are made. */
export function isSameConversation(left: Conversation, right: Conversation): boolean {
  return left.messages.length === right.messages.length && beginsWith(left, right);
}

/** Whether a conversation begins with all that another says. */
export function beginsWith(whole: Conversation, start: Conversation): boolean {
  return start.messages.every((message, index) => isSameMessage(message, whole.messages[index]));
}

function isSameMessage(left: Message, right: Message | undefined): boolean {
  return (
    left.role === right?.role &&
    left.toolCalls === right.toolCalls &&
    toComparableText(left.content) === toComparableText(right.content)
  );
}
