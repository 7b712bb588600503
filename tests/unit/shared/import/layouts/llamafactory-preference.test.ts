import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fileOf, fixtures, importAll, promptsOf, shortProblems } from '../support.ts';
import { askedOf, lines, notesOf, saidOf } from './said.ts';

it('reads the demo of v1: conversations with contents in parts', async () => {
  const content = readFileSync(join(fixtures, 'llama_factory/v1_dpo_demo.jsonl'), 'utf8');
  interface Row {
    readonly chosen_messages: { role: string; content: { value: string }[] }[];
    readonly rejected_messages: { role: string; content: { value: string }[] }[];
  }
  const rows = content
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  const imported = await importAll([fileOf('v1_dpo_demo.jsonl', content)]);
  const textOf = (messages: Row['chosen_messages']): string | undefined => messages.at(-1)?.content[0]?.value;
  expect(shortProblems(imported)).toEqual([]);
  expect(saidOf(imported)).toEqual(
    rows.map(
      ({ chosen_messages: chosen, rejected_messages: rejected }) =>
        `v1_dpo_demo: ${textOf(chosen)} clearly over ${textOf(rejected)}`,
    ),
  );
  expect(askedOf(imported)).toEqual(
    rows.map(({ chosen_messages: chosen }) =>
      chosen
        .slice(0, -1)
        .filter(({ role, content: [part] }) => role !== 'system' || part?.value.trim() !== '')
        .map(({ role, content: [part] }) => `${role}: ${part?.value}`)
        .join(' | '),
    ),
  );
});

it('reads messages with role and content, tools and images', async () => {
  const imported = await importAll([
    lines('dpo.jsonl', {
      messages: [{ role: 'user', content: '<image>Why?' }],
      chosen: { role: 'assistant', content: 'So.' },
      rejected: { role: 'assistant', content: 'No.' },
      tools: '[{"name":"look"}]',
      images: ['a.png'],
      margin: 1,
    }),
  ]);
  expect(saidOf(imported)).toEqual(['dpo: So. clearly over No.']);
  expect(promptsOf(imported)[0]).toMatchObject({ tools: '[{"name":"look"}]', images: ['a.png'] });
  expect(notesOf(imported)).toEqual({ margin: '1' });
});

it('compares calls of tools', async () => {
  const call = '{"name":"look","arguments":{}}';
  const imported = await importAll([
    lines('dpo.jsonl', {
      conversations: [{ from: 'human', value: 'Look.' }],
      chosen: { from: 'function_call', value: call },
      rejected: { from: 'gpt', value: 'No.' },
    }),
  ]);
  expect(saidOf(imported)).toEqual([`dpo: ${call} clearly over No.`]);
});
