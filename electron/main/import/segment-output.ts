import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { ReportEntry } from '../../../shared/domain/source.ts';
import type { ImportTarget } from '../../../shared/import/import-job.ts';
import type { SegmentIndex } from '../../../shared/segment/segment-index.ts';
import { FlowWindow } from './flow-window.ts';
import type { FromImportThread, ToImportThread } from './import-messages.ts';
import type { FromSegmentThread, ToSegmentThread } from './segment-messages.ts';

/** A thread that writes the lines of one segment, as the thread that reads sees it. */
export interface SegmentThread {
  postMessage(message: ToSegmentThread, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: FromSegmentThread) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  terminate(): Promise<unknown>;
}

/** Batches on their way to the other thread at once. */
const BATCHES = 4;
/** Pieces of the report on their way to the disk at once. */
const REPORT_PIECES = 4;
/** Characters of the report that are collected before they are handed on. */
const REPORT_PIECE = 1 << 18;

/**
 * Hands on what an import gives: records to a thread of their own, which makes lines of them, and the lines to the main
 * process, which writes them. Reading waits when those fall behind.
 *
 * Writing JSON takes as long as half of reading it: done beside it, an import is as fast as its reading.
 */
export class SegmentOutput implements ImportTarget {
  readonly #send: (message: FromImportThread, transfer: readonly ArrayBuffer[]) => void;
  readonly #thread: SegmentThread;
  readonly #batches = new FlowWindow(BATCHES);
  readonly #reports = new FlowWindow(REPORT_PIECES);
  readonly #index: Promise<SegmentIndex>;
  readonly #encoder = new TextEncoder();
  #report: string[] = [];
  #reportLength = 0;
  #reported = Promise.resolve();
  #failure: Error | undefined;

  constructor(
    send: (message: FromImportThread, transfer: readonly ArrayBuffer[]) => void,
    thread: SegmentThread,
  ) {
    this.#send = send;
    this.#thread = thread;
    this.#index = new Promise((resolve, reject) => {
      thread.on('message', (message) => {
        switch (message.type) {
          case 'ready':
            this.#batches.end();
            break;
          case 'segment':
            send(message, [message.bytes.buffer]);
            break;
          case 'index':
            resolve(message.index);
            break;
        }
      });
      thread.on('error', (error) => {
        this.#failure = error;
        // Nobody may be waiting for the index yet, but somebody may for room.
        reject(error);
        for (let batch = 0; batch < BATCHES; batch += 1) this.#batches.end();
      });
    });
    this.#index.catch(() => undefined);
  }

  async records(records: readonly ItemRecord[]): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    this.#thread.postMessage({ type: 'records', records }, []);
    await this.#batches.begin();
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
    if (of === 'segment') this.#thread.postMessage({ type: 'taken' }, []);
    else this.#reports.end();
  }

  /** Hands over what is left, and gives the index of all of it. */
  async finish(): Promise<SegmentIndex> {
    this.#thread.postMessage({ type: 'finish' }, []);
    this.#flushReport();
    await this.#reported;
    return this.#index;
  }

  close(): Promise<unknown> {
    return this.#thread.terminate();
  }

  #flushReport(): void {
    if (this.#report.length === 0) return;
    const bytes = this.#encoder.encode(`${this.#report.join('\n')}\n`);
    this.#report = [];
    this.#reportLength = 0;
    this.#send({ type: 'report', bytes }, [bytes.buffer]);
    const room = this.#reports.begin();
    this.#reported = this.#reported.then(() => room);
  }
}
