import { err, ok, type Result } from '../../base/result.ts';
import { createPrompt, type PromptInput } from '../../domain/prompt.ts';
import { type AnswerText, readAnswered } from '../answered-conversation.ts';
import { readAsked } from '../asked-conversation.ts';
import { checkResponseText, describeValue, toMetadata } from '../fields.ts';
import { createSourceRater } from '../preference-pair.ts';
import { createFault, type Fault, getField, isJsonArray, type JsonObject, type JsonValue } from '../row.ts';
import { PROMPT_FIELDS, readRowPrompt } from '../row-prompt.ts';
import { addRating } from '../said-of-response.ts';
import { KEPT, type Layout } from './layout.ts';

/** Where the answer is: last in a conversation, or by itself. */
const ANSWER_FIELDS = ['completion', 'messages', 'conversations', 'output', 'response'] as const;
const LABEL_FIELDS = ['label', 'kto_tag'] as const;

/**
 * Answers that are good or not, one by one, as KTO is trained on.
 *
 * - TRL: `prompt` and `completion`, texts or lists of messages, and `label`.
 * - LLaMA-Factory and ms-swift: `messages` or `conversations` that end with the answer, or the fields of Alpaca, and
 *   `label` or `kto_tag`.
 *
 * The label becomes a rating on the scale `acceptable`: 1 or 0.
 */
export const kto: Layout = {
  name: 'kto',
  fields: 'prompt, completion, label',
  rank: 2,
  hasJudgments: true,
  matches: (rows) => {
    const labelled = rows.filter(({ value }) => findLabelField(value) !== undefined);
    return (
      labelled.length > 0 &&
      labelled.every(({ value }) => findAnswerField(value) !== undefined && readLabel(value).ok)
    );
  },
  createConsumer: ({ items }, { name }) => {
    const rater = createSourceRater(name);
    return ({ value }) => {
      const row = readRow(value);
      if (!row.ok) return [row.error];
      const { answer, label } = row.value;
      const prompt = createPrompt(row.value.prompt);
      const response = items.addResponse(prompt, { turns: [answer.text], origin: { model: null } });
      const score = { scale: 'acceptable', score: label ? 1 : 0, range: { min: 0, max: 1 } };
      addRating(items, { rater, promptId: prompt.id }, response.id, score);
      return KEPT;
    };
  },
};

function findLabelField(value: JsonObject): (typeof LABEL_FIELDS)[number] | undefined {
  return LABEL_FIELDS.find((name) => (getField(value, name) ?? null) !== null);
}

function findAnswerField(value: JsonObject): (typeof ANSWER_FIELDS)[number] | undefined {
  return ANSWER_FIELDS.find((name) => {
    const answer = getField(value, name);
    return typeof answer === 'string' || isJsonArray(answer);
  });
}

interface LabelledAnswer {
  readonly prompt: PromptInput;
  readonly answer: AnswerText;
  readonly label: boolean;
}

function readRow(value: JsonObject): Result<LabelledAnswer, Fault> {
  const answerField = findAnswerField(value) ?? ANSWER_FIELDS[0];
  const answered = readAnswered(value, answerField);
  if (!answered.ok) return answered;
  const { start, answer } = answered.value;
  const text = checkResponseText(answer.text, answer.path);
  if (!text.ok) return text;
  const asked = readAsked(value, answerField, start);
  if (!asked.ok) return asked;
  const { conversation, path, fields } = asked.value;
  const prompt = readRowPrompt(value, conversation, path);
  if (!prompt.ok) return prompt;
  const label = readLabel(value);
  if (!label.ok) return label;
  const read = new Set([...PROMPT_FIELDS, ...LABEL_FIELDS, answerField, ...fields]);
  return ok({
    prompt: { ...prompt.value, metadata: toMetadata(value, read) },
    answer,
    label: label.value,
  });
}

/** Tables have texts where JSON has true and false, and some writers have numbers. */
const LABELS: ReadonlyMap<JsonValue | undefined, boolean> = new Map<JsonValue, boolean>([
  [true, true],
  [1, true],
  ['true', true],
  ['1', true],
  [false, false],
  [0, false],
  ['false', false],
  ['0', false],
]);

function readLabel(value: JsonObject): Result<boolean, Fault> {
  const field = findLabelField(value) ?? LABEL_FIELDS[0];
  const label = getField(value, field);
  const read = LABELS.get(typeof label === 'string' ? label.trim().toLowerCase() : label);
  if (read !== undefined) return ok(read);
  return err(
    createFault(
      label === undefined ? 'missing_field' : 'bad_value',
      field,
      `${field} has to be true or false and is ${typeof label === 'string' ? JSON.stringify(label.slice(0, 40)) : describeValue(label)}; say whether the answer is good, or remove the row`,
    ),
  );
}
