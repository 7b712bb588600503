import { toCanonicalJson } from '../domain/canonical-json.ts';

/** A line of a part may not be longer: no record of ours is, and JSON.parse needs several times as much memory. */
export const MAX_LINE_BYTES = 64 * 2 ** 20;

const LINE_FEED = 0x0a;

/** Writes records as JSON Lines in canonical JSON: UTF-8, each line ended by `\n`. */
export function encodeLines(records: Iterable<unknown>): Uint8Array {
  const encoder = new TextEncoder();
  const blocks: Uint8Array[] = [];
  let total = 0;
  let pending = '';
  function flush(): void {
    const block = encoder.encode(pending);
    blocks.push(block);
    total += block.length;
    pending = '';
  }
  for (const record of records) {
    pending += `${toCanonicalJson(record)}\n`;
    if (pending.length > 2 ** 20) flush();
  }
  flush();
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const block of blocks) {
    bytes.set(block, at);
    at += block.length;
  }
  return bytes;
}

/** Cuts bytes that arrive in pieces into lines. Complaints end it and are handed back. */
export class LineCutter {
  readonly #onLine: (text: string, line: number) => string | null;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #rest: Uint8Array[] = [];
  #restBytes = 0;
  #line = 0;

  constructor(onLine: (text: string, line: number) => string | null) {
    this.#onLine = onLine;
  }

  /** The number of whole lines so far. */
  get lines(): number {
    return this.#line;
  }

  push(chunk: Uint8Array): string | null {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      const complaint = this.#take(chunk.subarray(start, end));
      if (complaint !== null) return complaint;
      start = end + 1;
    }
    if (start < chunk.length) {
      this.#rest.push(chunk.subarray(start));
      this.#restBytes += chunk.length - start;
    }
    return this.#restBytes > MAX_LINE_BYTES ? `line ${this.#line + 1} is too long` : null;
  }

  /** To be called after the last piece. */
  finish(): string | null {
    return this.#restBytes > 0 ? `line ${this.#line + 1} has no end` : null;
  }

  #take(tail: Uint8Array): string | null {
    this.#line += 1;
    const bytes = this.#restBytes === 0 ? tail : concatenate([...this.#rest, tail]);
    this.#rest = [];
    this.#restBytes = 0;
    let text: string;
    try {
      text = this.#decoder.decode(bytes);
    } catch {
      return `line ${this.#line} is not UTF-8`;
    }
    return this.#onLine(text, this.#line);
  }
}

function concatenate(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
