import type { RowLimits } from './limits.ts';

export interface TextLine {
  /** Without its line end; empty when it was too long. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  readonly tooLong: boolean;
}

/** Cuts text into lines as it arrives. Only `\n` ends a line; a `\r` before it is dropped. */
export class LineSplitter {
  readonly #limits: Pick<RowLimits, 'rowLength'>;
  #parts: string[] = [];
  #length = 0;
  #tooLong = false;
  #line = 1;

  constructor(limits: Pick<RowLimits, 'rowLength'>) {
    this.#limits = limits;
  }

  push(text: string): TextLine[] {
    const lines: TextLine[] = [];
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#keep(text.slice(start, end));
      lines.push(this.#take());
      this.#line += 1;
      start = end + 1;
    }
    if (start < text.length) this.#keep(text.slice(start));
    return lines;
  }

  /** The last line, when no line end follows it; a file that ends with a line end has none. */
  end(): TextLine | undefined {
    return this.#parts.length > 0 || this.#tooLong ? this.#take() : undefined;
  }

  #keep(part: string): void {
    if (this.#length + part.length > this.#limits.rowLength) {
      this.#tooLong = true;
      this.#parts = [];
    }
    if (this.#tooLong) return;
    this.#parts.push(part);
    this.#length += part.length;
  }

  #take(): TextLine {
    const text = this.#parts.length === 1 ? (this.#parts[0] ?? '') : this.#parts.join('');
    const line = {
      text: text.endsWith('\r') ? text.slice(0, -1) : text,
      line: this.#line,
      tooLong: this.#tooLong,
    };
    this.#parts = [];
    this.#length = 0;
    this.#tooLong = false;
    return line;
  }
}
