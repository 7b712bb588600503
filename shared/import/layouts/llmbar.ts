import { createPrompt } from '../../domain/prompt.ts';
import { readPromptText, readResponseText, toMetadata } from '../fields.ts';
import { addQuotedPair, addVerdict } from '../pair-verdict.ts';
import { createSourceRater } from '../preference-pair.ts';
import { createFault, getField } from '../row.ts';
import { toNumber } from '../score.ts';
import { KEPT, type Layout } from './layout.ts';

const READ = new Set(['input', 'output_1', 'output_2', 'label']);

/** `dataset.json` of LLMBar: `{input, output_1, output_2, label}`; the experts' label is 1 or 2, the better output. */
export const llmBar: Layout = {
  name: 'llmbar',
  fields: 'input, output_1, output_2, label',
  rank: 3,
  hasJudgments: true,
  matches: (rows) => rows.some(({ value }) => [...READ].every((name) => getField(value, name) !== undefined)),
  createConsumer: ({ items }, { name }) => {
    const rater = createSourceRater(name);
    return ({ value }) => {
      const input = readPromptText(value, 'input');
      if (!input.ok) return [input.error];
      const first = readResponseText(value, 'output_1');
      if (!first.ok) return [first.error];
      const second = readResponseText(value, 'output_2');
      if (!second.ok) return [second.error];
      const label = getField(value, 'label');
      const better = toNumber(label);
      if (better !== 1 && better !== 2) {
        return [createFault('unknown_winner', 'label', `label is ${JSON.stringify(label)}; give 1 or 2`)];
      }
      const added = addQuotedPair(
        items,
        createPrompt({
          messages: [{ role: 'user', content: input.value }],
          metadata: toMetadata(value, READ),
        }),
        { turns: [first.value], path: 'output_1', model: null },
        { turns: [second.value], path: 'output_2', model: null },
      );
      if (!added.ok) return [added.error];
      addVerdict(items, rater, added.value, better === 1 ? 'first' : 'second');
      return KEPT;
    };
  },
};
