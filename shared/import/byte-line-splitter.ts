import type { RowLimits } from './limits.ts';

export interface ByteLine {
  /** Without its line end; empty when it was too long. They hold until the next call. */
  readonly bytes: Uint8Array;
  /** 1-based. */
  readonly line: number;
  readonly tooLong: boolean;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** A character beyond the first plane has two units and four bytes; none has more bytes a unit than this. */
const BYTES_PER_UNIT = 3;

/**
 * Cuts bytes into lines as they arrive, before they are decoded: in every encoding but UTF-16 the byte of a line end
 * stands for nothing else.
 *
 * A line that is ASCII alone then becomes a text of one byte a character, whatever its neighbours are, which is half of
 * the time of reading a file in which every now and then a line is not. Only `\n` ends a line; a `\r` before it is
 * dropped.
 */
export class ByteLineSplitter {
  readonly #mostBytes: number;
  #parts: Uint8Array[] = [];
  #length = 0;
  #tooLong = false;
  #line = 1;

  constructor(limits: Pick<RowLimits, 'rowLength'>) {
    this.#mostBytes = limits.rowLength * BYTES_PER_UNIT;
  }

  *push(bytes: Uint8Array): Generator<ByteLine, void, undefined> {
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      this.#keep(bytes.subarray(start, end));
      yield this.#take();
      this.#line += 1;
      start = end + 1;
    }
    // A copy: the caller may use its buffer again.
    if (start < bytes.length) this.#keep(bytes.slice(start));
  }

  /** The last line, when no line end follows it; a file that ends with a line end has none. */
  end(): ByteLine | undefined {
    return this.#parts.length > 0 || this.#tooLong ? this.#take() : undefined;
  }

  #keep(part: Uint8Array): void {
    if (this.#length + part.length > this.#mostBytes) {
      this.#tooLong = true;
      this.#parts = [];
    }
    if (this.#tooLong) return;
    this.#parts.push(part);
    this.#length += part.length;
  }

  #take(): ByteLine {
    const bytes = this.#join();
    const line = {
      bytes: bytes.at(-1) === RETURN ? bytes.subarray(0, -1) : bytes,
      line: this.#line,
      tooLong: this.#tooLong,
    };
    this.#parts = [];
    this.#length = 0;
    this.#tooLong = false;
    return line;
  }

  #join(): Uint8Array {
    const [only] = this.#parts;
    if (only !== undefined && this.#parts.length === 1) return only;
    const whole = new Uint8Array(this.#tooLong ? 0 : this.#length);
    let offset = 0;
    for (const part of this.#parts) {
      whole.set(part, offset);
      offset += part.length;
    }
    return whole;
  }
}
