/** Units of a shingle: a word of English, a phrase of Chinese. */
const SHINGLE = 5;
/** What is compared of a text, at most. */
const LONGEST = 65_536;
const BASE = 0x01000193;
/** `BASE` to the power of `SHINGLE - 1`: the weight of the unit that leaves the window. */
const OLDEST_WEIGHT = Array.from({ length: SHINGLE - 1 }).reduce<number>(
  (weight) => Math.imul(weight, BASE),
  1,
);

const IN_LEFT = 1;
const IN_RIGHT = 2;

/**
 * How alike two texts are: the Jaccard index of their sets of shingles (A. Broder, "On the resemblance and containment of
 * documents", 1997), from 0 (no five units in common) to 1. Looks at the first 65,536 units.
 */
export function computeSimilarity(left: string, right: string): number {
  const set = new ShingleSet(Math.min(left.length, LONGEST) + Math.min(right.length, LONGEST));
  const leftCount = set.addAll(left, IN_LEFT);
  const rightCount = set.addAll(right, IN_RIGHT);
  return set.common / (leftCount + rightCount - set.common);
}

/** The shingles of two texts, as hashes of 32 bits in flat memory. */
class ShingleSet {
  /** In how many of the texts both have been seen. */
  common = 0;
  readonly #hashes: Int32Array;
  /** In which texts; 0 is a free slot. */
  readonly #where: Uint8Array;

  /** @param most how many shingles may come */
  constructor(most: number) {
    const slots = 2 ** Math.ceil(Math.log2(most * 2 + 2));
    this.#hashes = new Int32Array(slots);
    this.#where = new Uint8Array(slots);
  }

  /** Adds the shingles of a text; gives how many different ones it has. */
  addAll(text: string, where: number): number {
    const length = Math.min(text.length, LONGEST);
    let count = 0;
    let hash = 0;
    for (let index = 0; index < length; index += 1) {
      if (index >= SHINGLE) hash -= Math.imul(text.charCodeAt(index - SHINGLE), OLDEST_WEIGHT);
      hash = (Math.imul(hash, BASE) + text.charCodeAt(index)) | 0;
      if (index >= SHINGLE - 1 && this.#add(hash, where)) count += 1;
    }
    return count;
  }

  /** Whether it is new in this text. */
  #add(hash: number, where: number): boolean {
    const mask = this.#hashes.length - 1;
    let slot = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) & mask;
    for (;;) {
      const seen = this.#where[slot] ?? 0;
      if (seen === 0) {
        this.#hashes[slot] = hash;
        this.#where[slot] = where;
        return true;
      }
      if (this.#hashes[slot] === hash) {
        if ((seen & where) !== 0) return false;
        this.#where[slot] = seen | where;
        this.common += 1;
        return true;
      }
      slot = (slot + 1) & mask;
    }
  }
}
