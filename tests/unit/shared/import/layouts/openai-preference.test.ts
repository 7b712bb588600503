import { expect, it } from 'vitest';
import { importAll, promptsOf, shortProblems } from '../support.ts';
import { askedOf, lines, notesOf, saidOf } from './said.ts';

const user = { role: 'user', content: 'Why?' };
const says = (content: unknown): unknown => ({ role: 'assistant', content });

it('reads input, preferred and non-preferred output, with tools', async () => {
  const tools = [{ type: 'function', function: { name: 'look' } }];
  const imported = await importAll([
    lines('p.jsonl', {
      input: {
        messages: [{ role: 'developer', content: 'Be brief.' }, user],
        tools,
        parallel_tool_calls: true,
      },
      preferred_output: [says('So.')],
      non_preferred_output: [says('No.')],
      id: 7,
    }),
  ]);
  expect(askedOf(imported)).toEqual(['system: Be brief. | user: Why?']);
  expect(saidOf(imported)).toEqual(['p: So. clearly over No.']);
  expect(promptsOf(imported)[0]?.tools).toBe(JSON.stringify(tools));
  expect(notesOf(imported)).toEqual({ id: '7', parallel_tool_calls: 'true' });
});

it('reads the older names', async () => {
  const imported = await importAll([
    lines('p.jsonl', {
      input: { messages: [user] },
      preferred_completion: [says('So.')],
      non_preferred_completion: [says('No.')],
    }),
  ]);
  expect(saidOf(imported)).toEqual(['p: So. clearly over No.']);
});

it('compares a call of a tool with words', async () => {
  const call = [{ id: 'c', type: 'function', function: { name: 'look', arguments: '{}' } }];
  const imported = await importAll([
    lines('p.jsonl', {
      input: { messages: [user] },
      preferred_output: [{ role: 'assistant', content: null, tool_calls: call }],
      non_preferred_output: [says('No.')],
    }),
  ]);
  expect(saidOf(imported)).toEqual([`p: ${JSON.stringify(call)} clearly over No.`]);
});

it('leaves out rows whose outputs are not one answer each', async () => {
  const good = {
    input: { messages: [user] },
    preferred_output: [says('So.')],
    non_preferred_output: [says('No.')],
  };
  const imported = await importAll([
    lines(
      'p.jsonl',
      good,
      { ...good, preferred_output: [user, says('So.')] },
      { ...good, preferred_output: [] },
      { ...good, non_preferred_output: [user] },
      { ...good, non_preferred_output: [says('So. ')] },
      { ...good, non_preferred_output: undefined },
      { ...good, input: { messages: [user, says('So.')] } },
      { ...good, input: 'Why?' },
    ),
  ]);
  expect(shortProblems(imported)).toEqual([
    'p.jsonl:2 preferred_output bad_turns',
    'p.jsonl:3 preferred_output bad_value',
    'p.jsonl:4 non_preferred_output.0.role bad_turns',
    'p.jsonl:5 non_preferred_output.0.content identical_responses',
    'p.jsonl:6 non_preferred_output missing_field',
    'p.jsonl:7 input.messages bad_turns',
    'p.jsonl:8 input bad_value',
  ]);
});
