import { err, ok, type Result } from '../base/result.ts';
import type { Message } from '../domain/prompt.ts';
import { describeValue, readOptionalText, readPromptText, toText } from './fields.ts';
import { createFault, type Fault, getField, isJsonArray, type JsonObject } from './row.ts';

/**
 * The conversation of an Alpaca row up to its answer: `history` of `[user, answer]`, then `instruction` and `input?`.
 * The system message is not among them.
 */
export function readAlpacaMessages(value: JsonObject): Result<readonly Message[], Fault> {
  const instruction = readPromptText(value, 'instruction');
  if (!instruction.ok) return instruction;
  const input = readOptionalText(value, 'input');
  if (!input.ok) return input;
  const history = readHistory(value);
  if (!history.ok) return history;
  // Joined as LLaMA-Factory joins them.
  const content = input.value === undefined ? instruction.value : `${instruction.value}\n${input.value}`;
  return ok([...history.value, { role: 'user', content }]);
}

/** Earlier turns: a list of `[user, answer]`. */
export function readHistory(value: JsonObject): Result<readonly Message[], Fault> {
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
