import { JsonStringScan } from './json-string-scan.ts';
import type { RowLimits } from './limits.ts';

/** The text of one JSON value and where it starts. */
export interface JsonPiece {
  readonly text: string;
  /** 1-based line of its first character. */
  readonly line: number;
  /** Set when it was too long or too deep: *text* is empty then. */
  readonly refused?: 'row_too_long' | 'too_deep';
}

/** What is left when the text ends. */
export interface JsonEnd {
  /** Where the unfinished value began; `undefined` when the text ended between values. */
  readonly unfinishedLine?: number;
  /** Where something stood that does not belong between values; nothing is read from there on. */
  readonly strayLine?: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

export type JsonSplitterMode = 'array' | 'elements' | 'values';

/**
 * Cuts JSON text into its records as it arrives, without building any value.
 *
 * - `array`: the elements of the one array that the text is.
 * - `elements`: the elements of an array whose bracket has been read; what comes after the array is left to others.
 * - `values`: values one after the other (a single object, or objects printed over several lines each).
 *
 * Only strings, escapes and brackets are looked at; whether a piece is JSON is for `JSON.parse` to say. The pieces do
 * not depend on where the text was cut: all state is kept between calls.
 */
export class JsonSplitter {
  readonly #mode: JsonSplitterMode;
  readonly #limits: Pick<RowLimits, 'rowLength' | 'depth'>;
  /** Text of the current value from earlier calls. */
  #parts: string[] = [];
  #partsLength = 0;
  /** The line of the character at `#counted` in the current text. */
  #line: number;
  #counted = 0;
  #startLine = 0;
  #inValue = false;
  readonly #string = new JsonStringScan();
  /** Brackets that are open inside the current value. */
  #depth = 0;
  #refused: 'row_too_long' | 'too_deep' | undefined;
  /** `before` the opening bracket, `inside` the array, `after` it. Values have no bracket: they are always `inside`. */
  #place: 'before' | 'inside' | 'after';
  /** In an array: a value has ended and a comma has to come before the next. */
  #needsComma = false;
  #afterComma = false;
  #strayLine: number | undefined;
  #endedAt: number | undefined;

  /** @param line the line on which the text begins */
  constructor(mode: JsonSplitterMode, limits: Pick<RowLimits, 'rowLength' | 'depth'>, line = 1) {
    this.#mode = mode;
    this.#limits = limits;
    this.#line = line;
    this.#place = mode === 'array' ? 'before' : 'inside';
  }

  /** For `elements`: where the array has ended in the text that was pushed last, just after its bracket. */
  get endedAt(): number | undefined {
    return this.#endedAt;
  }

  /** The line that the text has come to. */
  get line(): number {
    return this.#line;
  }

  /** Why the value that is being read will be refused. */
  get refusal(): 'row_too_long' | 'too_deep' | undefined {
    return this.#refused;
  }

  /** Takes the next stretch of text; gives the values that end in it. */
  push(text: string): JsonPiece[] {
    const pieces: JsonPiece[] = [];
    let position = 0;
    this.#counted = 0;
    while (position < text.length && this.#strayLine === undefined && this.#endedAt === undefined) {
      position = this.#inValue
        ? this.#scanValue(text, position, pieces)
        : this.#scanBetween(text, position, pieces);
    }
    this.#countLines(text, this.#endedAt ?? text.length);
    return pieces;
  }

