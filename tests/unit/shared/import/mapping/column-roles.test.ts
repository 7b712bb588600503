import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { EMPTY_MAPPING, type TableMapping } from '../../../../../shared/domain/table-mapping.ts';
import {
  COLUMN_ROLES,
  type ColumnRole,
  roleOf,
  withMeaning,
  withRole,
  withRows,
} from '../../../../../shared/import/mapping/column-roles.ts';

const columns = ['a', 'b', 'c'];
const HELD_BY_ONE: readonly ColumnRole[] = ['system', 'reference', 'key', 'verdict', 'rater', 'comment'];

test.each(['prompt', 'response'] as const)(
  'every column has the role it was given last, and the single roles have one column at most (a row is a %s)',
  (rows) => {
    const change = fc.record({ column: fc.constantFrom(...columns), role: fc.constantFrom(...COLUMN_ROLES) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
        const single = rows === 'response' ? [...HELD_BY_ONE, 'response'] : HELD_BY_ONE;
        const expected = new Map(columns.map((column) => [column, 'ignore']));
        let mapping: TableMapping = { ...EMPTY_MAPPING, rows };
        for (const { column, role } of changes) {
          mapping = withRole(mapping, column, role);
          if (single.includes(role)) {
            for (const [other, held] of expected) if (held === role) expected.set(other, 'ignore');
          }
          expected.set(column, role);
        }
        expect(new Map(columns.map((column) => [column, roleOf(mapping, column)]))).toEqual(expected);
      }),
    );
  },
);

const judged: TableMapping = {
  ...EMPTY_MAPPING,
  prompt: ['prompt'],
  responses: [
    { column: 'response_a', model: { from: 'column', column: 'model_a' } },
    { column: 'response_b', model: { from: 'fixed', name: 'b' } },
  ],
  verdict: {
    column: 'winner',
    meanings: [
      { value: 'a', means: { is: 'better', response: 'response_a', strength: 'clearly' } },
      { value: 'b', means: { is: 'better', response: 'response_b', strength: 'clearly' } },
    ],
  },
  ratings: [{ column: 'score_b', scale: 'score', response: 'response_b' }],
};

describe('a mapping', () => {
  it('keeps the model of a response as long as it is one', () => {
    expect(withRole(judged, 'response_a', 'response')).toBe(judged);
    expect(roleOf(judged, 'model_a')).toBe('name');
    const again = withRole(withRole(judged, 'response_a', 'ignore'), 'response_a', 'response');
    expect(again.responses[1]).toEqual({
      column: 'response_a',
      model: { from: 'fixed', name: 'response_a' },
    });
    expect(withRole(judged, 'model_a', 'tag').responses[0]?.model).toBeNull();
  });

  it('forgets what verdicts and ratings said of a column that is no response any more', () => {
    const { verdict, ratings } = withRole(judged, 'response_b', 'metadata');
    expect(verdict?.meanings.map(({ value }) => value)).toEqual(['a']);
    expect(ratings).toEqual([{ column: 'score_b', scale: 'score', response: null }]);
  });

  it('takes a rating for one of the response that it is called like', () => {
    const of = (column: string) => withRole(judged, column, 'rating').ratings.at(-1)?.response;
    expect(of('quality_b')).toBe('response_b');
    expect(of('response_b length')).toBe('response_b');
    expect(of('quality')).toBe('response_a');
    expect(withRole(EMPTY_MAPPING, 'quality', 'rating').ratings).toEqual([
      { column: 'quality', scale: 'quality', response: null },
    ]);
  });

  it('keeps one response and nothing that compares when its rows become responses, and all notes back again', () => {
    const long = withRole(withRows(judged, 'response'), 'latency', 'response-metadata');
    expect(long).toMatchObject({ rows: 'response', verdict: null, responseMetadata: ['latency'] });
    expect(long.responses.map(({ column }) => column)).toEqual(['response_a']);
    expect(long.ratings[0]?.response).toBeNull();
    expect(withRows(long, 'prompt')).toMatchObject({ metadata: ['latency'], responseMetadata: [] });
  });

  it('has one meaning of each value of its verdict', () => {
    const tie = withMeaning(judged, 'a', { is: 'tie' });
    expect(tie.verdict?.meanings.filter(({ value }) => value === 'a')).toEqual([
      { value: 'a', means: { is: 'tie' } },
    ]);
    expect(withMeaning(tie, 'a', undefined).verdict?.meanings.map(({ value }) => value)).toEqual(['b']);
    expect(withMeaning(EMPTY_MAPPING, 'a', { is: 'tie' })).toBe(EMPTY_MAPPING);
  });
});
