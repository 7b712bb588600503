import { readAlpacaMessages } from '../alpaca-messages.ts';
import { readAnswered } from '../answered-conversation.ts';
import { getField, isJsonArray } from '../row.ts';
import { addAnsweredPrompt, hasOnlyAnsweredFields } from './answered-prompt.ts';
import type { Layout } from './layout.ts';

const READ = ['instruction', 'input', 'output', 'history'];

/** Alpaca: `{instruction, input?, output, system?, history?}`, as LLaMA-Factory and Easy Dataset write it. */
export const sftAlpaca: Layout = {
  name: 'sft-alpaca',
  fields: 'instruction, input, output',
  rank: 2,
  hasJudgments: false,
  matches: (rows) =>
    rows.some(
      ({ value }) =>
        typeof getField(value, 'instruction') === 'string' &&
        typeof getField(value, 'output') === 'string' &&
        (isJsonArray(getField(value, 'history')) || hasOnlyAnsweredFields(value, READ)),
    ),
  createConsumer:
    ({ items }) =>
    ({ value: row }) => {
      const messages = readAlpacaMessages(row);
      if (!messages.ok) return [messages.error];
      const output = readAnswered(row, 'output');
      if (!output.ok) return [output.error];
      const start = { messages: messages.value, images: [] };
      return addAnsweredPrompt(items, { row, start, answer: output.value.answer, read: READ });
    },
};
