import { ID_WORDS, isOther, readId, writeId, writeOther } from './id-words.ts';
import { WordList } from './word-list.ts';

const INITIAL_SLOTS = 1024;

/**
 * Distinct ids, numbered in the order in which they came, in flat memory: about 28 bytes an id, where a `Map` of texts
 * takes 150.
 *
 * A project of a million responses holds every id. Ids of 32 hex digits are kept as 16 bytes; others (a UUID of a
 * judgment made in the program) are rare and kept as texts beside them.
 */
export class IdList {
  readonly #words: WordList;
  /** Number + 1 of the id that hashes here or shortly before; 0 is free. */
  #slots = new Uint32Array(INITIAL_SLOTS);
  readonly #others: string[] = [];
  readonly #otherNumbers = new Map<string, number>();

  /** @param expected how many ids will come, if known: growing later is a pause */
  constructor(expected = 0) {
    this.#words = new WordList(Math.max(expected, 64) * ID_WORDS);
    this.#growTo(expected);
  }

  get size(): number {
    return this.#words.length / ID_WORDS;
  }

  has(id: string): boolean {
    return this.find(id) !== undefined;
  }

  /** The number of an id, or `undefined`. */
  find(id: string): number | undefined {
    if (!writeId(id, wanted, 0)) return this.#otherNumbers.get(id);
    const number = this.#slots[this.#findSlot()] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  /** The same for an id in words, as `writeTo` wrote it. */
  findWords(words: Uint32Array, at: number, others: readonly string[]): number | undefined {
    if (isOther(words, at)) return this.#otherNumbers.get(readId(words, at, others));
    this.#setWanted(words, at);
    const number = this.#slots[this.#findSlot()] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  /** The number of an id, which is `size` before the call when the id is new. */
  add(id: string): number {
    return writeId(id, wanted, 0) ? this.#addWanted() : this.#addOther(id);
  }

  /** The same for an id in words, as `writeTo` wrote it. */
  addWords(words: Uint32Array, at: number, others: readonly string[]): number {
    if (isOther(words, at)) return this.#addOther(readId(words, at, others));
    this.#setWanted(words, at);
    return this.#addWanted();
  }

  at(number: number): string {
    return readId(this.#words.memory, number * ID_WORDS, this.#others);
  }

  /** Writes an id into four words of *target*; what is no 32 hex digits goes to the end of *others*. */
  writeTo(target: Uint32Array, at: number, number: number, others: string[]): void {
    const from = number * ID_WORDS;
    for (let word = 0; word < ID_WORDS; word += 1) target[at + word] = this.#words.at(from + word);
    if (!isOther(target, at)) return;
    writeOther(others.length, target, at);
    others.push(this.at(number));
  }

  #setWanted(words: Uint32Array, at: number): void {
    for (let word = 0; word < ID_WORDS; word += 1) wanted[word] = words[at + word] ?? 0;
  }

  #addWanted(): number {
    let slot = this.#findSlot();
    const known = this.#slots[slot] ?? 0;
    if (known !== 0) return known - 1;
    const { size } = this;
    if ((size + 1) * 2 > this.#slots.length) {
      this.#growTo(size + 1);
      slot = this.#findSlot();
    }
    this.#slots[slot] = size + 1;
    this.#words.append(wanted);
    return size;
  }

  #addOther(id: string): number {
    const known = this.#otherNumbers.get(id);
    if (known !== undefined) return known;
    const { size } = this;
    writeOther(this.#others.length, wanted, 0);
    this.#words.append(wanted);
    this.#others.push(id);
    this.#otherNumbers.set(id, size);
    return size;
  }

  /** The slot of `wanted`, or the free one where it belongs. */
  #findSlot(): number {
    const words = this.#words.memory;
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = toHash(wanted, 0) & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot] ?? 0;
      if (number === 0 || isSame(words, (number - 1) * ID_WORDS)) return slot;
    }
  }

  /** Makes room for *count* ids: half of the slots stay free, so that looking up takes a step or two. */
  #growTo(count: number): void {
    let capacity = this.#slots.length;
    while (capacity < count * 2) capacity *= 2;
    if (capacity === this.#slots.length) return;
    const slots = new Uint32Array(capacity);
    const words = this.#words.view();
    for (let number = 0; number * ID_WORDS < words.length; number += 1) {
      if (isOther(words, number * ID_WORDS)) continue;
      let slot = toHash(words, number * ID_WORDS) & (capacity - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (capacity - 1);
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

/** The id that is looked for; one for all lists, since nothing waits between reading and finding it. */
const wanted = new Uint32Array(ID_WORDS);

/** Mixes all words: ids that somebody made up may share most of their digits. */
function toHash(words: Uint32Array, at: number): number {
  let hash = words[at] ?? 0;
  for (let word = at + 1; word < at + ID_WORDS; word += 1) {
    hash = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) ^ (words[word] ?? 0);
  }
  return hash ^ (hash >>> 16);
}

function isSame(words: Uint32Array, at: number): boolean {
  return (
    words[at] === wanted[0] &&
    words[at + 1] === wanted[1] &&
    words[at + 2] === wanted[2] &&
    words[at + 3] === wanted[3]
  );
}
