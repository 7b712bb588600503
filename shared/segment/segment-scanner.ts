import { crc32 } from '../base/crc32.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import type { LinePlace } from './segment-index.ts';
import { toItemRecord } from './to-item-record.ts';

const LINE_FEED = 0x0a;

/** A line of a segment that is not a record. Segments are checked when they are written, so this is damage. */
export class DamagedSegmentError extends Error {
  override readonly name = 'DamagedSegmentError';
}

/** Reads the bytes of a segment, in pieces of any size, record by record. Throws a `DamagedSegmentError`. */
export class SegmentScanner {
  readonly #onRecord: (record: ItemRecord, place: LinePlace) => void;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  /** The beginning of a line whose end has not come. */
  #pending: Uint8Array[] = [];
  #offset = 0;

  constructor(onRecord: (record: ItemRecord, place: LinePlace) => void) {
    this.#onRecord = onRecord;
  }

  /** Takes in the next piece; the caller may use its memory again. */
  add(piece: Uint8Array): void {
    let start = 0;
    for (;;) {
      const end = piece.indexOf(LINE_FEED, start);
      if (end === -1) break;
      this.#takeLine(this.#join(piece.subarray(start, end)));
      start = end + 1;
    }
    if (start < piece.length) this.#pending.push(piece.slice(start));
  }

  finish(): void {
    if (this.#pending.length > 0) throw new DamagedSegmentError('The last line of the segment has no end');
  }

  #takeLine(line: Uint8Array): void {
    const place = { offset: this.#offset, length: line.length, crc: crc32(line) };
    this.#offset += line.length + 1;
    this.#onRecord(parseRecord(line, this.#decoder), place);
  }

  #join(rest: Uint8Array): Uint8Array {
    if (this.#pending.length === 0) return rest;
    const parts = [...this.#pending, rest];
    this.#pending = [];
    const line = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let offset = 0;
    for (const part of parts) {
      line.set(part, offset);
      offset += part.length;
    }
    return line;
  }
}

/** Reads one line without its end. Throws a `DamagedSegmentError`. */
export function parseRecord(line: Uint8Array, decoder: TextDecoder): ItemRecord {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(line));
  } catch (cause) {
    throw new DamagedSegmentError('A line of the segment is no JSON in UTF-8', { cause });
  }
  const record = toItemRecord(value);
  if (record === undefined) throw new DamagedSegmentError('A line of the segment is no record');
  return record;
}
