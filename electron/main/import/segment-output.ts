import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { ReportEntry } from '../../../shared/domain/source.ts';
import type { ImportTarget } from '../../../shared/import/import-job.ts';
import { SegmentIndexBuilder } from '../../../shared/segment/segment-index-builder.ts';
import type { SegmentIndex } from '../../../shared/segment/segment-index.ts';
import { SegmentLines } from '../../../shared/segment/segment-lines.ts';
import type { FromImportThread } from './import-messages.ts';

/** Pieces on their way to the disk at once: enough to keep both ends busy, little enough to stay small. */
const PIECES_UNDER_WAY = 4;
/** Characters of the report that are collected before they are handed on. */
const REPORT_PIECE = 1 << 18;

/** Hands what an import gives to the main process, which writes it, and waits when that falls behind. */
export class SegmentOutput implements ImportTarget {
  readonly #send: (message: FromImportThread, transfer: readonly ArrayBuffer[]) => void;
  readonly #builder = new SegmentIndexBuilder();
  readonly #lines: SegmentLines;
  readonly #encoder = new TextEncoder();
  #report: string[] = [];
  #reportLength = 0;
  #underWay = 0;
  #onTaken: (() => void) | undefined;

  constructor(send: (message: FromImportThread, transfer: readonly ArrayBuffer[]) => void) {
    this.#send = send;
    // A copy, since the lines use their buffer again: this one goes over to the other thread.
    this.#lines = new SegmentLines((bytes) => this.#hand('segment', bytes.slice()), this.#builder);
  }

  records(records: readonly ItemRecord[]): Promise<void> {
    return this.#lines.add(records);
  }

  report(entry: ReportEntry): void {
    const line = JSON.stringify(entry);
    this.#report.push(line);
    this.#reportLength += line.length;
    // Nobody waits for these pieces: the records between them do.
    if (this.#reportLength >= REPORT_PIECE) void this.#flushReport();
  }

  /** The main process has written a piece. */
  noteTaken(): void {
    this.#underWay -= 1;
    this.#onTaken?.();
  }

  /** Hands over what is left, and gives the index of all of it. */
  async finish(): Promise<SegmentIndex> {
    await this.#lines.flush();
    await this.#flushReport();
    return this.#builder.finish();
  }

  async #flushReport(): Promise<void> {
    if (this.#report.length === 0) return;
    const text = `${this.#report.join('\n')}\n`;
    this.#report = [];
    this.#reportLength = 0;
    await this.#hand('report', this.#encoder.encode(text));
  }

  async #hand(type: 'segment' | 'report', bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#underWay += 1;
    this.#send({ type, bytes }, [bytes.buffer]);
    while (this.#underWay >= PIECES_UNDER_WAY) {
      await new Promise<void>((resolve) => {
        this.#onTaken = resolve;
      });
    }
  }
}
