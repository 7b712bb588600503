import { crc32 } from '../base/crc32.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import type { SegmentIndexBuilder } from './segment-index-builder.ts';

/** Bytes in one call to the disk or across a process border. */
const PIECE = 1 << 20;
/** UTF-8 takes up to three bytes for a unit of UTF-16. */
const MAX_BYTES_PER_UNIT = 3;
const LINE_FEED = 0x0a;

/**
 * Turns records into the lines of a segment: JSON in UTF-8, handed on in pieces of at most 1 MB, while the index is
 * built from the same records.
 */
export class SegmentLines {
  readonly #write: (bytes: Uint8Array) => Promise<unknown>;
  readonly #builder: SegmentIndexBuilder;
  readonly #encoder = new TextEncoder();
  readonly #buffer = new Uint8Array(PIECE);
  #used = 0;
  /** Bytes handed on already. */
  #written = 0;

  /** @param write gets the next bytes, which stay as they are only until its promise has settled */
  constructor(write: (bytes: Uint8Array) => Promise<unknown>, builder: SegmentIndexBuilder) {
    this.#write = write;
    this.#builder = builder;
  }

  /** Adds a line for each record. Waits for the disk whenever a piece is full. */
  async add(records: readonly ItemRecord[]): Promise<void> {
    for (const record of records) {
      const json = JSON.stringify(record);
      const most = json.length * MAX_BYTES_PER_UNIT + 1;
      if (most > PIECE - this.#used) await this.flush();
      if (most > PIECE) await this.#addLong(record, json);
      else {
        const { written } = this.#encoder.encodeInto(json, this.#buffer.subarray(this.#used));
        this.#note(record, this.#buffer.subarray(this.#used, this.#used + written));
        this.#used += written;
        this.#buffer[this.#used] = LINE_FEED;
        this.#used += 1;
      }
    }
  }

  /** Hands on what is left. */
  async flush(): Promise<void> {
    if (this.#used === 0) return;
    await this.#write(this.#buffer.subarray(0, this.#used));
    this.#written += this.#used;
    this.#used = 0;
  }

  /** A line that may not fit the buffer; the buffer is empty. */
  async #addLong(record: ItemRecord, json: string): Promise<void> {
    const bytes = this.#encoder.encode(`${json}\n`);
    this.#note(record, bytes.subarray(0, -1));
    for (let offset = 0; offset < bytes.length; offset += PIECE) {
      const piece = bytes.subarray(offset, offset + PIECE);
      await this.#write(piece);
      this.#written += piece.length;
    }
  }

  #note(record: ItemRecord, line: Uint8Array): void {
    this.#builder.add(record, {
      offset: this.#written + this.#used,
      length: line.length,
      crc: crc32(line),
    });
  }
}
