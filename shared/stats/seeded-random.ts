import { elementAt } from './element-at.ts';

/** A source of random 32-bit words. Passed in wherever chance is needed, so that a result can be repeated. */
export interface RandomSource {
  /** The next word, a whole number from 0 to 2^32 - 1. */
  nextUint32(): number;
}

/** The four 32-bit words of state of xoshiro128**, not all of them 0. */
export type RandomState = readonly [number, number, number, number];

const wordSpan = 2 ** 32;

/**
 * Makes the generator xoshiro128** 1.1 from a seed, a whole number from 0 to 2^53 - 1.
 *
 * The seed is spread over the state by splitmix64, as the generator's authors advise, so that neighbouring seeds
 * give unrelated streams. For statistics and sampling, not for secrets.
 * Source: Blackman & Vigna, Scrambled linear pseudorandom number generators, ACM Transactions on Mathematical
 * Software 47, 2021; their reference implementations are in the public domain.
 */
export function seededRandom(seed: number): RandomSource {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`${seed} cannot be a seed`);
  const [first, second] = splitmix64(BigInt(seed));
  return randomFromState([lowWord(first), highWord(first), lowWord(second), highWord(second)]);
}

/** Makes the generator xoshiro128** 1.1 from a state, as its reference implementation takes it. */
export function randomFromState(state: RandomState): RandomSource {
  // Words in a typed array: as plain variables the larger ones would be allocated on every draw.
  const words = Int32Array.from(state);
  if (words.every((word) => word === 0)) throw new RangeError('xoshiro128** never leaves a state of zeros');
  return {
    nextUint32() {
      const s1 = elementAt(words, 1);
      const s2 = elementAt(words, 2) ^ elementAt(words, 0);
      const s3 = elementAt(words, 3) ^ s1;
      words[0] = elementAt(words, 0) ^ s3;
      words[1] = s1 ^ s2;
      words[2] = s2 ^ (s1 << 9);
      words[3] = rotateLeft(s3, 11);
      return Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    },
  };
}

/**
 * A whole number from 0 to `bound` - 1, each equally likely.
 *
 * Takes as many low bits as `bound` - 1 has and draws again while they make a number that is too large: a remainder
 * would favour small numbers.
 */
export function uniformInt(random: RandomSource, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > wordSpan) {
    throw new RangeError(`Cannot draw a whole number below ${bound}`);
  }
  if (bound === 1) return 0;
  const mask = 0xffffffff >>> Math.clz32(bound - 1);
  let drawn = (random.nextUint32() & mask) >>> 0;
  while (drawn >= bound) drawn = (random.nextUint32() & mask) >>> 0;
  return drawn;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The first two outputs of splitmix64. */
function splitmix64(seed: bigint): [bigint, bigint] {
  const increment = 0x9e3779b97f4a7c15n;
  return [mix64(seed + increment), mix64(seed + 2n * increment)];
}

function mix64(word: bigint): bigint {
  let mixed = BigInt.asUintN(64, word);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
  return mixed ^ (mixed >> 31n);
}

function lowWord(word: bigint): number {
  return Number(BigInt.asUintN(32, word));
}

function highWord(word: bigint): number {
  return Number(word >> 32n);
}
