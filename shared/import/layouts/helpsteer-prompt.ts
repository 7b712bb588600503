import type { Result } from '../../base/result.ts';
import type { Message } from '../../domain/prompt.ts';
import { checkPromptMessages } from '../conversation.ts';
import { readPromptText } from '../fields.ts';
import type { Fault, JsonObject } from '../row.ts';

/** In front of a turn. The first turn is the user's and usually has no mark. */
const TURN_MARK = /(?:^|\n)<extra_id_[01]>(System|User|Assistant)\n/;

const ROLES: ReadonlyMap<string | undefined, Message['role']> = new Map([
  ['System', 'system'],
  ['Assistant', 'assistant'],
]);

/** The `prompt` of HelpSteer: a text in which `<extra_id_1>Assistant` and `<extra_id_1>User` begin further turns. */
export function readMarkedPrompt(value: JsonObject): Result<readonly Message[], Fault> {
  const text = readPromptText(value, 'prompt');
  if (!text.ok) return text;
  const [first = '', ...parts] = text.value.split(TURN_MARK);
  const messages: Message[] = first.trim() === '' ? [] : [{ role: 'user', content: first }];
  for (let index = 0; index < parts.length; index += 2) {
    messages.push({ role: ROLES.get(parts[index]) ?? 'user', content: parts[index + 1] ?? '' });
  }
  // A mark at the end only opens the turn in which the response stands.
  const last = messages.at(-1);
  const isOpened = last?.role === 'assistant' && last.content.trim() === '';
  return checkPromptMessages(isOpened ? messages.slice(0, -1) : messages, 'prompt');
}
