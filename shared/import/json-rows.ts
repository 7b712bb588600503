import { JsonListFinder } from './json-list-finder.ts';
import { type JsonEnd, type JsonPiece, JsonSplitter } from './json-splitter.ts';
import type { RowLimits } from './limits.ts';
import { parseJsonRow } from './parse-json-row.ts';
import type { RowOrFault } from './row.ts';
import { toLimitFault, toRowFault, toTruncated } from './row-faults.ts';
import { countNewlines } from './text-decoding.ts';
import type { TextRows } from './piece-rows.ts';

/** Reads the records of a JSON text that is one array, or values one after the other. */
export function createJsonRows(
  mode: 'array' | 'values',
  limits: RowLimits,
  isDamaged: () => boolean,
): TextRows {
  const splitter = new JsonSplitter(mode, limits);
  const toRow = createToRow(limits, isDamaged);
  return {
    *push(text) {
      for (const piece of splitter.push(text)) yield toRow(piece);
    },
    end() {
      const { pieces, end } = splitter.end();
      return [...pieces.map(toRow), ...reportEnd(end)];
    },
    header: undefined,
  };
}

/** Reads the records of a list inside a JSON object; a second list of objects beside it is reported, not read. */
export function createJsonListRows(
  path: readonly string[],
  limits: RowLimits,
  isDamaged: () => boolean,
): TextRows {
  return new JsonListRows(path, limits, isDamaged);
}

class JsonListRows implements TextRows {
  readonly header = undefined;
  readonly #path: string;
  readonly #limits: RowLimits;
  readonly #toRow: (piece: JsonPiece) => RowOrFault;
  readonly #finder = new JsonListFinder();
  #splitter: JsonSplitter | undefined;
  /** The line that the text outside of the list has come to. */
  #line = 1;
  #hasEnded = false;

  constructor(path: readonly string[], limits: RowLimits, isDamaged: () => boolean) {
    this.#path = toKey(path);
    this.#limits = limits;
    this.#toRow = createToRow(limits, isDamaged);
  }

  *push(text: string): Generator<RowOrFault, void, undefined> {
    let from = 0;
    if (this.#splitter === undefined) {
      const start = yield* this.#search(text, 0);
      if (start === undefined) return;
      this.#splitter = new JsonSplitter('elements', this.#limits, this.#line);
      from = start;
    }
    if (!this.#hasEnded) {
      const rest = text.slice(from);
      for (const piece of this.#splitter.push(rest)) yield this.#toRow(piece);
      const { endedAt } = this.#splitter;
      if (endedAt === undefined) return;
      this.#hasEnded = true;
      this.#line = this.#splitter.line;
      this.#finder.leaveList();
      from += endedAt;
    }
    yield* this.#search(text, from);
  }

  *end(): Generator<RowOrFault, void, undefined> {
    if (this.#splitter !== undefined && !this.#hasEnded) {
      yield* reportEnd(this.#splitter.end().end);
    } else if (this.#finder.depth > 0) {
      yield toTruncated(this.#line);
    }
  }

  /** Goes on to the list, and beyond it to the end of the text; gives where the list begins. */
  *#search(text: string, from: number): Generator<RowOrFault, number | undefined, undefined> {
    let position = from;
    for (;;) {
      const found = this.#finder.find(text, position);
      this.#line += countNewlines(text.slice(position, found?.at));
      if (found === undefined) return undefined;
      if (this.#splitter === undefined && toKey(found.path) === this.#path) return found.at;
      yield toRowFault(
        this.#line,
        'other_list',
        `the list ${found.path.join('.')} was not read beside the one that was; save it as a file of its own and open both`,
      );
      position = found.at;
    }
  }
}

/** Paths are the same when their names are. */
function toKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

function createToRow(limits: RowLimits, isDamaged: () => boolean): (piece: JsonPiece) => RowOrFault {
  return ({ text, line, refused }) =>
    refused === undefined
      ? parseJsonRow(text, line, limits, isDamaged())
      : toLimitFault(refused, line, limits);
}

function reportEnd({ unfinishedLine, strayLine }: JsonEnd): RowOrFault[] {
  if (unfinishedLine !== undefined) return [toTruncated(unfinishedLine)];
  if (strayLine === undefined) return [];
  return [
    toRowFault(
      strayLine,
      'bad_json',
      'something stands between two records that does not belong there (a comma missing or too many?); nothing after it was read',
    ),
  ];
}
