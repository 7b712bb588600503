import { describe, expect, it } from 'vitest';
import { fileOf, importAll, promptsOf, responsesOf, shortProblems } from '../support.ts';
import { askedIn, lines, saidIn } from './judged.ts';

const fields = { instruction: 'q', 'response-1': 'a', 'response-2': 'b' };

function record(responses: object, more: object = {}): object {
  return {
    id: 'r1',
    fields,
    metadata: { split: 'x' },
    suggestions: { preference: { value: 'response-1', score: 0.9, agent: 'gpt' } },
    responses,
    vectors: {},
    _server_id: 's',
    ...more,
  };
}

async function importRecords(...records: readonly object[]): ReturnType<typeof importAll> {
  return importAll([fileOf('records.json', JSON.stringify(records))]);
}

const ann = 'd14cf47f-0000-4000-8000-000000000001';
const bob = 'd14cf47f-0000-4000-8000-000000000002';

describe('records of Argilla', () => {
  it('give preferences, rankings, ratings, corrections and comments of every user', async () => {
    const imported = await importRecords(
      record({
        preference: [
          { value: 'response-2', user_id: ann },
          { value: 'tie', user_id: bob },
        ],
        order: [
          { value: ['response-2', 'response-1'], user_id: ann },
          {
            value: [
              { value: 'response-1', rank: 1 },
              { value: 'response-2', rank: 1 },
            ],
            user_id: bob,
          },
        ],
        'rating-response-1': [{ value: 4, user_id: ann }],
        'corrected-response-2': [{ value: 'B', user_id: ann }],
        why: [{ value: 'shorter', user_id: bob }],
        flaws: [{ value: ['long', 'rude'], user_id: bob }],
      }),
    );
    expect(shortProblems(imported)).toEqual([]);
    expect(askedIn(imported)).toEqual(['q']);
    expect(saidIn(imported)).toEqual([
      `${ann} 1: b of a / b`,
      `${bob} 1: tie of a / b`,
      `${ann} 1: b > a of 2`,
      `${bob} 1: a = b of 2`,
      `${ann} 1: a rating-response-1 4`,
      `${ann} 1: b -> B`,
      `${bob} 1: a & b: why: shorter`,
      `${bob} 1: a & b: flaws: long, rude`,
    ]);
  });

  it('give a rating and a correction of the only response', async () => {
    const imported = await importRecords(
      record(
        { quality: [{ value: 5, user_id: ann }], improved: [{ value: 'A', user_id: ann }] },
        { fields: { prompt: 'q', response: 'a', system: 's', context: 'c' } },
      ),
    );
    expect(saidIn(imported)).toEqual([`${ann} 1: a quality 5`, `${ann} 1: a -> A`]);
    expect(promptsOf(imported)[0]).toMatchObject({
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: 'q' },
      ],
      context: ['c'],
    });
  });

  it('report what was not submitted, and what cannot be placed', async () => {
    const imported = await importRecords(
      record({
        preference: [
          { value: 'response-1', user_id: ann, status: 'draft' },
          { value: 'response-1', user_id: bob, status: 'submitted' },
          { value: 'response-2', user_id: null },
        ],
        quality: [{ value: 3, user_id: ann }],
        span: [{ value: [{ start: 0, end: 1, label: 'x' }], user_id: ann }],
      }),
      record({}, { fields: { instruction: 'q2', 'response-1': 'same', 'response-2': 'same' } }),
    );
    expect(saidIn(imported)).toEqual([`${bob} 1: a of a / b`, 'records 1: b of a / b']);
    expect(shortProblems(imported)).toEqual([
      'records.json:1 responses.preference.0 no_answer',
      'records.json:1 responses.quality.0 bad_value',
      'records.json:1 responses.span.0 bad_value',
    ]);
    expect(responsesOf(imported)).toHaveLength(3);
  });

  it('are read in the flattened form', async () => {
    const imported = await importAll([
      lines('flat.jsonl', {
        id: 'r1',
        status: 'completed',
        _server_id: 's',
        ...fields,
        'preference.suggestion': 'response-1',
        'preference.suggestion.score': 0.9,
        'preference.responses': ['response-2', 'response-1', 'response-1'],
        'preference.responses.users': [ann, bob, bob],
        'preference.responses.status': ['submitted', 'submitted', 'discarded'],
      }),
    ]);
    expect(saidIn(imported)).toEqual([`${ann} 1: b of a / b`, `${bob} 1: a of a / b`]);
    expect(shortProblems(imported)).toEqual(['flat.jsonl:1 preference.responses.2 no_answer']);
    expect({ ...promptsOf(imported)[0]?.metadata }).toEqual({ id: 'r1' });
  });
});
