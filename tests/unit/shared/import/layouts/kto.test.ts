import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileOf, fixtures, importAll, promptsOf, responsesOf, shortProblems } from '../support.ts';
import { askedOf, lines, notesOf, saidOf } from './said.ts';

const user = { role: 'user', content: 'Why?' };
const says = { role: 'assistant', content: 'So.' };

it.each<[string, object]>([
  ['TRL with texts', { prompt: 'Why?', completion: 'So.', label: true }],
  ['TRL with messages', { prompt: [user], completion: [says], label: true }],
  ['a whole conversation as the completion', { completion: [user, says], label: true }],
  ['LLaMA-Factory and ms-swift with messages', { messages: [user, says], label: true }],
  [
    'LLaMA-Factory in ShareGPT style',
    {
      conversations: [
        { from: 'human', value: 'Why?' },
        { from: 'gpt', value: 'So.' },
      ],
      kto_tag: true,
    },
  ],
  ['LLaMA-Factory in Alpaca style', { instruction: 'Why?', input: '', output: 'So.', kto_tag: true }],
  ['a label that is a number', { prompt: 'Why?', completion: 'So.', label: 1 }],
])('reads %s', async (_form, row) => {
  const imported = await importAll([lines('kto.jsonl', { ...row, source: 's' })]);
  expect(imported.summary.sources[0]?.format).toBe('kto');
  expect(askedOf(imported)).toEqual(['user: Why?']);
  expect(saidOf(imported)).toEqual(['kto: So. has acceptable 1 of 0..1']);
  expect(notesOf(imported)).toEqual({ source: 's' });
});

it('reads a table, and keeps every label that one answer was given', async () => {
  const table = 'prompt,completion,label\nWhy?,So.,True\nWhy?,No.,False\nWhy?,So.,0\n';
  const imported = await importAll([fileOf('kto.csv', table)]);
  expect(saidOf(imported)).toEqual([
    'kto: So. has acceptable 1 of 0..1',
    'kto: No. has acceptable 0 of 0..1',
    'kto: So. has acceptable 0 of 0..1',
  ]);
  expect(imported.summary.counts).toEqual({ prompts: 1, responses: 2, judgments: 3, leftOut: 0 });
});

it('reads the demo of LLaMA-Factory', async () => {
  const content = readFileSync(join(fixtures, 'llama_factory/kto_en_demo.json'), 'utf8');
  const rows = JSON.parse(content) as { messages: { content: string }[]; label: boolean }[];
  const imported = await importAll([fileOf('data/kto_en_demo.json', content)]);
  expect(shortProblems(imported)).toEqual([]);
  expect(saidOf(imported)).toEqual(
    rows.map(
      ({ messages, label }) =>
        `kto_en_demo: ${messages.at(-1)?.content} has acceptable ${label ? 1 : 0} of 0..1`,
    ),
  );
  expect(promptsOf(imported).map(({ messages }) => messages.length)).toEqual(
    rows.map(({ messages }) => messages.length - 1),
  );
  expect(responsesOf(imported).every(({ origin }) => origin.model === null)).toBe(true);
});

it('leaves out rows without a label or without an answer', async () => {
  const good = { messages: [user, says], label: false };
  const labelled = await importAll([
    lines(
      'kto.jsonl',
      ...Array.from({ length: 20 }, () => good),
      // Beyond the rows that the layout is recognised by.
      { ...good, label: 'maybe' },
      { ...good, label: 2 },
      { ...good, label: null },
      { messages: [user, says] },
      { messages: [user, { role: 'assistant', content: ' ' }], label: true },
      { messages: [user], label: true },
      { messages: [says], label: true },
      { prompt: null, completion: 'So.', label: true },
    ),
  ]);
  expect(shortProblems(labelled)).toEqual([
    'kto.jsonl:21 label bad_value',
    'kto.jsonl:22 label bad_value',
    'kto.jsonl:23 label bad_value',
    'kto.jsonl:24 label missing_field',
    'kto.jsonl:25 messages.1.content empty_response',
    'kto.jsonl:26 messages.0.role bad_turns',
    'kto.jsonl:27 messages bad_turns',
    'kto.jsonl:28 prompt not_text',
  ]);
});

it('does not take categories for labels', async () => {
  const imported = await importAll([fileOf('t.csv', 'prompt,completion,label\np,c,1\nq,d,2\n')]);
  expect(imported.summary.sources[0]?.format).not.toBe('kto');
});
