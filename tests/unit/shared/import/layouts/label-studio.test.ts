import { describe, expect, it } from 'vitest';
import { fileOf, importAll, judgmentsOf, promptsOf, responsesOf, shortProblems } from '../support.ts';
import { askedIn, saidIn } from './judged.ts';

/** A result as the editor writes it. */
function result(type: string, from: string, to: string, value: object): object {
  return { id: 'r', origin: 'manual', type, from_name: from, to_name: to, value };
}

function annotation(results: readonly object[], more: object = {}): object {
  return {
    id: 1,
    completed_by: 7,
    was_cancelled: false,
    ground_truth: false,
    created_at: '2024-03-09T22:16:08.728353Z',
    lead_time: 4.288,
    result: results,
    ...more,
  };
}

function importTask(data: object, ...annotations: readonly object[]): ReturnType<typeof importAll> {
  const task = { id: 5, data, annotations, predictions: [], created_at: '2024-03-01T00:00:00Z', project: 1 };
  return importAll([fileOf('export.json', JSON.stringify([task]))]);
}

const pair = { prompt: 'q', answer1: 'a', answer2: 'b' };

describe('an export of Label Studio', () => {
  it('gives a comparison with its rater, time, duration and sides', async () => {
    const imported = await importTask(
      { ...pair, model_2: 'n', topic: 'law' },
      annotation([result('pairwise', 'pw', 'answer1,answer2', { selected: 'right' })]),
      annotation([result('pairwise', 'pw', 'answer2,answer1', { selected: 'right' })], {
        completed_by: { id: 3, email: 'ann@example.org' },
      }),
    );
    expect(shortProblems(imported)).toEqual([]);
    expect(askedIn(imported)).toEqual(['q']);
    expect({ ...promptsOf(imported)[0]?.metadata }).toEqual({ topic: 'law' });
    expect(responsesOf(imported).map(({ turns, origin }) => [turns[0], origin.model])).toEqual([
      ['a', null],
      ['b', 'n'],
    ]);
    expect(saidIn(imported)).toEqual(['completed_by 7 1: b of a / b', 'ann@example.org 1: a of b / a']);
    const [left, right] = responsesOf(imported).map(({ id }) => id);
    expect(judgmentsOf(imported)[0]).toMatchObject({
      at: '2024-03-09T22:16:08.728Z',
      durationMs: 4288,
      shown: { order: [left, right], seed: null },
    });
  });

  it('finds the texts of a comparison whose tags are called otherwise, by their number or letter', async () => {
    const data = { question: 'q', text1: 'a', text2: 'b' };
    const compared = annotation([result('pairwise', 'pw', 'txt-1,txt-2', { selected: 'left' })]);
    expect(saidIn(await importTask(data, compared))).toEqual(['completed_by 7 1: a of a / b']);
    const unclear = annotation([result('pairwise', 'pw', 'first,second', { selected: 'left' })]);
    const imported = await importTask(pair, unclear);
    expect(shortProblems(imported)).toEqual(['export.json:1 annotations.0.result.0.to_name bad_value']);
    expect(responsesOf(imported)).toHaveLength(2);
  });

  it('gives rankings of a list, whole or in buckets', async () => {
    const data = {
      prompt: 'q',
      items: [
        { id: 'x', title: 'X', body: 'a' },
        { id: 'y', title: 'Y', body: 'b' },
        { id: 3, title: 'Z', body: 'c', model: 'm' },
      ],
    };
    const rank = (ranker: unknown): object => annotation([result('ranker', 'rank', 'items', { ranker })]);
    const imported = await importTask(
      data,
      rank(['y', 3, 'x']),
      rank({ rank: ['x', 'y', '3'] }),
      rank({ good: ['y'], bad: ['x', '3'] }),
      rank({ good: ['y'], _: ['x', '3'] }),
      rank({ good: [], _: ['x', 'y', '3'] }),
      rank(['w']),
    );
    expect(saidIn(imported)).toEqual([
      'completed_by 7 1: b > c > a of 3',
      'completed_by 7 1: a > b > c of 3',
      'completed_by 7 1: b > a = c of 3',
      'completed_by 7 1: b of 3',
    ]);
    expect(shortProblems(imported)).toEqual([
      'export.json:1 annotations.4.result.0 no_answer',
      'export.json:1 annotations.5.result.0 bad_value',
    ]);
    expect(responsesOf(imported).map(({ origin }) => origin.model)).toEqual([null, null, 'm']);
  });

  it('gives corrections, comments, ratings and choices on a response', async () => {
    const imported = await importTask(
      { prompt: 'q', response: 'a' },
      annotation([
        result('textarea', 'corrected', 'response', { text: ['A', 'B'] }),
        result('textarea', 'reason', 'response', { text: ['too short'] }),
        result('rating', 'quality', 'response', { rating: 4 }),
        result('number', 'length', 'response', { number: 2.5 }),
        result('choices', 'safe', 'response', { choices: ['Yes'] }),
        result('choices', 'tone', 'response', { choices: ['friendly'] }),
        result('choices', 'flaws', 'response', { choices: ['long', 'wrong'] }),
        result('labels', 'span', 'response', { start: 0, end: 1, labels: ['x'] }),
        result('rating', 'quality', 'response', {}),
      ]),
    );
    expect(saidIn(imported).map((said) => said.replace('completed_by 7 1: ', ''))).toEqual([
      'a -> A\nB',
      'a: reason: too short',
      'a quality 4',
      'a length 2.5',
      'a safe 1 of 0..1',
      'a: tone: friendly',
      'a: flaws (choices): long, wrong',
    ]);
    expect(shortProblems(imported)).toEqual([
      'export.json:1 annotations.0.result.7 bad_value',
      'export.json:1 annotations.0.result.8 bad_value',
    ]);
  });

  it.each([
    ['answer2', 'b of a / b'],
    ['Answer 1', 'a of a / b'],
    ['Tie', 'tie of a / b'],
    ['both bad', 'both-bad of a / b'],
    ['unsure', 'a & b: better: unsure'],
  ])('reads the choice %s between two answers', async (choice, said) => {
    const chosen = annotation([result('choices', 'better', 'prompt', { choices: [choice] })]);
    expect(saidIn(await importTask(pair, chosen))).toEqual([`completed_by 7 1: ${said}`]);
  });

  it('reports what was cancelled, and what is not there', async () => {
    const good = [result('pairwise', 'pw', 'answer1,answer2', { selected: 'left' })];
    const imported = await importTask(
      pair,
      annotation(good, { was_cancelled: true }),
      annotation(good, { completed_by: '' }),
      annotation(good, { created_at: 'then' }),
      annotation(good, { lead_time: -1 }),
      annotation([result('pairwise', 'pw', 'answer1,answer2', { selected: 'middle' })]),
      annotation(good, { completed_by: null }),
    );
    expect(saidIn(imported)).toEqual(['export 1: a of a / b']);
    expect(shortProblems(imported)).toEqual([
      'export.json:1 annotations.0 no_answer',
      'export.json:1 annotations.1.completed_by bad_value',
      'export.json:1 annotations.2.created_at bad_value',
      'export.json:1 annotations.3.lead_time bad_value',
      'export.json:1 annotations.4.result.0.value.selected unknown_winner',
    ]);
    expect(shortProblems(await importTask({ prompt: 'q' }))).toEqual(['export.json:1 data no_responses']);
    expect(shortProblems(await importTask({ answer1: 'a', answer2: 'b' }))).toEqual([
      'export.json:1 data missing_field',
    ]);
    expect(shortProblems(await importTask({ ...pair, answer2: ' ' }))).toEqual([
      'export.json:1 data.answer2 empty_response',
    ]);
  });

  it('reads a chat as the prompt', async () => {
    const chat = [
      { role: 'user', content: 'q1' },
      { role: 'assistant', content: 'x' },
      { role: 'user', content: 'q2' },
    ];
    const imported = await importTask({ chat, response_a: 'a', response_b: 'b' });
    expect(askedIn(imported)).toEqual(['q1|x|q2']);
    expect(responsesOf(imported)).toHaveLength(2);
  });
});
