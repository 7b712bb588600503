import { expect, it } from 'vitest';
import { importAll, promptsOf, responsesOf, shortProblems } from '../support.ts';
import { askedOf, lines, saidOf } from './said.ts';

const scores = { helpfulness: 3, correctness: 4, coherence: 4, complexity: 1, verbosity: 0 };

it('rates each response on five scales; rows of one prompt come together', async () => {
  const imported = await importAll([
    lines(
      'train.jsonl',
      { prompt: 'Why?', response: 'So.', ...scores },
      { prompt: 'Why?', response: 'No.', ...scores },
    ),
  ]);
  expect(promptsOf(imported)).toHaveLength(1);
  expect(saidOf(imported)).toEqual(
    ['So.', 'No.'].flatMap((text) =>
      Object.entries(scores).map(([scale, score]) => `train: ${text} has ${scale} ${score} of 0..4`),
    ),
  );
});

it('splits prompts of several turns', async () => {
  const turns = 'Hi.\n<extra_id_1>Assistant\nYes?\n<extra_id_1>User\nWhy?\nTell me.';
  const imported = await importAll([
    lines(
      'train.jsonl',
      { prompt: turns, response: 'So.', ...scores },
      {
        prompt: `<extra_id_0>System\nBe brief.\n<extra_id_1>User\nWhy?\n<extra_id_1>Assistant\n`,
        response: 'So.',
        ...scores,
      },
      { prompt: 'Why?\n<extra_id_1>Assistant\nSo.', response: 'So.', ...scores },
    ),
  ]);
  expect(askedOf(imported)).toEqual([
    'user: Hi. | assistant: Yes? | user: Why?\nTell me.',
    'system: Be brief. | user: Why?',
  ]);
  expect(shortProblems(imported)).toEqual(['train.jsonl:3 prompt bad_turns']);
});

it('gives each of several scores to a rater of its own', async () => {
  const imported = await importAll([
    lines('disagreements.jsonl', {
      prompt: 'c#',
      response: 'A language.',
      helpfulness: [3, 4],
      correctness: [4, 2],
      coherence: [4],
      complexity: [],
      verbosity: [null, 1],
    }),
  ]);
  expect(saidOf(imported)).toEqual([
    'disagreements #1: A language. has helpfulness 3 of 0..4',
    'disagreements #2: A language. has helpfulness 4 of 0..4',
    'disagreements #1: A language. has correctness 4 of 0..4',
    'disagreements #2: A language. has correctness 2 of 0..4',
    'disagreements #1: A language. has coherence 4 of 0..4',
    'disagreements #2: A language. has verbosity 1 of 0..4',
  ]);
});

it('leaves out rows without a response, with a score that is none, or said before', async () => {
  const imported = await importAll([
    lines(
      'train.jsonl',
      { prompt: 'Why?', response: 'So.', ...scores },
      { prompt: 'Why?', response: '', ...scores },
      { prompt: 'Why?', response: 'Maybe.', ...scores, coherence: 'good' },
      { prompt: 'Why?', response: 'So.', ...scores },
      { prompt: '', response: 'So.', ...scores },
    ),
  ]);
  expect(shortProblems(imported)).toEqual([
    'train.jsonl:2 response empty_response',
    'train.jsonl:3 coherence bad_value',
    'train.jsonl:4 response duplicate_response',
    'train.jsonl:5 prompt empty_prompt',
  ]);
  expect(responsesOf(imported)).toHaveLength(1);
  expect(saidOf(imported)).toHaveLength(5);
});
