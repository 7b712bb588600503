import { describe, expect, it } from 'vitest';
import { fileOf, importAll, judgmentsOf, promptsOf, responsesOf, shortProblems } from '../support.ts';
import { askedIn, lines, readFixture, saidIn } from './judged.ts';

const user = (content: unknown): unknown => ({ role: 'user', content });
const says = (content: unknown): unknown => ({ role: 'assistant', content });

/** A vote on conversations that ask *q1* and *q2*. */
function vote(fields: object): object {
  return {
    question_id: 'c0ffee',
    model_a: 'm',
    model_b: 'n',
    winner: 'model_b',
    judge: 'arena_user_1',
    conversation_a: [user('q1'), says('a1'), user('q2'), says('a2')],
    conversation_b: [user('q1'), says('b1'), user('q2'), says('b2')],
    turn: 2,
    anony: true,
    language: 'English',
    tstamp: 1682351591.1322,
    ...fields,
  };
}

describe('votes with both conversations in the row', () => {
  it('become one prompt with its turns, and a judgment with sides, turn and time', async () => {
    const imported = await importAll([lines('arena.jsonl', vote({}), vote({ judge: 'j2', turn: 1 }))]);
    expect(shortProblems(imported)).toEqual([]);
    expect(askedIn(imported)).toEqual(['q1|q2']);
    expect(saidIn(imported)).toEqual([
      'arena_user_1 2: b1|b2 of a1|a2 / b1|b2',
      'j2 1: b1|b2 of a1|a2 / b1|b2',
    ]);
    const [first] = judgmentsOf(imported);
    expect(first).toMatchObject({
      at: '2023-04-24T15:53:11.132Z',
      shown: { order: responsesOf(imported).map(({ id }) => id), seed: null },
    });
    expect({ ...promptsOf(imported)[0]?.metadata }).toEqual({
      question_id: 'c0ffee',
      anony: 'true',
      language: 'English',
    });
  });

  it.each([
    ['model_a', 'a1 of a1 / b1'],
    ['model_b', 'b1 of a1 / b1'],
    ['tie', 'tie of a1 / b1'],
    ['tie (bothbad)', 'both-bad of a1 / b1'],
    ['tie (inconsistent)', 'tie of a1 / b1'],
    ['both_bad', 'both-bad of a1 / b1'],
  ])('knows the winner %s', async (winner, said) => {
    const row = vote({
      winner,
      turn: undefined,
      conversation_a: [user('q1'), says('a1')],
      conversation_b: [user('q1'), says('b1')],
    });
    expect(saidIn(await importAll([lines('arena.jsonl', row)]))).toEqual([`arena_user_1 1: ${said}`]);
  });

  it('read contents in parts, as in the set of 140,000, and end at the last turn when none is named', async () => {
    const part = (text: string): unknown => [{ type: 'text', text, image: null, mimeType: null }];
    const row = {
      id: 'x',
      model_a: 'm',
      model_b: 'n',
      winner: 'both_bad',
      evaluation_session_id: 's',
      conversation_a: [user(part('q1')), says(part('a1')), user(part('q2')), says(part('a2'))],
      conversation_b: [user(part('q1')), says(part('b1')), user(part('q2')), says(part('b2'))],
      full_conversation: [{ user: user('q1') }],
      timestamp: '2025-05-01T10:00:00+02:00',
    };
    const imported = await importAll([lines('train.jsonl', row)]);
    expect(saidIn(imported)).toEqual(['train 2: both-bad of a1|a2 / b1|b2']);
    expect(judgmentsOf(imported)[0]?.at).toBe('2025-05-01T08:00:00.000Z');
    expect({ ...promptsOf(imported)[0]?.metadata }).toEqual({ id: 'x', evaluation_session_id: 's' });
  });

  it('leave out what cannot be compared, with the reason', async () => {
    const other = [user('q1'), says('b1'), user('something else'), says('b2')];
    const imported = await importAll([
      lines(
        'arena.jsonl',
        vote({ conversation_b: other }),
        vote({ conversation_b: [user('q1'), says('b1')] }),
        vote({ conversation_a: [user('q1'), says('a1'), user('q2')] }),
        vote({ conversation_a: [user('q1'), says(''), user('q2'), says('a2')] }),
        vote({ winner: 'left' }),
        vote({ turn: 3 }),
        vote({ tstamp: 'yesterday' }),
        vote({ judge: '' }),
        vote({ conversation_b: vote({}) }),
      ),
    ]);
    expect(shortProblems(imported)).toEqual([
      'arena.jsonl:1 conversation_b bad_turns',
      'arena.jsonl:2 conversation_b bad_turns',
      'arena.jsonl:3 conversation_a bad_turns',
      'arena.jsonl:4 conversation_a.1.content empty_response',
      'arena.jsonl:5 winner unknown_winner',
      'arena.jsonl:6 turn bad_turns',
      'arena.jsonl:7 tstamp bad_value',
      'arena.jsonl:8 judge bad_value',
      'arena.jsonl:9 conversation_b bad_value',
    ]);
    expect(judgmentsOf(imported)).toEqual([]);
  });

  it('say the same as the votes and answers of MT-bench in files of their own', async () => {
    interface Question {
      readonly question_id: number;
      readonly turns: readonly string[];
    }
    interface Answer {
      readonly question_id: number;
      readonly choices: readonly { readonly turns: readonly string[] }[];
    }
    interface Vote {
      readonly question_id: number;
      readonly model_a: string;
      readonly model_b: string;
    }
    const parse = <Value>(text: string): Value[] =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Value);
    const files = ['question.jsonl', 'model_answer/gpt-4.jsonl', 'model_answer/claude-v1.jsonl'].map((path) =>
      readFixture(`mt_bench/${path}`, path),
    );
    const votes = readFixture('mt_bench/human.jsonl', 'human.jsonl')
      .text.split('\n')
      .filter((line) => line.includes('"gpt-4"') && line.includes('"claude-v1"'));
    const questions = new Map(
      parse<Question>(files[0]?.text ?? '').map(({ question_id, turns }) => [question_id, turns]),
    );
    const answersOf = (index: number): Map<number, readonly string[]> =>
      new Map(
        parse<Answer>(files[index]?.text ?? '').map(({ question_id, choices }) => [
          question_id,
          choices[0]?.turns ?? [],
        ]),
      );
    const answers = new Map([
      ['gpt-4', answersOf(1)],
      ['claude-v1', answersOf(2)],
    ]);
    const inline = votes.map((line) => {
      const row = JSON.parse(line) as Vote;
      const conversation = (model: string): unknown[] =>
        (questions.get(row.question_id) ?? []).flatMap((question, turn) => [
          user(question),
          says(answers.get(model)?.get(row.question_id)?.[turn]),
        ]);
      return { ...row, conversation_a: conversation(row.model_a), conversation_b: conversation(row.model_b) };
    });
    const apart = await importAll([
      ...files.map(({ file }) => file),
      fileOf('human.jsonl', `${votes.join('\n')}\n`),
    ]);
    const together = await importAll([lines('human.jsonl', ...inline)]);
    expect(votes.length).toBeGreaterThan(20);
    expect(shortProblems(together)).toEqual([]);
    expect(judgmentsOf(together).map(({ id }) => id)).toEqual(judgmentsOf(apart).map(({ id }) => id));
  });
});

