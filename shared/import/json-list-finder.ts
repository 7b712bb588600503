import { JsonStringScan } from './json-string-scan.ts';

/** A list of objects inside a JSON object. */
export interface FoundList {
  /** The names of the fields that lead to it: `['data']`, `['data', 'items']`. */
  readonly path: readonly string[];
  /** Where its first element begins in the text that was searched. */
  readonly at: number;
}

/** Lists that lie deeper are parts of records. */
const MOST_NAMES = 2;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Finds the lists of objects in a JSON object, in text that arrives piece by piece. Looks at strings and brackets only
 * and builds no value.
 */
export class JsonListFinder {
  readonly #string = new JsonStringScan();
  /** Brackets that are open. */
  #depth = 0;
  /** The first of the open brackets that are all objects, each with the name of its current field. */
  readonly #names: string[] = [];
  /** Where a name has begun; its parts from earlier texts. */
  #nameParts: string[] | undefined;
  #expectsName = false;
  /** A list has been opened that is short of nothing but an object as its first element. */
  #atListStart = false;

  /** Brackets that are open where the search has come to: 0 outside of any value. */
  get depth(): number {
    return this.#depth;
  }

  /** Searches on; `undefined` when the text ends. To skip a list that was found, search on from its place. */
  find(text: string, from: number): FoundList | undefined {
    let position = from;
    while (position < text.length) {
      if (this.#string.isOpen) {
        position = this.#readString(text, position);
        continue;
      }
      const code = text.charCodeAt(position);
      if (this.#atListStart && !isWhiteSpace(code)) {
        this.#atListStart = false;
        if (code === OPEN_OBJECT) return { path: [...this.#names], at: position };
      }
      this.#take(code);
      position += 1;
    }
    return undefined;
  }

  /** Somebody else has read the list that was found, up to and with its closing bracket. */
  leaveList(): void {
    this.#depth -= 1;
  }

  #take(code: number): void {
    switch (code) {
      case QUOTE:
        this.#string.isOpen = true;
        if (this.#expectsName) this.#nameParts = [];
        break;
      case OPEN_OBJECT:
        if (this.#isOnPath() && this.#depth < MOST_NAMES) this.#names.push('');
        this.#depth += 1;
        this.#expectsName = this.#isOnPath();
        break;
      case OPEN_LIST:
        this.#atListStart = this.#isOnPath() && this.#depth > 0;
        this.#depth += 1;
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        if (code === CLOSE_OBJECT && this.#isOnPath()) this.#names.pop();
        this.#depth = Math.max(0, this.#depth - 1);
        this.#expectsName = false;
        break;
      case COMMA:
        this.#expectsName = this.#isOnPath();
        break;
      case COLON:
        this.#expectsName = false;
        break;
      default:
    }
  }

  /** Whether all that is open are objects whose current names are known. */
  #isOnPath(): boolean {
    return this.#depth === this.#names.length;
  }

  #readString(text: string, from: number): number {
    const end = this.#string.skip(text, from);
    if (this.#nameParts === undefined) return end;
    this.#nameParts.push(text.slice(from, this.#string.isOpen ? end : end - 1));
    if (!this.#string.isOpen) {
      this.#names[this.#names.length - 1] = unescapeName(this.#nameParts.join(''));
      this.#nameParts = undefined;
    }
    return end;
  }
}

function unescapeName(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    // Not a JSON string: it stands for itself, and the record that it is part of is refused later.
    return raw;
  }
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
