import type { JudgmentId } from '../domain/ids.ts';
import { compareJudgments, type Judgment } from '../domain/judgment.ts';
import { joinBytes, type JournalState } from './encode-entries.ts';
import { type JournalLine, NO_LINE_BEFORE, parseJournalLine } from './journal-line.ts';

/** A place in a journal that is not as it was written. */
export interface JournalDamage {
  /** 1-based line of the file. */
  readonly line: number;
  /**
   * - `checksum`: the bytes of the line have changed; what it held is lost.
   * - `line-end`: a line end was damaged; the records beside it were recovered.
   * - `content`: the bytes are as written, but this version does not know what they say.
   * - `gap`: lines before this one are missing or stand elsewhere; the line itself is whole.
   */
  readonly why: 'checksum' | 'line-end' | 'content' | 'gap';
}

export interface JournalReplay {
  /** The records that are provably as they were written, in the order of the file. */
  readonly judgments: readonly Judgment[];
  readonly damaged: readonly JournalDamage[];
  /** Where to continue; `lastCrc` is of use only when the file is clean to its end. */
  readonly state: JournalState;
  /** Length in bytes up to the last whole line. Less than `totalBytes` when the tail must not be written after. */
  readonly cleanBytes: number;
  readonly totalBytes: number;
  /** Bytes of a last line that was cut off in writing. It was never acknowledged, so it is dropped, not reported. */
  readonly tornBytes: number;
}

const lineFeed = 0x0a;
/** The start of the JSON of every line. It cannot stand inside a string, where quotes are escaped. */
const marker = new TextEncoder().encode(' {"prev":"');
/** The checksum before the marker. */
const checksumLength = 8;

/** Reads a whole journal file given in pieces; see `JournalReader` for reading while the pieces arrive. */
export function replayJournal(chunks: Iterable<Uint8Array>): JournalReplay {
  const reader = new JournalReader();
  for (const chunk of chunks) reader.push(chunk);
  return reader.end();
}

/**
 * Reads a journal file piece by piece.
 *
 * Promises: every changed bit is noticed and costs at most the one record it stands in; a line cut off at the end costs
 * nothing that was acknowledged; nothing that fails its checksum is ever handed out.
 */
export class JournalReader {
  readonly #judgments: Judgment[] = [];
  readonly #damaged: JournalDamage[] = [];
  #rest: Uint8Array[] = [];
  #line = 0;
  #lastSeq = 0;
  /** `undefined` after a damaged line: what the next one refers to is not known. */
  #lastCrc: string | undefined = NO_LINE_BEFORE;
  #cleanBytes = 0;
  #totalBytes = 0;

