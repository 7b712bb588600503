import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { ReportEntry } from '../../../shared/domain/source.ts';
import type { ImportTarget } from '../../../shared/import/import-job.ts';
import { SegmentIndexBuilder } from '../../../shared/segment/segment-index-builder.ts';
import type { SegmentIndex } from '../../../shared/segment/segment-index.ts';
import { SegmentLines } from '../../../shared/segment/segment-lines.ts';
import { FlowWindow } from './flow-window.ts';
import type { FromImportThread, ToImportThread } from './import-messages.ts';

/** Pieces on their way to the disk at once, of the segment and of the report. */
const PIECES = 4;
/** Characters of the report that are collected before they are handed on. */
const REPORT_PIECE = 1 << 18;

/**
 * Hands what an import gives to the main process, which writes it, and waits when that falls behind.
 *
 * Lines are made in the thread that reads. A thread of their own was tried and measured: handing the records over costs
 * about as much as writing them, which pays off only where cores are idle.
 */
export class SegmentOutput implements ImportTarget {
  readonly #send: (message: FromImportThread, transfer: readonly ArrayBuffer[]) => void;
  readonly #builder = new SegmentIndexBuilder();
  readonly #lines: SegmentLines;
  readonly #windows = { segment: new FlowWindow(PIECES), report: new FlowWindow(PIECES) };
  readonly #encoder = new TextEncoder();
  #report: string[] = [];
  #reportLength = 0;
  #reported = Promise.resolve();

  constructor(send: (message: FromImportThread, transfer: readonly ArrayBuffer[]) => void) {
    this.#send = send;
    // A copy, since the lines use their buffer again: this one goes over to the other thread.
    this.#lines = new SegmentLines((bytes) => this.#hand('segment', bytes.slice()), this.#builder);
  }

  async records(records: readonly ItemRecord[]): Promise<void> {
    await this.#lines.add(records);
    await this.#reported;
  }

  report(entry: ReportEntry): void {
    const line = JSON.stringify(entry);
    this.#report.push(line);
    this.#reportLength += line.length;
    if (this.#reportLength >= REPORT_PIECE) this.#flushReport();
  }

  /** The main process has written a piece. */
  noteTaken({ of }: Extract<ToImportThread, { type: 'taken' }>): void {
    this.#windows[of].end();
  }

  /** Hands over what is left, and gives the index of all of it. */
  async finish(): Promise<SegmentIndex> {
    await this.#lines.flush();
    this.#flushReport();
    await this.#reported;
    return this.#builder.finish();
  }

  #flushReport(): void {
    if (this.#report.length === 0) return;
    const bytes = this.#encoder.encode(`${this.#report.join('\n')}\n`);
    this.#report = [];
    this.#reportLength = 0;
    const room = this.#hand('report', bytes);
    this.#reported = this.#reported.then(() => room);
  }

  #hand(type: 'segment' | 'report', bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#send({ type, bytes }, [bytes.buffer]);
    return this.#windows[type].begin();
  }
}
