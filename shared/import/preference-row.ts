import { err, ok, type Result } from '../base/result.ts';
import { isSameConversation, readAnswered } from './answered-conversation.ts';
import { createPartingFault, readAsked } from './asked-conversation.ts';
import { toMetadata } from './fields.ts';
import type { AnswerPair } from './preference-pair.ts';
import type { Fault, JsonObject } from './row.ts';
import { PROMPT_FIELDS, readRowPrompt } from './row-prompt.ts';

/**
 * Makes a reader of rows that say of two answers which one is better.
 *
 * Each answer is a text, a message, or a list of messages that ends with it; what both answer is found by `readAsked`.
 *
 * @param sides the fields of the better and of the worse answer
 * @param others further fields that the layout reads itself, so that they are no metadata
 */
export function createPreferenceReader(
  sides: readonly [better: string, worse: string],
  others: readonly string[] = [],
): (value: JsonObject) => Result<AnswerPair, Fault> {
  const [better, worse] = sides;
  const read = [...PROMPT_FIELDS, ...sides, ...others];
  return (value) => {
    const chosen = readAnswered(value, better);
    if (!chosen.ok) return chosen;
    const rejected = readAnswered(value, worse);
    if (!rejected.ok) return rejected;
    const { start } = chosen.value;
    if (!isSameConversation(start, rejected.value.start)) return err(createPartingFault(better, worse));
    const asked = readAsked(value, better, start);
    if (!asked.ok) return asked;
    const { conversation, path, fields } = asked.value;
    const prompt = readRowPrompt(value, conversation, path);
    if (!prompt.ok) return prompt;
    return ok({
      prompt: { ...prompt.value, metadata: toMetadata(value, new Set([...read, ...fields])) },
      answers: [
        { ...chosen.value.answer, model: null, side: 'chosen' },
        { ...rejected.value.answer, model: null, side: 'rejected' },
      ],
    });
  };
}
