/** Words of an id in flat memory. */
export const ID_WORDS = 4;

const ALL_ONES = 0xffffffff;

/**
 * Reads an id of 32 lower-case hex digits (128 bits, as content ids have) into four words of *target* from *at*.
 *
 * Answers `false` when the id is something else (a UUID, a name), or one of the few that `writeOther` uses.
 */
export function writeId(id: string, target: Uint32Array, at: number): boolean {
  if (id.length !== 32) return false;
  for (let word = 0; word < ID_WORDS; word += 1) {
    let value = 0;
    for (let digitAt = word * 8; digitAt < word * 8 + 8; digitAt += 1) {
      const code = id.charCodeAt(digitAt);
      const digit = code < 0x3a ? code - 0x30 : code - 0x57;
      if (digit < 0 || digit > 15 || (code > 0x39 && code < 0x61)) return false;
      value = (value << 4) | digit;
    }
    target[at + word] = value;
  }
  return !isOther(target, at);
}

/** Writes the words that stand for the id with this number in a list of other ids. */
export function writeOther(number: number, target: Uint32Array, at: number): void {
  target.fill(ALL_ONES, at, at + 3);
  target[at + 3] = number;
}

/** Whether the words stand for an id in a list of other ids; the fourth word is its number there. */
export function isOther(words: Uint32Array, at: number): boolean {
  return words[at] === ALL_ONES && words[at + 1] === ALL_ONES && words[at + 2] === ALL_ONES;
}

/** The id as text; *others* lists the ids that are no 32 hex digits. */
export function readId(words: Uint32Array, at: number, others: readonly string[]): string {
  if (isOther(words, at)) return others[words[at + 3] ?? -1] ?? '';
  let id = '';
  for (let word = at; word < at + ID_WORDS; word += 1) {
    const value = words[word] ?? 0;
    id += toDigits(value >>> 16) + toDigits(value & 0xffff);
  }
  return id;
}

/**
 * Four hex digits by number, made when they are first needed: joining eight of them beats formatting each time. All
 * places are there from the start, since an array that is filled from anywhere becomes a slow one.
 */
const digits: (string | undefined)[] = Array.from({ length: 0x10000 });

function toDigits(value: number): string {
  return (digits[value] ??= value.toString(16).padStart(4, '0'));
}
