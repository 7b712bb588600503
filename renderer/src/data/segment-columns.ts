import type { JudgmentId, PromptId, ResponseId } from '../../../shared/domain/ids.ts';
import { type ItemRecord, itemRecordSchema } from '../../../shared/domain/item-record.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';
import { countTurns } from '../../../shared/domain/prompt.ts';
import type { Origin } from '../../../shared/domain/response.ts';

/** A run of whole lines of a segment. */
export interface BlockRow {
  readonly segment: string;
  readonly number: number;
  readonly bytes: Uint8Array;
}

/**
 * Where everything is in one segment, a column per property.
 *
 * Prompts are numbered in the order in which the segment first names them; a prompt that only its responses name (it
 * stands in an earlier segment) has 0 turns here. Offsets and lengths are in bytes within the block.
 */
export interface SegmentColumns {
  readonly segment: string;
  readonly promptIds: string;
  readonly promptTurns: Uint8Array;
  readonly promptPlaces: Uint32Array;
  readonly responseIds: string;
  /** Index of the prompt in this segment's numbering. */
  readonly responsePrompts: Uint32Array;
  /** Index in `origins`. */
  readonly responseOrigins: Uint32Array;
  readonly responsePlaces: Uint32Array;
  readonly origins: readonly Origin[];
  /** The judgments are rows of their own; by these ids one can see whether all of them are still there. */
  readonly judgmentIds: string;
}

/** Block, offset and length of one line: three numbers each in the `…Places` columns. */
export interface LinePlace {
  readonly segment: string;
  readonly block: number;
  readonly offset: number;
  readonly length: number;
}

export const BLOCK_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** A line of a segment that is not a record. Segments are checked when they are written, so this is damage. */
export class DamagedSegmentError extends Error {
  override readonly name = 'DamagedSegmentError';
}

/**
 * Reads a segment from its bytes: cuts it into blocks, builds the columns, and hands out the judgments in it.
 *
 * Feed it with `add` in pieces of any size, then `finish`. Blocks and judgments leave through the callbacks as soon as
 * they are complete, so that a segment is never in memory whole.
 */
export class SegmentReader {
  readonly #segment: string;
  readonly #onBlock: (block: BlockRow) => void;
  readonly #onJudgment: (judgment: Judgment) => void;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #pending: Uint8Array[] = [];
  #blockLines: Uint8Array[] = [];
  #blockBytes = 0;
  #blockNumber = 0;

  readonly #promptNumbers = new Map<PromptId, number>();
  readonly #promptTurns: number[] = [];
  readonly #promptPlaces: number[] = [];
  readonly #responseIds: ResponseId[] = [];
  readonly #responsePrompts: number[] = [];
  readonly #responseOrigins: number[] = [];
  readonly #responsePlaces: number[] = [];
  readonly #origins = new Map<string, number>();
  readonly #judgmentIds: JudgmentId[] = [];

  constructor(segment: string, onBlock: (block: BlockRow) => void, onJudgment: (judgment: Judgment) => void) {
    this.#segment = segment;
    this.#onBlock = onBlock;
    this.#onJudgment = onJudgment;
  }

  add(chunk: Uint8Array): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start);
      if (end === -1) break;
      this.#pending.push(chunk.subarray(start, end));
      this.#takeLine(join(this.#pending));
      this.#pending = [];
      start = end + 1;
    }
    // A copy: the caller may use its buffer again.
    if (start < chunk.length) this.#pending.push(chunk.slice(start));
  }

  finish(): SegmentColumns {
    if (this.#pending.length > 0) {
      this.#takeLine(join(this.#pending));
      this.#pending = [];
    }
    this.#flushBlock();
    return {
      segment: this.#segment,
      promptIds: [...this.#promptNumbers.keys()].join('\n'),
      promptTurns: Uint8Array.from(this.#promptTurns),
      promptPlaces: Uint32Array.from(this.#promptPlaces),
      responseIds: this.#responseIds.join('\n'),
      responsePrompts: Uint32Array.from(this.#responsePrompts),
      responseOrigins: Uint32Array.from(this.#responseOrigins),
      responsePlaces: Uint32Array.from(this.#responsePlaces),
      // Written by `#numberOrigin` as the JSON of an origin.
      origins: [...this.#origins.keys()].map((text) => JSON.parse(text) as Origin),
      judgmentIds: this.#judgmentIds.join('\n'),
    };
  }

  #takeLine(line: Uint8Array): void {
    if (line.length === 0) return;
    const record = this.#parse(line);
    if (this.#blockBytes > 0 && this.#blockBytes + line.length > BLOCK_BYTES) this.#flushBlock();
    const place = [this.#blockNumber, this.#blockBytes, line.length];
    if ('judgment' in record) {
      this.#judgmentIds.push(record.judgment.id);
      this.#onJudgment(record.judgment);
      return;
    }
    if ('rater' in record || 'source' in record) return;
    // A copy: the caller may use its buffer again, and storing a view would store the whole buffer behind it.
    this.#blockLines.push(line.slice());
    this.#blockBytes += line.length;
    if ('prompt' in record) {
      const number = this.#numberPrompt(record.prompt.id);
      this.#promptTurns[number] = countTurns(record.prompt);
      this.#promptPlaces.splice(number * 3, 3, ...place);
    } else {
      const { id, promptId, origin } = record.response;
      this.#responseIds.push(id);
      this.#responsePrompts.push(this.#numberPrompt(promptId));
      this.#responseOrigins.push(this.#numberOrigin(origin));
      this.#responsePlaces.push(...place);
    }
  }

  #parse(line: Uint8Array): ItemRecord {
    try {
      return itemRecordSchema.parse(JSON.parse(this.#decoder.decode(line)));
    } catch (cause) {
      throw new DamagedSegmentError(`Segment ${this.#segment} holds a line that is not a record`, { cause });
    }
  }

  #numberPrompt(id: PromptId): number {
    const known = this.#promptNumbers.get(id);
    if (known !== undefined) return known;
    const number = this.#promptNumbers.size;
    this.#promptNumbers.set(id, number);
    this.#promptTurns.push(0);
    this.#promptPlaces.push(0, 0, 0);
    return number;
  }

  #numberOrigin(origin: Origin): number {
    const key = JSON.stringify(origin);
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    const number = this.#origins.size;
    this.#origins.set(key, number);
    return number;
  }

  #flushBlock(): void {
    if (this.#blockBytes === 0) return;
    this.#onBlock({ segment: this.#segment, number: this.#blockNumber, bytes: join(this.#blockLines) });
    this.#blockNumber += 1;
    this.#blockLines = [];
    this.#blockBytes = 0;
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
