import { describe, expect, it } from 'vitest';
import type { ResponseId } from '../../../../shared/domain/ids.ts';
import { orderResponses } from '../../../../shared/pairs/response-tiers.ts';

function order(...edges: string[]) {
  const parsed = edges.map((text) => {
    const [better = '', worse = ''] = text.split('>');
    // Ids are plain texts here.
    return { better: better as ResponseId, worse: worse as ResponseId };
  });
  const { cyclic, tierOf } = orderResponses(parsed);
  return {
    tiers: Object.fromEntries(tierOf),
    cyclic: [...cyclic].map(({ better, worse }) => `${better}>${worse}`).toSorted(),
  };
}

describe('orderResponses', () => {
  it('gives the groups of a ranking back', () => {
    const edges = ['a>c', 'a>d', 'b>c', 'b>d', 'a>e', 'b>e', 'c>e', 'd>e'];
    expect(order(...edges)).toEqual({ tiers: { a: 0, b: 0, c: 1, d: 1, e: 2 }, cyclic: [] });
  });

  it('puts a response below everything preferred to it, in whatever order the preferences come', () => {
    expect(order('c>d', 'b>c', 'a>b', 'a>d').tiers).toEqual({ a: 0, b: 1, c: 2, d: 3 });
  });

  it('finds the preferences of a circle, and not those that lead to it or away from it', () => {
    expect(order('x>a', 'a>b', 'b>c', 'c>a', 'c>y')).toEqual({
      tiers: { x: 0, a: 1, b: 0, c: 0, y: 1 },
      cyclic: ['a>b', 'b>c', 'c>a'],
    });
  });

  it('finds two circles that share a response', () => {
    expect(order('a>b', 'b>a', 'b>c', 'c>b', 'd>e').cyclic).toEqual(['a>b', 'b>a', 'b>c', 'c>b']);
  });

  it('has nothing to order without preferences', () => {
    expect(order()).toEqual({ tiers: {}, cyclic: [] });
  });
});
