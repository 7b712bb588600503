import { expect, it } from 'vitest';
import { fileOf, importAll, responsesOf, shortProblems } from '../support.ts';
import { askedOf, lines, notesOf, saidOf } from './said.ts';

const user = { role: 'user', content: 'Why?' };
const says = (content: string): unknown => ({ role: 'assistant', content });
const sides = { chosen: [user, says('So.')], rejected: [user, says('No.')] };

it('reads the rows of H4: a preference and two ratings', async () => {
  const imported = await importAll([
    lines('prefs.jsonl', {
      prompt: 'Why?',
      prompt_id: 'abc',
      ...sides,
      messages: sides.chosen,
      score_chosen: 8.5,
      score_rejected: 6,
    }),
  ]);
  expect(askedOf(imported)).toEqual(['user: Why?']);
  expect(saidOf(imported)).toEqual([
    'prefs: So. clearly over No.',
    'prefs: So. has score 8.5',
    'prefs: No. has score 6',
  ]);
  expect(notesOf(imported)).toEqual({ prompt_id: 'abc' });
});

it('reads equal scores as a tie', async () => {
  const imported = await importAll([
    lines('prefs.jsonl', { prompt: 'Why?', ...sides, score_chosen: 7, score_rejected: 7.0 }),
  ]);
  expect(saidOf(imported)).toEqual([
    'prefs: tie of So. / No.',
    'prefs: So. has score 7',
    'prefs: No. has score 7',
  ]);
});

it.each<[string, object, string, (string | null)[]]>([
  [
    'conversations with hyphenated names',
    {
      prompt: 'Why?',
      ...sides,
      'chosen-rating': 5,
      'rejected-rating': 3.75,
      'chosen-model': 'm',
      'rejected-model': 'n',
    },
    'rating',
    ['m', 'n'],
  ],
  [
    'texts with mean ratings',
    {
      instruction: 'Why?',
      chosen_response: 'So.',
      rejected_response: 'No.',
      chosen_avg_rating: 5,
      rejected_avg_rating: 3.75,
      chosen_model: 'm',
    },
    'avg_rating',
    ['m', null],
  ],
  [
    'conversations without a prompt of their own',
    { ...sides, chosen_score: 5, rejected_score: 3.75 },
    'score',
    [null, null],
  ],
])("reads Argilla's %s", async (_form, row, scale, models) => {
  const imported = await importAll([lines('a.jsonl', { source: 's', ...row })]);
  expect(imported.summary.sources[0]?.format).toBe('ultrafeedback-binarized');
  expect(askedOf(imported)).toEqual(['user: Why?']);
  expect(saidOf(imported)).toEqual([
    'a: So. clearly over No.',
    `a: So. has ${scale} 5`,
    `a: No. has ${scale} 3.75`,
  ]);
  expect(responsesOf(imported).map(({ origin }) => origin.model)).toEqual(models);
  expect(notesOf(imported)).toEqual({ source: 's' });
});

it('reads a table, keeps pairs without a score, and leaves out scores that are no numbers', async () => {
  const table = 'prompt,chosen,rejected,score_chosen,score_rejected\np,a,b,8.5,6\np,a,c,N/A,\np,a,d,high,6\n';
  const imported = await importAll([fileOf('t.csv', table)]);
  expect(saidOf(imported)).toEqual([
    't: a clearly over b',
    't: a has score 8.5',
    't: b has score 6',
    't: a clearly over c',
  ]);
  expect(shortProblems(imported)).toEqual(['t.csv:4 score_chosen bad_value']);
});

it('keeps a prompt that says something else than the conversations', async () => {
  const imported = await importAll([
    lines('p.jsonl', { prompt: 'Other words.', ...sides, score_chosen: 2, score_rejected: 1 }),
  ]);
  expect(askedOf(imported)).toEqual(['user: Why?']);
  expect(notesOf(imported)).toEqual({ prompt: 'Other words.' });
});