describe('votes of the arena in a flat table', () => {
  const row = {
    id: 30192,
    model_a: 'm',
    model_b: 'n',
    prompt: '["q1", "q2"]',
    response_a: '["a1", "a2"]',
    response_b: '["b1", "b2"]',
    winner_model_a: 1,
    winner_model_b: 0,
    winner_tie: 0,
  };

  it('are read from the JSON texts in their cells', async () => {
    const cell = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
    const header = Object.keys(row).join(',');
    const table = `${header}\n${Object.values(row).map(cell).join(',')}\n`;
    const tie = { ...row, winner_model_a: 0, winner_tie: 1 };
    const imported = await importAll([fileOf('a.csv', table), lines('b.jsonl', tie)]);
    expect(shortProblems(imported)).toEqual([]);
    expect(askedIn(imported)).toEqual(['q1|q2']);
    expect(saidIn(imported)).toEqual(['a 2: a1|a2 of a1|a2 / b1|b2', 'b 2: tie of a1|a2 / b1|b2']);
  });

  it('bear with a model that said nothing in one of the turns, and with nothing else', async () => {
    const imported = await importAll([
      lines(
        'a.jsonl',
        { ...row, response_a: '["a1", null]' },
        { ...row, response_a: '[null, ""]' },
        { ...row, response_a: '["a1"]' },
        { ...row, response_a: 'a1' },
        { ...row, prompt: '["q1", null]' },
        { ...row, response_b: String.raw`["b1", "\ud83d"]` },
        { ...row, winner_tie: 1 },
        { ...row, winner_model_a: 0 },
      ),
    ]);
    expect(saidIn(imported)).toEqual(['a 2: a1| of a1| / b1|b2']);
    expect(shortProblems(imported)).toEqual([
      'a.jsonl:2 response_a empty_response',
      'a.jsonl:3 response_a bad_turns',
      'a.jsonl:4 response_a bad_value',
      'a.jsonl:5 prompt.1 empty_prompt',
      'a.jsonl:6 response_b.1 lone_surrogate',
      'a.jsonl:7 winner_tie unknown_winner',
      'a.jsonl:8 winner_model_a unknown_winner',
    ]);
  });
});
