import { err, ok, type Result } from '../../base/result.ts';
import { readAnswered } from '../answered-conversation.ts';
import { readMessages } from '../conversation.ts';
import { describeValue, toMetadata } from '../fields.ts';
import type { AnswerPair, PairAnswer } from '../preference-pair.ts';
import { createFault, type Fault, getField, isJsonObject, type JsonObject } from '../row.ts';
import { PROMPT_FIELDS, readRowPrompt } from '../row-prompt.ts';
import type { Layout } from './layout.ts';
import { createPairConsumer } from './pair-consumer.ts';

/** What the fields are called now, and what older files call them. */
const SIDES = [
  ['preferred_output', 'preferred_completion'],
  ['non_preferred_output', 'non_preferred_completion'],
] as const;

const READ = new Set(['input', ...SIDES.flat()]);
const READ_OF_INPUT = new Set([...PROMPT_FIELDS, 'messages']);

/**
 * OpenAI's preference fine-tuning, also of Azure, Together and Fireworks: `input` with `messages` and perhaps `tools`;
 * `preferred_output` and `non_preferred_output`, each a list with one message of the model.
 */
export const openAiPreference: Layout = {
  name: 'openai-preference',
  fields: 'input, preferred_output, non_preferred_output',
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(
      ({ value }) =>
        isJsonObject(getField(value, 'input')) &&
        SIDES.every((names) => names.some((name) => getField(value, name) !== undefined)),
    ),
  createConsumer: createPairConsumer(readPair),
};

function readPair(value: JsonObject): Result<AnswerPair, Fault> {
  const input = getField(value, 'input');
  if (!isJsonObject(input)) {
    return err(
      createFault(
        'bad_value',
        'input',
        `input has to be an object with messages and is ${describeValue(input)}`,
      ),
    );
  }
  const conversation = readMessages(getField(input, 'messages'), 'input.messages');
  if (!conversation.ok) return conversation;
  const prompt = readRowPrompt(input, conversation.value, 'input.messages');
  if (!prompt.ok) return prompt;
  const preferred = readSide(value, SIDES[0], 'chosen');
  if (!preferred.ok) return preferred;
  const other = readSide(value, SIDES[1], 'rejected');
  if (!other.ok) return other;
  const metadata = { ...toMetadata(value, READ), ...toMetadata(input, READ_OF_INPUT) };
  return ok({ prompt: { ...prompt.value, metadata }, answers: [preferred.value, other.value] });
}

function readSide(
  value: JsonObject,
  [name, oldName]: (typeof SIDES)[number],
  side: string,
): Result<PairAnswer, Fault> {
  const field =
    getField(value, name) === undefined && getField(value, oldName) !== undefined ? oldName : name;
  const output = readAnswered(value, field);
  if (!output.ok) return output;
  if (output.value.start.messages.length === 0) return ok({ ...output.value.answer, model: null, side });
  return err(
    createFault('bad_turns', field, `${field} has to be a list with one message, what the model answered`),
  );
}
