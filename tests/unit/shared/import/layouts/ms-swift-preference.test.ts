import { expect, it } from 'vitest';
import { importAll, promptsOf, shortProblems } from '../support.ts';
import { askedOf, lines, notesOf, saidOf } from './said.ts';

const user = { role: 'user', content: 'Why?' };
const says = (content: string): unknown => ({ role: 'assistant', content });

it.each<[string, object]>([
  ['a text', { rejected_response: 'No.' }],
  ['a list with one message', { rejected_response: [says('No.')] }],
  [
    'a whole conversation',
    { rejected_messages: [{ role: 'system', content: 'Be brief.' }, user, says('No.')] },
  ],
  [
    'an empty field beside the other',
    {
      rejected_response: null,
      rejected_messages: [{ role: 'system', content: 'Be brief.' }, user, says('No.')],
    },
  ],
])('reads messages that end with the better answer, and the worse as %s', async (_form, rejected) => {
  const imported = await importAll([
    lines('dpo.jsonl', {
      messages: [{ role: 'system', content: 'Be brief.' }, user, says('So.')],
      ...rejected,
      margin: 0.5,
    }),
  ]);
  expect(askedOf(imported)).toEqual(['system: Be brief. | user: Why?']);
  expect(saidOf(imported)).toEqual(['dpo: So. clearly over No.']);
  expect(notesOf(imported)).toEqual({ margin: '0.5' });
  expect(shortProblems(imported)).toEqual([]);
});

it('reads several worse texts, calls of tools in the conversation, and images', async () => {
  const imported = await importAll([
    lines('dpo.jsonl', {
      messages: [
        { role: 'user', content: '<image>Why?' },
        { role: 'tool_call', content: '{"name":"look","arguments":{}}' },
        { role: 'tool_response', content: '4' },
        says('So.'),
      ],
      rejected_response: ['No.', 'Never.'],
      images: ['a.png'],
      tools: '[{"name":"look"}]',
    }),
  ]);
  expect(askedOf(imported)).toEqual([
    'user: <image>Why? | assistant: {"name":"look","arguments":{}} | tool: 4',
  ]);
  expect(saidOf(imported)).toEqual(['dpo: So. clearly over No.', 'dpo: So. clearly over Never.']);
  expect(promptsOf(imported)[0]).toMatchObject({ images: ['a.png'], tools: '[{"name":"look"}]' });
});

it('leaves out what ms-swift filters, and says so', async () => {
  const messages = [user, says('So.')];
  const imported = await importAll([
    lines(
      'dpo.jsonl',
      { messages, rejected_response: 'No.' },
      { messages, rejected_response: null },
      { messages, rejected_response: 'So.' },
      { messages, rejected_response: '' },
      { messages: [], rejected_response: 'No.' },
      { messages: [user], rejected_response: 'No.' },
      { messages, rejected_messages: [{ role: 'user', content: 'Who?' }, says('No.')] },
      { messages, rejected_messages: [says('No.')] },
      { messages, rejected_response: [says('No.'), says('Never.')] },
    ),
  ]);
  expect(shortProblems(imported)).toEqual([
    'dpo.jsonl:2 rejected_response not_text',
    'dpo.jsonl:3 rejected_response identical_responses',
    'dpo.jsonl:4 rejected_response empty_response',
    'dpo.jsonl:5 messages bad_value',
    'dpo.jsonl:6 messages.0.role bad_turns',
    'dpo.jsonl:7 messages bad_turns',
    'dpo.jsonl:8 messages bad_turns',
    'dpo.jsonl:9 messages bad_turns',
  ]);
});
