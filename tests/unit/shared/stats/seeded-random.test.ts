import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  randomFromState,
  type RandomSource,
  seededRandom,
  uniformInt,
} from '../../../../shared/stats/seeded-random.ts';

function take(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

function words(...given: number[]): RandomSource {
  const left = given.values();
  return {
    nextUint32() {
      const { value, done } = left.next();
      if (done) throw new Error('Too many words drawn');
      return value;
    },
  };
}

describe('randomFromState', () => {
  it('follows the reference implementation of xoshiro128** 1.1', () => {
    const random = randomFromState([1, 2, 3, 4]);
    expect(take(10, () => random.nextUint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('refuses the state that only repeats itself', () => {
    expect(() => randomFromState([0, 0, 0, 0])).toThrow(RangeError);
  });
});

describe('seededRandom', () => {
  it('spreads the seed over the state with splitmix64', () => {
    // First outputs of splitmix64 from 1234567: 6457827717110365317 and 3203168211198807973.
    const state = [6457827717110365317n, 3203168211198807973n].flatMap((word) => [
      Number(BigInt.asUintN(32, word)),
      Number(word >> 32n),
    ]);
    const [first = 0, second = 0, third = 0, fourth = 0] = state;
    const expected = randomFromState([first, second, third, fourth]);
    const random = seededRandom(1_234_567);
    expect(take(20, () => random.nextUint32())).toEqual(take(20, () => expected.nextUint32()));
  });

  it('repeats itself for the same seed and differs for the next one', () => {
    const seed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 });
    fc.assert(
      fc.property(seed, (given) => {
        const [one, same, next] = [seededRandom(given), seededRandom(given), seededRandom(given + 1)];
        const drawn = take(8, () => one.nextUint32());
        expect(take(8, () => same.nextUint32())).toEqual(drawn);
        expect(take(8, () => next.nextUint32())).not.toEqual(drawn);
      }),
    );
  });

  it('refuses seeds it could not repeat exactly', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => seededRandom(seed)).toThrow(RangeError);
  });
});

describe('uniformInt', () => {
  it('draws again while the low bits of a word make a number that is too large', () => {
    // Below 6 takes three bits: 7 and 6 are drawn again, and of 0b1101 only 0b101 counts.
    expect(uniformInt(words(7, 6, 0b1101), 6)).toBe(5);
    expect(uniformInt(words(2 ** 32 - 1), 2 ** 32)).toBe(2 ** 32 - 1);
    expect(uniformInt(words(2 ** 32 - 1, 2 ** 31), 2 ** 31 + 1)).toBe(2 ** 31);
    expect(uniformInt(words(), 1)).toBe(0);
  });

  it('gives every number about equally often (seed 5)', () => {
    const random = seededRandom(5);
    const counts = new Float64Array(10);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const drawn = uniformInt(random, 10);
      counts[drawn] = (counts[drawn] ?? Number.NaN) + 1;
    }
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    // The 99.9 % point with 9 degrees of freedom.
    expect(chiSquared).toBeLessThan(27.9);
  });

  it('refuses bounds without a number below them, or beyond 32 bits', () => {
    for (const bound of [0, -1, 1.5, 2 ** 32 + 1]) {
      expect(() => uniformInt(seededRandom(1), bound)).toThrow(RangeError);
    }
  });
});
