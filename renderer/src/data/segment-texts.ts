import crc32 from 'crc-32';
import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { LinePlace } from '../../../shared/segment/segment-index.ts';
import { DamagedSegmentError, parseRecord } from '../../../shared/segment/segment-scanner.ts';

/** Reads bytes of the segment with this SHA-256; fewer only at its end. */
export type ReadSegment = (sha256: string, offset: number, length: number) => Promise<Uint8Array>;

/** Neighbours in the queue are neighbours on the disk: a block holds a few dozen responses of usual length. */
const BLOCK = 128 * 1024;
const KEPT_BLOCKS = 64;

/** Reads single lines of segments: through blocks of which the last ones are kept, each line against its checksum. */
export class SegmentTexts {
  readonly #readSegment: ReadSegment;
  readonly #blocks = new Map<string, Promise<Uint8Array>>();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  constructor(readSegment: ReadSegment) {
    this.#readSegment = readSegment;
  }

  /** Rejects with a `DamagedSegmentError` when the line is not what was written there. */
  async read(sha256: string, place: LinePlace): Promise<ItemRecord> {
    const line = await this.#readLine(sha256, place);
    if (line.length !== place.length || crc32.buf(line) >>> 0 !== place.crc) {
      // What is read next may come from a copy that was put back meanwhile.
      this.#blocks.clear();
      throw new DamagedSegmentError(
        `segments/${sha256}.seg has changed since it was written, at byte ${place.offset}. Copy it back from a backup, or import its files again.`,
      );
    }
    return parseRecord(line, this.#decoder);
  }

  async #readLine(sha256: string, { offset, length }: LinePlace): Promise<Uint8Array> {
    const first = Math.floor(offset / BLOCK);
    const last = Math.floor((offset + length - 1) / BLOCK);
    const start = offset - first * BLOCK;
    if (first === last) return (await this.#block(sha256, first)).subarray(start, start + length);
    const blocks = await Promise.all(
      Array.from({ length: last - first + 1 }, (_, number) => this.#block(sha256, first + number)),
    );
    const joined = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 0));
    let at = 0;
    for (const block of blocks) {
      joined.set(block, at);
      at += block.length;
    }
    return joined.subarray(start, start + length);
  }

  #block(sha256: string, number: number): Promise<Uint8Array> {
    const key = `${sha256}:${number}`;
    const known = this.#blocks.get(key);
    if (known) {
      // Least recently used goes first: a `Map` keeps insertion order.
      this.#blocks.delete(key);
      this.#blocks.set(key, known);
      return known;
    }
    const reading = this.#readSegment(sha256, number * BLOCK, BLOCK);
    this.#blocks.set(key, reading);
    // A failed read must not stay; the caller sees the failure itself.
    reading.catch(() => this.#blocks.delete(key));
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > KEPT_BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
    return reading;
  }
}
