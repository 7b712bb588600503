import { createPrompt, type Prompt } from '../../domain/prompt.ts';
import type { Rater } from '../../domain/rater.ts';
import { describeValue, readOptionalText, readPromptText, readResponseText, toMetadata } from '../fields.ts';
import type { ItemCollector } from '../item-collector.ts';
import { createSourceRater } from '../preference-pair.ts';
import {
  createFault,
  type Fault,
  getField,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../row.ts';
import { addComment, addRating } from '../said-of-response.ts';
import { createDuplicateFault } from './alpaca-eval.ts';
import type { Layout } from './layout.ts';
import { readAnnotations } from './ultrafeedback-annotations.ts';

const READ = new Set(['instruction', 'models', 'completions']);
const READ_OF_COMPLETION = new Set(['model', 'response', 'annotations', 'overall_score', 'critique']);

/**
 * UltraFeedback of OpenBMB: an `instruction` and `completions` of several models, each rated on four aspects, overall,
 * and in words. Ratings and words are those of a rater called after the file.
 *
 * The system messages differ from completion to completion (`custom_system_prompt`, drawn by `principle`), so they are
 * metadata of the response and no part of the prompt. The authors report 2,628 completions whose `overall_score` of 10
 * is an error: they are kept as they are, since nothing in the file tells which.
 */
export const ultraFeedback: Layout = {
  name: 'ultrafeedback',
  fields: 'instruction, completions',
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) => {
      const completions = getField(value, 'completions');
      if (typeof getField(value, 'instruction') !== 'string' || !isJsonArray(completions)) return false;
      const [first] = completions;
      return isJsonObject(first) && getField(first, 'response') !== undefined;
    }),
  createConsumer: ({ items }, { name }) => {
    const rater = createSourceRater(name);
    return ({ value }) => {
      const instruction = readPromptText(value, 'instruction');
      if (!instruction.ok) return [instruction.error];
      const completions = getField(value, 'completions');
      if (!isJsonArray(completions) || completions.length === 0) {
        return [
          createFault(
            'no_responses',
            'completions',
            'completions has no answers; add some or remove the row',
          ),
        ];
      }
      const prompt = createPrompt({
        messages: [{ role: 'user', content: instruction.value }],
        metadata: toMetadata(value, READ),
      });
      return completions.flatMap((completion, index) =>
        addCompletion(items, rater, prompt, { completion, model: findModel(value, index), index }),
      );
    };
  },
};

/** The model at a place of `models`, which completions of older files do not repeat. */
function findModel(value: JsonObject, index: number): string | null {
  const models = getField(value, 'models');
  const model = isJsonArray(models) ? models[index] : undefined;
  return typeof model === 'string' && model.trim() !== '' ? model : null;
}

interface Completion {
  readonly completion: JsonValue;
  readonly model: string | null;
  readonly index: number;
}

function addCompletion(
  items: ItemCollector,
  rater: Rater,
  prompt: Prompt,
  { completion, model: listed, index }: Completion,
): readonly Fault[] {
  const path = `completions.${index}`;
  if (!isJsonObject(completion)) {
    const what = describeValue(completion);
    return [createFault('bad_value', path, `${path} has to be an object with a response and is ${what}`)];
  }
  const response = readResponseText(completion, 'response', `${path}.response`);
  if (!response.ok) return [response.error];
  const model = readOptionalText(completion, 'model');
  if (!model.ok) return [model.error];
  const { scores, comments, further, faults } = readAnnotations(completion, path);
  const { id, repeatedInFile } = items.addResponse(prompt, {
    turns: [response.value],
    origin: { model: model.value ?? listed },
    metadata: { ...toMetadata(completion, READ_OF_COMPLETION), ...further },
  });
  if (repeatedInFile) return [createDuplicateFault(`${path}.response`)];
  const speaker = { rater, promptId: prompt.id };
  for (const score of scores) addRating(items, speaker, id, score);
  for (const comment of comments) addComment(items, speaker, [id], comment);
  return faults;
}
