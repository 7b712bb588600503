import { createPrompt } from '../../domain/prompt.ts';
import { readName, readPromptText, readResponseText, toMetadata } from '../fields.ts';
import { createFault, getField, type Row } from '../row.ts';
import { KEPT, type Layout } from './layout.ts';

const READ = new Set(['instruction', 'output', 'generator', 'dataset']);

/**
 * `model_outputs.json` of AlpacaEval: one file per model, `{instruction, output, generator, dataset}`.
 *
 * Files are joined on the instruction: the prompt's id comes from its text.
 */
export const alpacaEval: Layout = {
  name: 'alpaca-eval',
  fields: 'instruction, output, generator',
  rank: 2,
  hasJudgments: false,
  matches: (rows) =>
    rows.some(
      ({ value }) =>
        typeof getField(value, 'generator') === 'string' &&
        typeof getField(value, 'instruction') === 'string' &&
        getField(value, 'output') !== undefined,
    ),
  createConsumer:
    ({ items }) =>
    ({ value }: Row) => {
      const instruction = readPromptText(value, 'instruction');
      if (!instruction.ok) return [instruction.error];
      const output = readResponseText(value, 'output');
      if (!output.ok) return [output.error];
      const model = readName(value, 'generator');
      if (!model.ok) return [model.error];
      const dataset = getField(value, 'dataset');
      const prompt = createPrompt({
        messages: [{ role: 'user', content: instruction.value }],
        tags: typeof dataset === 'string' && dataset !== '' ? [dataset] : [],
      });
      const { repeatedInFile } = items.addResponse(prompt, {
        turns: [output.value],
        origin: { model: model.value },
        metadata: toMetadata(value, READ),
      });
      return repeatedInFile ? [createDuplicateFault('output')] : KEPT;
    },
};

/** One model saying the same to one prompt twice in one file. */
export function createDuplicateFault(field: string): ReturnType<typeof createFault> {
  return createFault(
    'duplicate_response',
    field,
    `${field} repeats what the same model says to the same prompt earlier in this file; remove the repetition`,
  );
}
