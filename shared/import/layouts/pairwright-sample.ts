import { createPrompt } from '../../domain/prompt.ts';
import { checkPromptMessages, readMessages } from '../conversation.ts';
import { readName, readOptionalText, readOptionalTexts, readResponseText, toMetadata } from '../fields.ts';
import { createFault, type Fault, getField, isJsonArray, isJsonObject, type Row } from '../row.ts';
import { createDuplicateFault } from './alpaca-eval.ts';
import type { ImportContext, Layout } from './layout.ts';

const READ = new Set(['tags', 'probe', 'messages', 'reference', 'responses']);

/**
 * The built-in sample project: a prompt with all its responses in one row,
 * `{id, language, tags, probe?, messages, reference?, responses: [{model, promptVersion?, text}]}`.
 */
export const pairwrightSample: Layout = {
  name: 'pairwright-sample',
  fields: 'messages, responses',
  rank: 2,
  hasJudgments: false,
  matches: (rows) =>
    rows.some(({ value }) => {
      const responses = getField(value, 'responses');
      if (!isJsonArray(getField(value, 'messages')) || !isJsonArray(responses)) return false;
      const [first] = responses;
      return isJsonObject(first) && getField(first, 'text') !== undefined;
    }),
  createConsumer: (context) => (row) => readSample(context, row),
};

function readSample({ items }: ImportContext, { value }: Row): readonly Fault[] {
  const read = readMessages(getField(value, 'messages'), 'messages');
  const messages = read.ok ? checkPromptMessages(read.value.messages, 'messages') : read;
  if (!messages.ok) return [messages.error];
  const tags = readOptionalTexts(value, 'tags');
  if (!tags.ok) return [tags.error];
  const reference = readOptionalTexts(value, 'reference');
  if (!reference.ok) return [reference.error];
  const probe = getField(value, 'probe');
  if (probe !== undefined && probe !== 'concept' && probe !== 'practical') {
    return [createFault('bad_value', 'probe', 'probe has to be concept or practical')];
  }
  const responses = getField(value, 'responses');
  if (!isJsonArray(responses) || responses.length === 0) {
    return [
      createFault('no_responses', 'responses', 'the prompt has no responses; add some or remove the row'),
    ];
  }
  const prompt = createPrompt({
    messages: [...messages.value],
    tags: [...tags.value],
    reference: [...reference.value],
    metadata: toMetadata(value, READ),
    ...(probe === undefined ? {} : { probe }),
  });
  return responses.flatMap((response, index) => {
    const path = `responses.${index}`;
    if (!isJsonObject(response))
      return [createFault('bad_value', path, `${path} has to be an object with model and text`)];
    const text = readResponseText(response, 'text', `${path}.text`);
    if (!text.ok) return [text.error];
    const model = readName(response, 'model');
    if (!model.ok) return [model.error];
    const version = readOptionalText(response, 'promptVersion');
    if (!version.ok) return [version.error];
    const { repeatedInFile } = items.addResponse(prompt, {
      turns: [text.value],
      origin: {
        model: model.value,
        ...(version.value === undefined ? {} : { promptVersion: version.value }),
      },
    });
    return repeatedInFile ? [createDuplicateFault(`${path}.text`)] : [];
  });
}