  /** Ends the text. A number or word at the very end of `values` is complete with it. */
  end(): { readonly pieces: readonly JsonPiece[]; readonly end: JsonEnd } {
    const pieces: JsonPiece[] = [];
    if (this.#strayLine !== undefined) return { pieces, end: { strayLine: this.#strayLine } };
    if (this.#inValue) {
      if (this.#mode !== 'values' || this.#depth > 0 || this.#string.isOpen) {
        return { pieces, end: { unfinishedLine: this.#startLine } };
      }
      this.#finish('', 0, 0, pieces);
    }
    if (this.#place === 'inside' && this.#mode !== 'values') {
      return { pieces, end: { unfinishedLine: this.#line } };
    }
    return { pieces, end: {} };
  }

  /** Between values: white space, commas and the brackets of the array. */
  #scanBetween(text: string, from: number, pieces: JsonPiece[]): number {
    const code = text.charCodeAt(from);
    if (isWhiteSpace(code)) return from + 1;
    if (this.#place === 'before') {
      // The container was recognised by this bracket.
      this.#place = 'inside';
      return from + 1;
    }
    if (this.#place === 'after') return this.#stray(text, from);
    if (this.#mode !== 'values') {
      if (code === COMMA) {
        if (!this.#needsComma) return this.#stray(text, from);
        this.#needsComma = false;
        this.#afterComma = true;
        return from + 1;
      }
      if (code === 0x5d) {
        if (this.#afterComma) return this.#stray(text, from);
        this.#place = 'after';
        if (this.#mode === 'elements') this.#endedAt = from + 1;
        return from + 1;
      }
      if (this.#needsComma) return this.#stray(text, from);
    }
    if (code === 0x5d || code === 0x7d || code === COMMA || code === 0x3a) return this.#stray(text, from);
    this.#inValue = true;
    this.#afterComma = false;
    this.#countLines(text, from);
    this.#startLine = this.#line;
    return this.#scanValue(text, from, pieces);
  }

  /** Inside a value: goes on to its end or to the end of the text. */
  #scanValue(text: string, from: number, pieces: JsonPiece[]): number {
    let position = from;
    while (position < text.length) {
      if (this.#string.isOpen) {
        position = this.#string.skip(text, position);
        if (!this.#string.isOpen && this.#depth === 0) return this.#finish(text, from, position, pieces);
        continue;
      }
      const code = text.charCodeAt(position);
      if (code === QUOTE) {
        this.#string.isOpen = true;
        position += 1;
      } else if (code === 0x7b || code === 0x5b) {
        this.#depth += 1;
        if (this.#depth > this.#limits.depth) this.#refuse('too_deep');
        position += 1;
      } else if (code === 0x7d || code === 0x5d) {
        // The bracket that closes the array ends a number or a word before it.
        if (this.#depth === 0) return this.#finish(text, from, position, pieces);
        this.#depth -= 1;
        position += 1;
        if (this.#depth === 0) return this.#finish(text, from, position, pieces);
      } else if (this.#depth === 0 && (code === COMMA || isWhiteSpace(code))) {
        return this.#finish(text, from, position, pieces);
      } else {
        position += 1;
      }
    }
    this.#keep(text.slice(from));
    return text.length;
  }

  /** Brings `#line` up to *position*. Looks for line ends alone, which costs next to nothing beside the scan. */
  #countLines(text: string, position: number): void {
    for (let next = text.indexOf('\n', this.#counted); next !== -1 && next < position;) {
      this.#line += 1;
      next = text.indexOf('\n', next + 1);
    }
    this.#counted = position;
  }

  #keep(part: string): void {
    if (this.#partsLength + part.length > this.#limits.rowLength) this.#refuse('row_too_long');
    if (this.#refused !== undefined) return;
    this.#parts.push(part);
    this.#partsLength += part.length;
  }

  #refuse(reason: 'row_too_long' | 'too_deep'): void {
    this.#refused ??= reason;
    this.#parts = [];
  }

  #finish(text: string, from: number, to: number, pieces: JsonPiece[]): number {
    this.#keep(text.slice(from, to));
    const line = this.#startLine;
    pieces.push(
      this.#refused === undefined
        ? // One part is the usual case; joining would copy it.
          { text: this.#parts.length === 1 ? (this.#parts[0] ?? '') : this.#parts.join(''), line }
        : { text: '', line, refused: this.#refused },
    );
    this.#parts = [];
    this.#partsLength = 0;
    this.#refused = undefined;
    this.#inValue = false;
    this.#depth = 0;
    this.#needsComma = this.#mode !== 'values';
    return to;
  }

  #stray(text: string, at: number): number {
    this.#countLines(text, at);
    this.#strayLine = this.#line;
    return text.length;
  }
}

/**
 * Tells whether brackets nest deeper than *depth*, before `JSON.parse` builds something of that depth. Brackets in
 * strings do not count; most texts do not even have that many brackets, which is all that is looked at then.
 */
export function nestsDeeperThan(text: string, depth: number): boolean {
  let opening = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at !== -1 && opening <= depth; at = text.indexOf(bracket, at + 1)) {
      opening += 1;
    }
  }
  if (opening <= depth) return false;
  const splitter = new JsonSplitter('values', { depth, rowLength: Infinity });
  const pieces = splitter.push(text);
  return splitter.refusal === 'too_deep' || pieces.some(({ refused }) => refused === 'too_deep');
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === NEWLINE || code === 0x0d || code === 0x09;
}
