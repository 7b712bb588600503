import { isJsonText } from '../base/is-json-text.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Message } from '../domain/prompt.ts';
import { joinReasoning, splitReasoning } from '../domain/reasoning.ts';
import { describeList } from './fields.ts';
import { type MessageContent, readContent } from './message-content.ts';
import {
  createFault,
  type Fault,
  getField,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from './row.ts';

/** The roles that files use, and what they are here: OpenAI, ShareGPT, LLaMA-Factory, ms-swift, Llama 3. */
const ROLES: ReadonlyMap<string, Message['role']> = new Map([
  ['system', 'system'],
  ['developer', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['assistant', 'assistant'],
  ['gpt', 'assistant'],
  ['model', 'assistant'],
  ['function_call', 'assistant'],
  ['tool_call', 'assistant'],
  ['tool', 'tool'],
  ['observation', 'tool'],
  ['function', 'tool'],
  ['function_response', 'tool'],
  ['tool_response', 'tool'],
  ['ipython', 'tool'],
]);

/** Roles whose whole text is a call. */
const CALLING_ROLES: readonly JsonValue[] = ['function_call', 'tool_call'];

/** Fields beside the content in which reasoning models give what they thought. */
const REASONING_FIELDS = ['reasoning_content', 'thinking', 'reasoning'] as const;

/** Messages, and the images that stand in them. */
export interface Conversation {
  readonly messages: readonly Message[];
  /** Paths, addresses or `data:` URLs; the nth `<image>` of the texts is the nth of them. */
  readonly images: readonly string[];
}

/** One message that can hold no image, such as an answer. See `readMessages`. */
export function readMessage(value: JsonValue | undefined, path: string): Result<Message, Fault> {
  const read = readTurn(value, path);
  if (!read.ok) return read;
  const { message, images } = read.value;
  if (images.length === 0) return ok(message);
  return err(
    createFault('bad_value', path, `${path} holds an image; answers are texts here, remove the row`),
  );
}

/**
 * A list of messages, at least one, each `{role, content}` or `{from, value}`, in the roles of OpenAI, ShareGPT,
 * LLaMA-Factory, ms-swift and Llama.
 *
 * - Content may be a list of parts: see `readContent`. `null` is allowed beside calls of tools only.
 * - Calls come as `tool_calls` or `function_call` beside the content, as parts, or as a message of a role of their own;
 *   all become *toolCalls*. `tool_call_id` is not kept: results follow their calls in order.
 * - Reasoning in a field of its own (`reasoning_content`, `thinking`, `reasoning`) or in parts is put before the text as
 *   `<think>\n…\n</think>\n\n`, unless the text begins with reasoning already.
 * - A blank system message says nothing and is left away, so that it does not make another prompt.
 */
export function readMessages(value: JsonValue | undefined, path: string): Result<Conversation, Fault> {
  if (!isJsonArray(value) || value.length === 0) {
    return err(
      createFault('bad_value', path, `${path} has to be a list of messages and is ${describeList(value)}`),
    );
  }
  const messages: Message[] = [];
  const images: string[] = [];
  for (const [index, item] of value.entries()) {
    const turn = readTurn(item, `${path}.${index}`);
    if (!turn.ok) return turn;
    const { message } = turn.value;
    if (message.role !== 'system' || message.content.trim() !== '') messages.push(message);
    images.push(...turn.value.images);
  }
  return ok({ messages, images });
}

interface Turn {
  readonly message: Message;
  readonly images: readonly string[];
}

function readTurn(value: JsonValue | undefined, path: string): Result<Turn, Fault> {
  if (!isJsonObject(value)) {
    return err(
      createFault(
        'bad_value',
        path,
        `${path} has to be a message {role, content} and is ${describeList(value)}`,
      ),
    );
  }
  const named = getField(value, 'role') === undefined && getField(value, 'from') !== undefined;
  const [roleField, textField] = named ? ['from', 'value'] : ['role', 'content'];
  const roleName = getField(value, roleField);
  const role = typeof roleName === 'string' ? ROLES.get(roleName.toLowerCase()) : undefined;
  if (role === undefined || roleName === undefined) {
    return err(
      createFault(
        'unknown_role',
        `${path}.${roleField}`,
        `${path}.${roleField} is ${roleName === undefined ? 'missing' : JSON.stringify(roleName)}; give one of ${[...ROLES.keys()].join(', ')}`,
      ),
    );
  }
  const calls = findCalls(value);
  const text = getField(value, textField) ?? null;
  const content =
    text === null && calls !== undefined
      ? ok(NO_CONTENT)
      : readContent(getField(value, textField), `${path}.${textField}`);
  if (!content.ok) return content;
  const { images } = content.value;
  const spoken = joinReasoningOf(value, content.value);
  const toolCalls = calls ?? joinCalls(content.value.calls);
  if (toolCalls === undefined && CALLING_ROLES.includes(roleName)) {
    return ok({ message: toCallingMessage(spoken), images });
  }
  return ok({
    message: { role, content: spoken, ...(toolCalls === undefined ? {} : { toolCalls }) },
    images,
  });
}

const NO_CONTENT: MessageContent = { text: '', reasoning: '', calls: [], images: [] };

/** Calls in fields of their own, as JSON text. Data sets fill the fields of messages without calls with `null` or `[]`. */
function findCalls(message: JsonObject): string | undefined {
  for (const name of ['tool_calls', 'function_call']) {
    const calls = getField(message, name) ?? null;
    if (typeof calls === 'string' && calls.trim() !== '') return calls;
    if (isJsonArray(calls) ? calls.length > 0 : isJsonObject(calls)) return JSON.stringify(calls);
  }
  return undefined;
}

/** One call as it came, several as a list. */
function joinCalls(calls: readonly string[]): string | undefined {
  return calls.length > 1 ? `[${calls.join(', ')}]` : calls[0];
}

function joinReasoningOf(message: JsonObject, { text, reasoning }: MessageContent): string {
  if (splitReasoning(text) !== undefined) return text;
  const field = REASONING_FIELDS.map((name) => getField(message, name)).find(
    (value) => typeof value === 'string' && value.trim() !== '',
  );
  return joinReasoning(typeof field === 'string' ? field : reasoning, text);
}

/** A message that is a call, maybe after reasoning. What is no JSON stays readable as text. */
function toCallingMessage(text: string): Message {
  const reasoned = splitReasoning(text);
  const call = reasoned?.answer ?? text;
  if (!isJsonText(call)) return { role: 'assistant', content: text };
  return { role: 'assistant', content: joinReasoning(reasoned?.reasoning ?? '', ''), toolCalls: call };
}

/** What a message of the model says as one text: its calls, as JSON, stand after what it speaks. */
export function toAnswerText({ content, toolCalls }: Message): string {
  if (toolCalls === undefined) return content;
  return content.trim() === '' ? toolCalls : `${content.trimEnd()}\n\n${toolCalls}`;
}

/** What a prompt needs: it ends with what the models were asked, and that is not blank. */
export function checkPromptMessages(
  messages: readonly Message[],
  path: string,
): Result<readonly Message[], Fault> {
  const last = messages.at(-1);
  if (last === undefined || (last.role !== 'user' && last.role !== 'tool')) {
    return err(
      createFault(
        'bad_turns',
        path,
        `${path} has to end with a message of the user, which the answers are for`,
      ),
    );
  }
  if (last.content.trim() !== '') return ok(messages);
  return err(
    createFault(
      'empty_prompt',
      path,
      `${path} ends with an empty message; give the prompt or remove the row`,
    ),
  );
}

/** Puts a system message in front, unless there is none to put or one is there already. */
export function withSystem(messages: readonly Message[], system: string | undefined): readonly Message[] {
  if (system === undefined || messages.some(({ role }) => role === 'system')) return messages;
  return [{ role: 'system', content: system }, ...messages];
}
