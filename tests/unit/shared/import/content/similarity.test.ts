import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeSimilarity } from '../../../../../shared/import/content/similarity.ts';

/** The definition, word for word. */
function jaccard(left: string, right: string): number {
  const [one, other] = [shinglesOf(left), shinglesOf(right)];
  const common = [...one].filter((shingle) => other.has(shingle)).length;
  return common / (one.size + other.size - common);
}

function shinglesOf(text: string): Set<string> {
  const shingles = new Set<string>();
  for (let at = 0; at + 5 <= text.length; at += 1) shingles.add(text.slice(at, at + 5));
  return shingles;
}

describe('the similarity of two texts', () => {
  it('is the Jaccard index of their sets of five characters', () => {
    const text = fc
      .array(fc.constantFrom('ab', 'a', 'the ', '机器学习', '\n', 'x'), { minLength: 5, maxLength: 400 })
      .map((parts) => `begin${parts.join('')}`);
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(computeSimilarity(left, right)).toBeCloseTo(jaccard(left, right), 10);
        expect(computeSimilarity(left, right)).toBe(computeSimilarity(right, left));
        expect(computeSimilarity(left, left)).toBe(1);
      }),
      { numRuns: 1000 },
    );
  });

  it('looks at the first 65,536 units', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => String(index * 7919))
      .join(' ')
      .slice(0, 65_536);
    expect(computeSimilarity(`${text} and then this`, `${text} or something else`)).toBe(1);
  });
});
