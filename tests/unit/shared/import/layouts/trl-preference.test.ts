import { expect, it } from 'vitest';
import { importAll, promptsOf, shortProblems } from '../support.ts';
import { askedOf, lines, notesOf, saidOf } from './said.ts';

const user = { role: 'user', content: 'Why?' };
const says = (content: string): unknown => ({ role: 'assistant', content });
const call = {
  role: 'assistant',
  content: null,
  tool_calls: [{ function: { name: 'look', arguments: '{}' } }],
};
const result = { role: 'tool', content: '4' };

it('keeps tools, images and the margin of reward data', async () => {
  const imported = await importAll([
    lines('t.jsonl', {
      prompt: [{ role: 'user', content: [{ type: 'image' }, { type: 'text', text: 'Why?' }] }],
      chosen: [says('So.')],
      rejected: [says('No.')],
      tools: [{ name: 'look' }],
      images: ['a.png'],
      margin: 0.25,
    }),
  ]);
  expect(saidOf(imported)).toEqual(['t: So. clearly over No.']);
  expect(promptsOf(imported)[0]).toMatchObject({ tools: '[{"name":"look"}]', images: ['a.png'] });
  expect(notesOf(imported)).toEqual({ margin: '0.25' });
});

it.each<[string, object]>([
  [
    'after the prompt',
    { prompt: [user], chosen: [call, result, says('So.')], rejected: [call, result, says('No.')] },
  ],
  [
    'before both answers',
    { chosen: [user, call, result, says('So.')], rejected: [user, call, result, says('No.')] },
  ],
  [
    'and the prompt once more',
    {
      prompt: [user],
      chosen: [user, call, result, says('So.')],
      rejected: [user, call, result, says('No.')],
    },
  ],
])('takes calls of tools that both sides make %s for the prompt', async (_place, row) => {
  const imported = await importAll([lines('t.jsonl', row)]);
  expect(askedOf(imported)).toEqual([
    'user: Why? | assistant: [{"function":{"name":"look","arguments":"{}"}}] | tool: 4',
  ]);
  expect(saidOf(imported)).toEqual(['t: So. clearly over No.']);
});

it('leaves out sides that go on differently, or after another prompt', async () => {
  const imported = await importAll([
    lines(
      't.jsonl',
      { prompt: [user], chosen: [call, result, says('So.')], rejected: [says('No.')] },
      {
        prompt: [user],
        chosen: [call, result, says('So.')],
        rejected: [call, { ...result, content: '5' }, says('No.')],
      },
      {
        prompt: [user],
        chosen: [{ role: 'user', content: 'Who?' }, says('So.')],
        rejected: [{ role: 'user', content: 'Who?' }, says('No.')],
      },
    ),
  ]);
  expect(shortProblems(imported)).toEqual([
    't.jsonl:1 chosen bad_turns',
    't.jsonl:2 chosen bad_turns',
    't.jsonl:3 prompt bad_turns',
  ]);
});

it('keeps what a text repeats of the conversation out of the notes, and nothing else', async () => {
  const sides = { chosen: [user, says('So.')], rejected: [user, says('No.')] };
  const imported = await importAll([lines('t.jsonl', { prompt: 'Why?', question: 'Where?', ...sides })]);
  expect(askedOf(imported)).toEqual(['user: Why?']);
  expect(notesOf(imported)).toEqual({ question: 'Where?' });
});

it('reads input as the prompt of plain texts', async () => {
  const imported = await importAll([
    lines('t.jsonl', { system: 'Be brief.', input: 'Why?', chosen: 'So.', rejected: 'No.' }),
  ]);
  expect(askedOf(imported)).toEqual(['system: Be brief. | user: Why?']);
  expect(saidOf(imported)).toEqual(['t: So. clearly over No.']);
});
