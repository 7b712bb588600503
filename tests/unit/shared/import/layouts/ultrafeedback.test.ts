import { expect, it } from 'vitest';
import { importAll, promptsOf, responsesOf, shortProblems } from '../support.ts';
import { askedOf, lines, notesOf, saidOf } from './said.ts';

const row = {
  source: 'flan_v2_niv2',
  instruction: 'Name a prime.',
  models: ['m', 'n'],
  completions: [
    {
      model: 'm',
      principle: 'helpfulness',
      custom_system_prompt: 'Be educational.',
      response: '7',
      annotations: {
        instruction_following: { Rating: '5', Rationale: 'As asked.' },
        truthfulness: {
          Type: ['None'],
          Rationale: 'No error.',
          Rating: '4',
          'Rationale For Rating': 'True.',
        },
        honesty: { Rating: 'N/A', Rationale: '' },
      },
      critique: 'Short.',
      overall_score: 8.5,
      'fine-grained_score': 4.5,
    },
    // Older files have lists of one, and no overall score.
    {
      model: 'n',
      principle: 'honesty',
      custom_system_prompt: 'Be honest.',
      response: '9',
      annotations: { honesty: [{ Rating: '1', Rationale: 'Wrong.' }] },
    },
  ],
};

it('reads every completion with its ratings and reasons', async () => {
  const imported = await importAll([lines('flan.jsonl', row)]);
  expect(askedOf(imported)).toEqual(['user: Name a prime.']);
  expect(notesOf(imported)).toEqual({ source: 'flan_v2_niv2' });
  expect(saidOf(imported)).toEqual([
    'flan: 7 has instruction_following 5 of 1..5',
    'flan: 7 has truthfulness 4 of 1..5',
    'flan: 7 has overall_score 8.5 of 1..10',
    'flan: of 7: instruction_following: As asked.',
    'flan: of 7: truthfulness: No error.',
    'flan: of 7: truthfulness: True.',
    'flan: of 7: Short.',
    'flan: 9 has honesty 1 of 1..5',
    'flan: of 9: honesty: Wrong.',
  ]);
  expect(responsesOf(imported).map(({ origin, metadata }) => [origin.model, { ...metadata }])).toEqual([
    [
      'm',
      {
        principle: 'helpfulness',
        custom_system_prompt: 'Be educational.',
        'fine-grained_score': '4.5',
        'truthfulness.Type': '["None"]',
      },
    ],
    ['n', { principle: 'honesty', custom_system_prompt: 'Be honest.' }],
  ]);
  expect(shortProblems(imported)).toEqual([]);
});

it('puts one instruction under one prompt, whatever system message each completion had', async () => {
  const imported = await importAll([lines('a.jsonl', row), lines('b.jsonl', row)]);
  expect(promptsOf(imported)).toHaveLength(1);
  expect(responsesOf(imported)).toHaveLength(2);
});

it('keeps what can be read of a row with faults', async () => {
  const [first] = row.completions;
  const imported = await importAll([
    lines(
      'u.jsonl',
      {
        instruction: 'Why?',
        models: ['m', 'n', 'o', 'p'],
        completions: [
          { ...first, annotations: { honesty: { Rating: 'five' } } },
          { response: '' },
          'text',
          { response: 'So.' },
          { model: 'p', response: 'So.' },
        ],
      },
      { instruction: ' ', completions: row.completions },
      { instruction: 'Why?', completions: [] },
    ),
  ]);
  expect(shortProblems(imported)).toEqual([
    'u.jsonl:1 completions.0.annotations.honesty.Rating bad_value',
    'u.jsonl:1 completions.1.response empty_response',
    'u.jsonl:1 completions.2 bad_value',
    'u.jsonl:1 completions.4.response duplicate_response',
    'u.jsonl:2 instruction empty_prompt',
    'u.jsonl:3 completions no_responses',
  ]);
  expect(responsesOf(imported).map(({ origin, turns }) => [origin.model, turns[0]])).toEqual([
    ['m', '7'],
    ['p', 'So.'],
  ]);
  expect(saidOf(imported)).toEqual(['u: 7 has overall_score 8.5 of 1..10', 'u: of 7: Short.']);
});

it('keeps a score of 10, although some of them are known to be errors', async () => {
  const imported = await importAll([
    lines('u.jsonl', {
      instruction: 'Why?',
      completions: [{ model: 'm', response: 'So.', overall_score: 10 }],
    }),
  ]);
  expect(saidOf(imported)).toEqual(['u: So. has overall_score 10 of 1..10']);
});
