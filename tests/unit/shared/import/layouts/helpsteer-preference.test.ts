import { expect, it } from 'vitest';
import { importAll, shortProblems } from '../support.ts';
import { askedOf, lines, notesOf, saidOf } from './said.ts';

const pair = { prompt: 'Why?', response_1: 'So.', response_2: 'No.' };

it('reads a strength from -3 to 3', async () => {
  const imported = await importAll([
    lines(
      'p.jsonl',
      ...[-3, -2, -1, 0, 1, 2, 3].map((strength) => ({ ...pair, preference_strength: strength })),
    ),
  ]);
  const shown = '(shown So. / No.)';
  expect(saidOf(imported)).toEqual([
    `p: So. clearly over No. ${shown}`,
    `p: So. clearly over No. ${shown}`,
    `p: So. slightly over No. ${shown}`,
    `p: tie of So. / No. ${shown}`,
    `p: No. slightly over So. ${shown}`,
    `p: No. clearly over So. ${shown}`,
    `p: No. clearly over So. ${shown}`,
  ]);
});

it('keeps the reasons of HelpSteer2 as comments', async () => {
  const imported = await importAll([
    lines('p.jsonl', {
      split: 'train',
      ...pair,
      preference_strength: -1,
      preference_statement: '@Response 1 is better.',
      preference_elaboration: 'It is right.',
    }),
  ]);
  expect(saidOf(imported)).toEqual([
    'p: So. slightly over No. (shown So. / No.)',
    'p: of So. / No.: @Response 1 is better.',
    'p: of So. / No.: It is right.',
  ]);
  expect(notesOf(imported)).toEqual({ split: 'train' });
});

it('takes the people of HelpSteer2 for raters where they are listed', async () => {
  const imported = await importAll([
    lines('p.jsonl', {
      ...pair,
      preference_strength: -1,
      three_most_similar_preferences: [
        { statement: 'One.', elaboration: '', strength: -1 },
        { statement: 'Two.', elaboration: 'More.', strength: -2 },
      ],
    }),
  ]);
  expect(saidOf(imported)).toEqual([
    'p #1: So. slightly over No. (shown So. / No.)',
    'p #1: of So. / No.: One.',
    'p #2: So. clearly over No. (shown So. / No.)',
    'p #2: of So. / No.: Two.',
    'p #2: of So. / No.: More.',
  ]);
  expect(notesOf(imported)).toEqual({ preference_strength: '-1' });
});

const third = {
  domain: 'general',
  context: [
    { role: 'user', content: 'Hi.' },
    { role: 'assistant', content: 'Yes?' },
    { role: 'user', content: 'Why?' },
  ],
  response1: 'So.',
  response2: 'No.',
  overall_preference: -1,
};

it('takes the people of HelpSteer3 for raters, and the verdict of all only without them', async () => {
  const imported = await importAll([
    lines(
      'train.jsonl',
      {
        ...third,
        individual_preference: [
          { score: -2, reasoning: 'Shorter.', feedback1: 'Good.', feedback2: 'Blunt.' },
          { score: 0, reasoning: 'Alike.' },
        ],
      },
      { ...third, individual_preference: [] },
    ),
  ]);
  expect(askedOf(imported)).toEqual(['user: Hi. | assistant: Yes? | user: Why?']);
  expect(saidOf(imported)).toEqual([
    'train #1: So. clearly over No. (shown So. / No.)',
    'train #1: of So. / No.: Shorter.',
    'train #1: of So.: Good.',
    'train #1: of No.: Blunt.',
    'train #2: tie of So. / No. (shown So. / No.)',
    'train #2: of So. / No.: Alike.',
    'train: So. slightly over No. (shown So. / No.)',
  ]);
  expect(notesOf(imported)).toEqual({ domain: 'general', overall_preference: '-1' });
});

it('leaves out verdicts that are none, and keeps the others', async () => {
  const imported = await importAll([
    lines(
      'train.jsonl',
      { ...third, individual_preference: [{ score: 5, reasoning: 'x' }, { score: 1 }, 'y', { score: null }] },
      { ...third, overall_preference: null },
      { ...third, overall_preference: 0.5 },
      { ...third, response2: '' },
      { ...third, response2: 'So.' },
      { ...third, context: [] },
    ),
  ]);
  expect(shortProblems(imported)).toEqual([
    'train.jsonl:1 individual_preference.0.score bad_value',
    'train.jsonl:1 individual_preference.2 bad_value',
    'train.jsonl:1 individual_preference.3.score bad_value',
    'train.jsonl:2 overall_preference bad_value',
    'train.jsonl:3 overall_preference bad_value',
    'train.jsonl:4 response2 empty_response',
    'train.jsonl:5 response2 identical_responses',
    'train.jsonl:6 context bad_value',
  ]);
  expect(saidOf(imported)).toEqual(['train #2: No. slightly over So. (shown So. / No.)']);
});
