import { diffChars } from 'diff';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistanceWithin } from '../../../../shared/pairs/edit-distance.ts';

/** Deletions and insertions, by the textbook table. */
function byTable(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const diagonal = row[j - 1] ?? 0;
      next.push(left[i - 1] === right[j - 1] ? diagonal : 1 + Math.min(row[j] ?? 0, next[j - 1] ?? 0));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '好'), maxLength: 24 });

describe('editDistanceWithin', () => {
  it('equals the textbook table, and gives up exactly above the limit', () => {
    fc.assert(
      fc.property(word, word, fc.nat({ max: 50 }), (left, right, limit) => {
        const expected = byTable(left, right);
        expect(editDistanceWithin(left, right, limit)).toBe(expected <= limit ? expected : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with the diff library on prose', () => {
    const left = 'The quick brown fox jumps over the lazy dog; 天空很蓝，草地很绿。';
    const right = 'A quick brown cat leaps over the lazy dogs; 天空很灰，草地很绿！';
    const changed = diffChars(left, right).filter((part) => part.added || part.removed);
    const expected = changed.reduce((sum, { value }) => sum + value.length, 0);
    expect(editDistanceWithin(left, right, 1000)).toBe(expected);
  });

  it('compares 100 KB that differ in 2000 places', () => {
    const left = 'abcdefghij'.repeat(10_000);
    const right = ('abcdefgXij' + 'abcdefghij'.repeat(4)).repeat(2000);
    expect(editDistanceWithin(left, right, 4000)).toBe(4000);
    expect(editDistanceWithin(left, right, 3999)).toBeUndefined();
  });
});
