import { err, ok, type Result } from '../base/result.ts';
import type { Message } from '../domain/prompt.ts';
import { describeList, toText } from './fields.ts';
import { createFault, type Fault, getField, isJsonArray, isJsonObject, type JsonValue } from './row.ts';

/** The roles that files use, and what they are here. ShareGPT and OpenAI names do not overlap. */
const ROLES: ReadonlyMap<string, Message['role']> = new Map([
  ['system', 'system'],
  ['user', 'user'],
  ['human', 'user'],
  ['assistant', 'assistant'],
  ['gpt', 'assistant'],
  ['function_call', 'assistant'],
  ['tool', 'tool'],
  ['observation', 'tool'],
]);

/** One message, as `{role, content}` or as `{from, value}`. */
export function readMessage(value: JsonValue | undefined, path: string): Result<Message, Fault> {
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
  const role = typeof roleName === 'string' ? ROLES.get(roleName) : undefined;
  if (role === undefined) {
    return err(
      createFault(
        'unknown_role',
        `${path}.${roleField}`,
        `${path}.${roleField} is ${roleName === undefined ? 'missing' : JSON.stringify(roleName)}; give one of ${[...ROLES.keys()].join(', ')}`,
      ),
    );
  }
  const text = toText(getField(value, textField), `${path}.${textField}`);
  return text.ok ? ok({ role, content: text.value }) : text;
}

/** A list of messages, at least one. */
export function readMessages(value: JsonValue | undefined, path: string): Result<readonly Message[], Fault> {
  if (!isJsonArray(value) || value.length === 0) {
    return err(
      createFault('bad_value', path, `${path} has to be a list of messages and is ${describeList(value)}`),
    );
  }
  const messages: Message[] = [];
  for (const [index, item] of value.entries()) {
    const message = readMessage(item, `${path}.${index}`);
    if (!message.ok) return message;
    messages.push(message.value);
  }
  return ok(messages);
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
