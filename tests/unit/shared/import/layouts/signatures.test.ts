import { describe, expect, it, test } from 'vitest';
import { findLayout, LAYOUTS } from '../../../../../shared/import/layouts/layouts.ts';
import type { JsonObject } from '../../../../../shared/import/row.ts';

interface Example {
  readonly layout: string;
  /** What the row is an example of, where a layout has several forms. */
  readonly form?: string;
  readonly file: string;
  readonly row: JsonObject;
}

const user = { role: 'user', content: 'Why?' };
const assistant = { role: 'assistant', content: 'So.' };
const human = { from: 'human', value: 'Why?' };
const gpt = { from: 'gpt', value: 'So.' };

/** Rows as the layouts' makers write them. Each layout has at least one. */
const EXAMPLES: readonly Example[] = [
  // Model outputs.
  {
    layout: 'mt-bench-questions',
    file: 'question.jsonl',
    row: { question_id: 81, category: 'c', turns: ['Why?'] },
  },
  {
    layout: 'mt-bench-answers',
    file: 'model_answer/m.jsonl',
    row: {
      question_id: 81,
      answer_id: 'a',
      model_id: 'm',
      choices: [{ index: 0, turns: ['So.'] }],
      tstamp: 1,
    },
  },
  {
    layout: 'mt-bench-references',
    file: 'reference_answer/m.jsonl',
    row: {
      question_id: 81,
      answer_id: 'a',
      model_id: 'm',
      choices: [{ index: 0, turns: ['So.'] }],
      tstamp: 1,
    },
  },
  {
    layout: 'alpaca-eval',
    file: 'model_outputs.json',
    row: { dataset: 'd', instruction: 'Why?', output: 'So.', generator: 'm' },
  },
  {
    layout: 'pairwright-sample',
    file: 'sample.jsonl',
    row: { id: 's', tags: [], messages: [user], responses: [{ model: 'm', text: 'So.' }] },
  },
  // Judgments.
  {
    layout: 'mt-bench-judgments',
    file: 'human.jsonl',
    row: { question_id: 81, model_a: 'm', model_b: 'n', winner: 'model_a', judge: 'j', turn: 1 },
  },
  // Preferences.
  {
    layout: 'llamafactory-preference',
    form: 'ShareGPT',
    file: 'dpo.json',
    row: { conversations: [human], chosen: gpt, rejected: { from: 'gpt', value: 'No.' } },
  },
  {
    layout: 'llamafactory-preference',
    form: 'Alpaca',
    file: 'dpo.json',
    row: { instruction: 'Why?', input: '', chosen: 'So.', rejected: 'No.' },
  },
  {
    layout: 'trl-preference',
    form: 'explicit',
    file: 'dpo.jsonl',
    row: { prompt: [user], chosen: [assistant], rejected: [{ role: 'assistant', content: 'No.' }] },
  },
  {
    layout: 'trl-preference',
    form: 'implicit',
    file: 'dpo.jsonl',
    row: { chosen: [user, assistant], rejected: [user, { role: 'assistant', content: 'No.' }] },
  },
  {
    layout: 'trl-preference',
    form: 'plain',
    file: 'dpo.jsonl',
    row: { prompt: 'Why?', chosen: 'So.', rejected: 'No.' },
  },
  // Supervised fine-tuning.
  {
    layout: 'sft-alpaca',
    file: 'alpaca.json',
    row: { instruction: 'Why?', input: '', output: 'So.', system: '' },
  },
  {
    layout: 'sft-alpaca',
    form: 'with earlier turns and columns of its own',
    file: 'alpaca.json',
    row: { instruction: 'Why?', input: '', output: 'So.', history: [['Hi', 'Yes?']], source: 's' },
  },
  { layout: 'sft-sharegpt', file: 'sharegpt.json', row: { conversations: [human, gpt], tools: '[]' } },
  {
    layout: 'sft-sharegpt',
    form: 'a log of chats',
    file: 'chats.jsonl',
    row: { conversation_id: 'c', model: 'm', conversation: [user, assistant], turn: 1, language: 'English' },
  },
  {
    layout: 'sft-messages',
    form: 'OpenAI',
    file: 'train.jsonl',
    row: { messages: [user, assistant], tools: [] },
  },
  {
    layout: 'sft-messages',
    form: 'LLaMA-Factory v1',
    file: 'v1_sft_demo.jsonl',
    row: {
      messages: [
        { role: 'user', content: [{ type: 'text', value: 'Why?' }], loss_weight: 0 },
        { role: 'assistant', content: [{ type: 'text', value: 'So.' }], loss_weight: 1 },
      ],
    },
  },
  {
    layout: 'sft-messages',
    form: 'multilingual-thinking',
    file: 'multilingual-thinking.json',
    row: {
      reasoning_language: 'English',
      developer: '',
      user: 'Why?',
      analysis: null,
      final: 'So.',
      messages: [
        { content: '', role: 'system', thinking: null },
        { ...user, thinking: null },
        { ...assistant, thinking: null },
      ],
    },
  },
  {
    layout: 'sft-completion',
    form: 'texts',
    file: 'train.jsonl',
    row: { prompt: 'Why?', completion: 'So.' },
  },
  {
    layout: 'sft-completion',
    form: 'messages',
    file: 'train.jsonl',
    row: { prompt: [user], completion: [assistant] },
  },
  {
    layout: 'sft-completion',
    form: 'query and response',
    file: 'train.jsonl',
    row: { query: 'Why?', response: 'So.', history: [['Hi', 'Yes?']] },
  },
];

describe('a row is recognised as one layout, whatever the others look for', () => {
  test.each(EXAMPLES.map((example) => [`${example.layout} ${example.form ?? ''}`.trim(), example] as const))(
    '%s',
    (_name, { layout, file, row }) => {
      expect(findLayout([{ line: 1, value: row }], file)?.name).toBe(layout);
    },
  );

  it('and there is an example of each', () => {
    expect(
      LAYOUTS.map(({ name }) => name).filter((name) => !EXAMPLES.some(({ layout }) => layout === name)),
    ).toEqual([]);
  });
});

test.each<[string, JsonObject]>([
  ['a prompt and one response with a score', { prompt: 'Why?', completion: 'So.', score: 3 }],
  ['two answers in columns', { instruction: 'Why?', output: 'So.', output_2: 'No.' }],
  ['a prompt and an answer under other names', { question: 'Why?', answer: 'So.' }],
  ['a label that is a text', { prompt: 'Why?', completion: 'So.', label: 'physics' }],
])('%s is a table, for a mapping', (_name, row) => {
  expect(findLayout([{ line: 1, value: row }], 'data.jsonl')).toBeUndefined();
});
