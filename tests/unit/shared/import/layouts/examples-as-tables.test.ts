import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { fileOf, importAll, judgmentsOf } from '../support.ts';
import { EXAMPLES } from './examples.ts';

/** Layouts whose rows mean nothing without other files. */
const PARTS = new Set(['mt-bench-judgments', 'llmzoo-questions', 'arena-hard-questions']);

const FLAT = EXAMPLES.filter(
  ({ layout, row }) =>
    !PARTS.has(layout) && Object.values(row).every((value) => value === null || typeof value !== 'object'),
);

it.each(FLAT.map((example) => [`${example.layout} ${example.form ?? ''}`, example] as const))(
  '%s says the same as a table, in which numbers are texts',
  async (_name, { file, row }) => {
    const stem = file.replace(/\.\w+$/, '');
    const cells = Object.values(row).map((value) =>
      typeof value === 'string' ? value : JSON.stringify(value),
    );
    const lines = await importAll([fileOf(`${stem}.jsonl`, JSON.stringify(row))]);
    const table = await importAll([fileOf(`${stem}.csv`, Papa.unparse([Object.keys(row), cells]))]);
    expect(table.summary.problems).toEqual([]);
    expect(table.summary.counts).toEqual(lines.summary.counts);
    expect(judgmentsOf(table).map(({ value }) => value)).toEqual(
      judgmentsOf(lines).map(({ value }) => value),
    );
  },
);

it('reads the turn of a vote from a table', async () => {
  const files = [
    fileOf('question.jsonl', '{"question_id":1,"turns":["p","q"]}\n'),
    ...['m', 'n'].map((model) =>
      fileOf(
        `${model}.jsonl`,
        JSON.stringify({ question_id: 1, model_id: model, choices: [{ turns: ['a', model] }] }),
      ),
    ),
    fileOf('votes.csv', 'question_id,model_a,model_b,winner,judge,turn\n1,m,n,model_b,j,2\n'),
  ];
  const imported = await importAll(files);
  expect(imported.summary.problems).toEqual([]);
  expect(judgmentsOf(imported)).toMatchObject([{ turn: 2 }]);
});
