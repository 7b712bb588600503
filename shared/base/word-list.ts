/**
 * A growing list of unsigned 32-bit words in flat memory: 4 bytes an entry, where an array of numbers takes 8 and a
 * copy at every growth of a million entries.
 */
export class WordList {
  #words: Uint32Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = 1024) {
    this.#words = new Uint32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** The word at *index*; 0 where nothing has been written. */
  at(index: number): number {
    return this.#words[index] ?? 0;
  }

  /** The memory behind the list, longer than the list: for reading at known places, valid until the list grows. */
  get memory(): Uint32Array {
    return this.#words;
  }

  push(word: number): void {
    if (this.#length === this.#words.length) this.reserve(this.#length + 1);
    this.#words[this.#length] = word;
    this.#length += 1;
  }

  /** Writes over an entry that is there already. */
  set(index: number, word: number): void {
    this.#words[index] = word;
  }

  /** Adds *words* at the end. */
  append(words: Uint32Array): void {
    this.reserve(this.#length + words.length);
    this.#words.set(words, this.#length);
    this.#length += words.length;
  }

  /** Makes room for *capacity* words in all, at least twice of what there was, so that growing stays cheap. */
  reserve(capacity: number): void {
    if (capacity <= this.#words.length) return;
    const words = new Uint32Array(Math.max(capacity, this.#words.length * 2));
    words.set(this.#words.subarray(0, this.#length));
    this.#words = words;
  }

  /** The words so far, without a copy: valid until the list grows. */
  view(start = 0, end = this.#length): Uint32Array {
    return this.#words.subarray(start, end);
  }
}