  /** Takes in the next bytes of the file; keeps no reference to them past the last line feed. */
  push(chunk: Uint8Array): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, start);
      if (end === -1) break;
      this.#rest.push(chunk.subarray(start, end));
      const line = this.#takeRest();
      this.#totalBytes += line.length + 1;
      this.#readLine(line);
      start = end + 1;
    }
    if (start < chunk.length) this.#rest.push(chunk.slice(start));
  }

  /** Ends the file; call it once, after the last piece. */
  end(): JournalReplay {
    const tail = this.#takeRest();
    this.#totalBytes += tail.length;
    const tornBytes = tail.length > 0 ? this.#readTail(tail) : 0;
    return {
      judgments: this.#judgments,
      damaged: this.#damaged,
      state: { lastSeq: this.#lastSeq, lastCrc: this.#lastCrc ?? NO_LINE_BEFORE },
      cleanBytes: this.#cleanBytes,
      totalBytes: this.#totalBytes,
      tornBytes,
    };
  }

  #takeRest(): Uint8Array {
    const [first] = this.#rest;
    const line = this.#rest.length === 1 && first !== undefined ? first : joinBytes(this.#rest);
    this.#rest = [];
    return line;
  }

  #readLine(bytes: Uint8Array): void {
    this.#line += 1;
    const parsed = parseJournalLine(bytes);
    if ('line' in parsed) {
      this.#accept(parsed.line);
      this.#cleanBytes = this.#totalBytes;
    } else if (parsed.why === 'content') {
      this.#damaged.push({ line: this.#line, why: 'content' });
      this.#lastCrc = parsed.crc;
      this.#cleanBytes = this.#totalBytes;
    } else {
      this.#recover(bytes);
    }
  }

  /** Reads what follows the last line feed and answers how many bytes of it were cut off. */
  #readTail(bytes: Uint8Array): number {
    const parsed = parseJournalLine(bytes);
    if ('line' in parsed) {
      // Only the line feed is missing. The record is whole, so it counts; the file is not written to any more.
      this.#line += 1;
      this.#accept(parsed.line);
      return 0;
    }
    const starts = findLineStarts(bytes);
    const hasWholeLine = starts.some(
      (_start, index) => this.#lineBetween(bytes, starts, index) !== undefined,
    );
    if (!hasWholeLine) return bytes.length;
    this.#line += 1;
    this.#recover(bytes);
    return 0;
  }

  /** Saves what a damaged line end joined: every piece that has the form and the checksum of a line is one. */
  #recover(bytes: Uint8Array): void {
    this.#lastCrc = undefined;
    const starts = findLineStarts(bytes);
    let recovered = 0;
    for (let index = 0; index < starts.length; index += 1) {
      const line = this.#lineBetween(bytes, starts, index);
      if (line === undefined) {
        this.#lastCrc = undefined;
      } else {
        this.#accept(line);
        recovered += 1;
      }
    }
    const whole = recovered > 0 && recovered === starts.length && starts[0] === 0;
    this.#damaged.push({ line: this.#line, why: whole ? 'line-end' : 'checksum' });
  }

  #lineBetween(bytes: Uint8Array, starts: readonly number[], index: number): JournalLine | undefined {
    const next = starts[index + 1];
    // The byte before the next start was its line feed; at the end of the file it may be the last one.
    const ends = next === undefined ? [bytes.length, bytes.length - 1] : [next - 1];
    for (const end of ends) {
      const parsed = parseJournalLine(bytes.subarray(starts[index], end));
      if ('line' in parsed) return parsed.line;
    }
    return undefined;
  }

  #accept(line: JournalLine): void {
    if (this.#lastCrc !== undefined && line.prev !== this.#lastCrc) {
      this.#damaged.push({ line: this.#line, why: 'gap' });
    }
    this.#judgments.push(line.judgment);
    this.#lastSeq = Math.max(this.#lastSeq, line.judgment.seq);
    this.#lastCrc = line.crc;
  }
}

/** Where lines may start: eight bytes before each marker. */
function findLineStarts(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (
    let index = bytes.indexOf(marker[0] ?? 0);
    index !== -1;
    index = bytes.indexOf(marker[0] ?? 0, index + 1)
  ) {
    if (index >= checksumLength && marker.every((byte, offset) => bytes[index + offset] === byte)) {
      starts.push(index - checksumLength);
    }
  }
  return starts;
}

/**
 * Puts the records of several journal files (and segments) into one log, in the order of `compareJudgments`.
 *
 * A judgment that stands in several places counts once. Should its sequence numbers differ, the greatest is the one
 * that was acknowledged: an append that failed may have reached the disk all the same, and was then repeated.
 */
export function collectJudgments(files: Iterable<Iterable<Judgment>>): Judgment[] {
  const byId = new Map<JudgmentId, Judgment>();
  for (const judgments of files) {
    for (const judgment of judgments) {
      const known = byId.get(judgment.id);
      if (known === undefined || judgment.seq > known.seq) byId.set(judgment.id, judgment);
    }
  }
  return [...byId.values()].toSorted(compareJudgments);
}

/** Whether lines may be appended to the file as it is. */
export function isCleanToItsEnd(replay: JournalReplay): boolean {
  return replay.cleanBytes === replay.totalBytes;
}
