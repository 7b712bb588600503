/**
 * A map from content ids to small numbers in flat memory: about 40 bytes an entry, where a `Map` of texts takes 150.
 *
 * An import of a million responses has to remember every id. Keys are the 128 bits of a content id (32 hex digits);
 * other ids (a UUID of a judgment made in the program) are rare and kept in a plain map beside it.
 */
export class IdTable {
  /** Four words of the id and the value; a slot is free when its value is 0. */
  #slots = new Uint32Array(INITIAL * WIDTH);
  #capacity = INITIAL;
  #used = 0;
  readonly #others = new Map<string, number>();

  get size(): number {
    return this.#used + this.#others.size;
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  /** The number that was set, or `undefined`. */
  get(id: string): number | undefined {
    if (!parseWords(id)) return this.#others.get(id);
    const value = this.#slots[this.#find() + VALUE] ?? 0;
    return value === 0 ? undefined : value - 1;
  }

  /** @param value a whole number from 0 to 2³² - 2 */
  set(id: string, value: number): void {
    if (!parseWords(id)) {
      this.#others.set(id, value);
      return;
    }
    let slot = this.#find();
    if (this.#slots[slot + VALUE] === 0) {
      if (this.#used * 2 >= this.#capacity) {
        this.#grow();
        parseWords(id);
        slot = this.#find();
      }
      this.#used += 1;
      this.#slots.set(words, slot);
    }
    this.#slots[slot + VALUE] = value + 1;
  }

  /** The values, in no particular order. */
  *values(): Generator<number, void, undefined> {
    for (let slot = VALUE; slot < this.#slots.length; slot += WIDTH) {
      const value = this.#slots[slot] ?? 0;
      if (value !== 0) yield value - 1;
    }
    yield* this.#others.values();
  }

  /** The slot of `words`, or the free one where they belong. */
  #find(): number {
    const slots = this.#slots;
    const mask = this.#capacity - 1;
    const [a, b, c, d] = words;
    // The words are parts of a hash: any of them spreads evenly.
    for (let index = (a ?? 0) & mask; ; index = (index + 1) & mask) {
      const slot = index * WIDTH;
      if (slots[slot + VALUE] === 0) return slot;
      if (slots[slot] === a && slots[slot + 1] === b && slots[slot + 2] === c && slots[slot + 3] === d)
        return slot;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#capacity *= 2;
    this.#slots = new Uint32Array(this.#capacity * WIDTH);
    for (let slot = 0; slot < before.length; slot += WIDTH) {
      if (before[slot + VALUE] === 0) continue;
      words.set(before.subarray(slot, slot + 4));
      this.#slots.set(before.subarray(slot, slot + WIDTH), this.#find());
    }
  }
}

const INITIAL = 1024;
const WIDTH = 5;
const VALUE = 4;

/** The id that is looked for; one for all tables, since nothing waits between parsing and finding. */
const words = new Uint32Array(4);

/** Reads 32 lower-case hex digits into `words`; `false` when the id is something else. */
function parseWords(id: string): boolean {
  if (id.length !== 32) return false;
  for (let word = 0; word < 4; word += 1) {
    let value = 0;
    for (let at = word * 8; at < word * 8 + 8; at += 1) {
      const code = id.charCodeAt(at);
      const digit = code < 0x3a ? code - 0x30 : code - 0x57;
      if (digit < 0 || digit > 15 || (code > 0x39 && code < 0x61)) return false;
      value = (value << 4) | digit;
    }
    words[word] = value;
  }
  return true;
}
