import { expect, it } from 'vitest';
import { importAll, shortProblems } from '../support.ts';
import { askedOf, lines, notesOf, saidOf } from './said.ts';

const start = '\n\nHuman: Hi.\n\nAssistant: Yes?\n\nHuman: Name a prime:\n\n1 is none.';

it('reads transcripts: what both share is the prompt, the last turns are the answers', async () => {
  const imported = await importAll([
    lines('harmless.jsonl', {
      chosen: `${start}\n\nAssistant: 7\n\nor 11`,
      rejected: `${start}\n\nAssistant: 9`,
      split: 'test',
    }),
  ]);
  expect(askedOf(imported)).toEqual(['user: Hi. | assistant: Yes? | user: Name a prime:\n\n1 is none.']);
  expect(saidOf(imported)).toEqual(['harmless: 7\n\nor 11 clearly over 9']);
  expect(notesOf(imported)).toEqual({ split: 'test' });
  expect(shortProblems(imported)).toEqual([]);
});

it('reads the mark Hum: too', async () => {
  const imported = await importAll([
    lines('h.jsonl', { chosen: '\n\nHum: Hi\n\nAssistant: a', rejected: '\n\nHum: Hi\n\nAssistant: b' }),
  ]);
  expect(askedOf(imported)).toEqual(['user: Hi']);
  expect(saidOf(imported)).toEqual(['h: a clearly over b']);
});

it('leaves out rows that cannot be compared', async () => {
  const good = { chosen: `${start}\n\nAssistant: a`, rejected: `${start}\n\nAssistant: b` };
  const imported = await importAll([
    lines(
      'h.jsonl',
      good,
      // Different conversations before the last answer.
      { ...good, rejected: `\n\nHuman: Other.\n\nAssistant: b` },
      { ...good, rejected: `${start}\n\nAssistant: b\n\nHuman: More\n\nAssistant: c` },
      // An empty last turn.
      { ...good, rejected: `${start}\n\nAssistant:` },
      // Ends with the user.
      { ...good, chosen: start },
      // Not a transcript.
      { ...good, chosen: `Some words.${start}\n\nAssistant: a` },
      { ...good, rejected: null },
      // The answer of the model comes first.
      { chosen: '\n\nAssistant: a', rejected: '\n\nAssistant: b' },
    ),
  ]);
  expect(shortProblems(imported)).toEqual([
    'h.jsonl:2 chosen bad_turns',
    'h.jsonl:3 chosen bad_turns',
    'h.jsonl:4 rejected empty_response',
    'h.jsonl:5 chosen bad_turns',
    'h.jsonl:6 chosen bad_turns',
    'h.jsonl:7 rejected not_text',
    'h.jsonl:8 chosen bad_turns',
  ]);
  expect(imported.summary.counts).toEqual({ prompts: 1, responses: 2, judgments: 1, leftOut: 7 });
});
