import type { ItemRecord } from '../../../shared/domain/item-record.ts';

const PIECE = 512 * 1024;
const LIMIT = 1024 * 1024;

/** Turns records into the lines of a segment and hands them on in pieces of at most 1 MB, in order. */
export class LineBuffer {
  readonly #write: (bytes: Uint8Array) => Promise<unknown>;
  readonly #encoder = new TextEncoder();
  #lines: string[] = [];
  #length = 0;

  constructor(write: (bytes: Uint8Array) => Promise<unknown>) {
    this.#write = write;
  }

  async add(records: readonly ItemRecord[]): Promise<void> {
    for (const record of records) {
      const line = `${JSON.stringify(record)}\n`;
      this.#lines.push(line);
      this.#length += line.length;
    }
    if (this.#length > PIECE) await this.flush();
  }

  async flush(): Promise<void> {
    const bytes = this.#encoder.encode(this.#lines.join(''));
    this.#lines = [];
    this.#length = 0;
    for (let offset = 0; offset < bytes.length; offset += LIMIT) {
      // A copy of its own: the piece is transferred.
      await this.#write(bytes.slice(offset, offset + LIMIT));
    }
  }
}
