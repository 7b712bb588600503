import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { compareCodePoints, type SourceId, toContentId } from '../domain/ids.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import type { Rater } from '../domain/rater.ts';
import type { Counts, Problem, ReportEntry, Source } from '../domain/source.ts';
import { ContentInspector } from './content-inspector.ts';
import type { Warning } from './content/warning.ts';
import { type ExistingItems, ItemIndex } from './existing-items.ts';
import { toExcerpt } from './excerpt.ts';
import type { FileChoice } from './file-choice.ts';
import { askSha256, type InputFile, ReadError, readPieces } from './input-file.ts';
import { type FileTally, ItemCollector } from './item-collector.ts';
import { KeyedPrompts } from './layouts/keyed-prompts.ts';
import type { ImportContext } from './layouts/layout.ts';
import { QuestionBook } from './layouts/question-book.ts';
import { LIMITS } from './limits.ts';
import { Listing } from './listing.ts';
import { openRows } from './open-rows.ts';
import { type RecognisedFile, recogniseFile } from './recognise-file.ts';
import { createFault, type Fault, isRowFault, type Row, type RowOrFault } from './row.ts';
import { describeEncoding } from './text-decoding.ts';

/** Hashes bytes as they come. Node's `createHash('sha256')` has this shape and is many times faster than the default. */
export interface StreamingHash {
  update(bytes: Uint8Array): unknown;
  /** 32 bytes. */
  digest(): Uint8Array;
}

export interface ImportOptions {
  /** The program version, for the judgments. */
  readonly app: string;
  /** What a person has decided about files, by file name; a file that is not named is recognised by itself. */
  readonly choices?: ReadonlyMap<string, FileChoice>;
  /** What the project holds; nothing of it is given out again. */
  readonly existing?: ExistingItems;
  /** Called after every piece: bytes read, bytes to read in all, rows read. */
  readonly onProgress?: (bytesDone: number, bytesTotal: number, rows: number) => void;
  /** An `AbortSignal`: looked at between pieces. */
  readonly signal?: { readonly aborted: boolean };
  /** A faster SHA-256 than the built-in one. */
  readonly createSha256?: () => StreamingHash;
  /** Every line of the report as it is found; the summary lists only the first of them. */
  readonly onReport?: (entry: ReportEntry) => void;
  /** Stop after so many bytes of all files together: a look at the beginning. */
  readonly limitBytes?: number;
}

export interface ImportSummary {
  /** The files that were read, in the order given. Files that could not be read at all have a problem instead. */
  readonly sources: readonly Source[];
  readonly counts: Counts;
  /** Everybody of whom a judgment was added. */
  readonly raters: readonly Rater[];
  /** What was left out: the first `LISTED`, by file in the order given, then by line. */
  readonly problems: readonly Problem[];
  /** How many were left out for each reason; all of them. */
  readonly leftOutByCode: ReadonlyMap<string, number>;
  /** What was kept and deserves a second look; listed and counted like `problems`. */
  readonly warnings: readonly Problem[];
  readonly warningsByCode: ReadonlyMap<string, number>;
  /** Rows that were read, and those of which at least something was kept or was there already. */
  readonly rows: { readonly read: number; readonly kept: number };
  /** What the files say and the project, or another of the files, said already. */
  readonly alreadyThere: {
    readonly prompts: number;
    readonly responses: number;
    readonly judgments: number;
  };
  /** Added prompts with a single response: there is nothing to compare it with. */
  readonly oneResponseOnly: number;
  /** The signal stopped it: what the sink got is to be thrown away. */
  readonly cancelled: boolean;
  /** Read to the end, not only to `limitBytes`. */
  readonly complete: boolean;
}

/**
 * Reads files of any known layout and gives out their records in the order of a segment.
 *
 * Files are read in pieces and belong together: questions before answers before judgments, whatever order they come
 * in, and within that by name, so that the same files always give the same records. What cannot be read is left out and
 * listed in `problems`; nothing is filled in. Rejects when a file cannot be read on after some of it has been given
 * out: what the sink got is to be thrown away then, as after a cancellation.
 *
 * @param sink gets records in batches and may take its time; reading waits for it
 */
export async function importFiles(
  files: readonly InputFile[],
  options: ImportOptions,
  sink: (records: readonly ItemRecord[]) => void | Promise<void>,
): Promise<ImportSummary> {
  return new ImportRun(files, options, sink).run();
}

interface PlannedFile {
  readonly file: InputFile;
  readonly index: number;
  readonly recognised: RecognisedFile;
}

interface ReadFile extends PlannedFile {
  readonly sha256: string;
  readonly tally: FileTally;
  readonly rows: RowCounts;
}

interface RowCounts {
  read: number;
  kept: number;
}

class ImportRun {
  readonly #files: readonly InputFile[];
  readonly #options: ImportOptions;
  readonly #sink: (records: readonly ItemRecord[]) => void | Promise<void>;
  readonly #context: ImportContext;
  readonly #inspector = new ContentInspector();
  readonly #leftOut = new Listing();
  readonly #warnings = new Listing();
  readonly #rows: RowCounts = { read: 0, kept: 0 };
  #bytesDone = 0;
  #bytesTotal = 0;

  constructor(
    files: readonly InputFile[],
    options: ImportOptions,
    sink: (records: readonly ItemRecord[]) => void | Promise<void>,
  ) {
    this.#files = files;
    this.#options = options;
    this.#sink = sink;
    const existing = options.existing ?? new ItemIndex();
    this.#context = {
      existing,
      items: new ItemCollector(existing, options.app),
      questions: new QuestionBook(existing),
      keys: new KeyedPrompts(),
    };
  }

  async run(): Promise<ImportSummary> {
    const planned = await this.#plan();
    this.#bytesTotal = planned.reduce((total, { file }) => total + file.size, 0);
    const read: ReadFile[] = [];
    for (const plan of planned.toSorted(compareInReadingOrder)) {
      const result = await this.#readFile(plan);
      if (result !== undefined) read.push(result);
      if (this.#isCancelled() || this.#isEnough()) break;
    }
    if (!this.#isCancelled() && !this.#isEnough()) this.#reportUnanswered();
    return this.#summarise(read);
  }

  /** Recognises all files; those that cannot be read become problems. */
  async #plan(): Promise<PlannedFile[]> {
    const planned: PlannedFile[] = [];
    for (const [index, file] of this.#files.entries()) {
      const recognised = await this.#guardReading(index, () =>
        recogniseFile(file, this.#options.choices?.get(file.name) ?? {}),
      );
      if (recognised === undefined) continue;
      if (recognised.ok) planned.push({ file, index, recognised: recognised.value });
      else for (const { line, fault } of recognised.error.faults) this.#leaveOut(index, line, fault);
    }
    return planned;
  }

  async #readFile(plan: PlannedFile): Promise<ReadFile | undefined> {
    const { index, file, recognised } = plan;
    return this.#guardReading(index, async () => {
      // The hash names the source, which only judgments carry: everything else need not wait for it.
      const hashing = this.#hashFile(file);
      const early = recognised.layout.hasJudgments ? await hashing : undefined;
      const tally: FileTally = {
        index,
        sourceId: early === undefined ? undefined : toSourceId(early),
        prompts: 0,
        responses: 0,
        judgments: 0,
      };
      const rows: RowCounts = { read: 0, kept: 0 };
      try {
        await this.#readRows(plan, tally, rows);
        const hash = await hashing;
        if (hasAdded(tally)) await this.#sink([{ source: toSourceId(hash) }]);
        return { ...plan, tally, sha256: hash, rows };
      } catch (error) {
        // Half a source must not become part of a project, and what has been given out cannot be taken back.
        throw error instanceof ReadError && hasAdded(tally)
          ? new Error(`${file.name}: ${error.message}; nothing was imported`, { cause: error })
          : error;
      }
    });
  }

  async #readRows(plan: PlannedFile, tally: FileTally, counts: RowCounts): Promise<void> {
    const { file, index, recognised } = plan;
    const { items } = this.#context;
    items.beginFile(tally);
    this.#inspector.beginFile();
    const consume = recognised.layout.createConsumer(this.#context, {
      name: file.name,
      index,
    });
    const before = this.#bytesDone;
    for await (const { rows, bytesDone } of openRows(file, recognised, LIMITS).batches()) {
      const batch: ItemRecord[] = [];
      for (const row of rows) {
        // What is wrong with the file as a whole is no row.
        if (row.line !== null) counts.read += 1;
        if (this.#takeRow(index, row, consume, batch)) counts.kept += 1;
      }
      this.#progress(before + bytesDone, counts);
      if (batch.length > 0) await this.#sink(batch);
      if (this.#isCancelled() || this.#isEnough()) break;
    }
    this.#bytesDone = before + (this.#isEnough() ? this.#bytesDone - before : file.size);
    this.#rows.read += counts.read;
    this.#rows.kept += counts.kept;
  }

  /** Reads one row; tells whether anything of it was kept. */
  #takeRow(
    index: number,
    row: RowOrFault,
    consume: (row: Row) => readonly Fault[],
    batch: ItemRecord[],
  ): boolean {
    if (isRowFault(row)) {
      this.#leaveOut(index, row.line, row.fault);
      return false;
    }
    const { items } = this.#context;
    const saidBefore = items.saidCount;
    const faults = consume(row);
    for (const fault of faults) this.#leaveOut(index, row.line, fault, row);
    const added = items.take();
    for (const record of added) batch.push(record);
    const isKept = faults.length === 0 || items.saidCount > saidBefore;
    if (isKept) {
      for (const warning of this.#inspector.inspect(row, added)) this.#warn(index, row.line, warning);
    }
    return isKept;
  }

  /** Never rejects on its own before somebody waits for it. */
  #hashFile(file: InputFile): Promise<string> {
    const hashing = askSha256(file).then((told) => told ?? this.#hashPieces(file));
    hashing.catch(() => undefined);
    return hashing;
  }

  async #hashPieces(file: InputFile): Promise<string> {
    const hash = this.#options.createSha256?.() ?? sha256.create();
    for await (const piece of readPieces(file)) {
      hash.update(piece);
      if (this.#isCancelled()) break;
    }
    return bytesToHex(hash.digest());
  }

  #progress(bytesDone: number, current: RowCounts): void {
    this.#bytesDone = bytesDone;
    this.#options.onProgress?.(bytesDone, this.#bytesTotal, this.#rows.read + current.read);
  }

  #isCancelled(): boolean {
    return this.#options.signal?.aborted ?? false;
  }

  /** Whether a look at the beginning has seen enough. */
  #isEnough(): boolean {
    return this.#bytesDone >= (this.#options.limitBytes ?? Infinity);
  }

  /** A file that vanishes or is a folder fails while it is read: a problem of that file, not the end of the import. */
  async #guardReading<Value>(index: number, work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      this.#leaveOut(index, null, createFault('cannot_read', null, error.message));
      return undefined;
    }
  }

  #reportUnanswered(): void {
    const { items, questions } = this.#context;
    for (const { fileIndex, line, questionId } of questions.settle(items)) {
      this.#leaveOut(
        fileIndex,
        line,
        createFault(
          'no_responses',
          null,
          `question ${questionId} has no answer in these files; open the answer files together with it`,
        ),
      );
    }
  }

  #leaveOut(index: number, line: number | null, fault: Fault, row?: Row): void {
    const { field, code, message } = fault;
    const excerpt = row === undefined ? undefined : toExcerpt(row, field);
    const file = this.#files[index]?.name ?? '';
    const problem = { file, line, field, code, message, ...(excerpt === undefined ? {} : { excerpt }) };
    this.#leftOut.add(index, problem);
    this.#options.onReport?.({ kind: 'left-out', ...problem });
  }

  #warn(index: number, line: number, { code, field, message, excerpt }: Warning): void {
    const problem = { file: this.#files[index]?.name ?? '', line, field, code, message, excerpt };
    this.#warnings.add(index, problem);
    this.#options.onReport?.({ kind: 'warning', ...problem });
  }

  #summarise(read: readonly ReadFile[]): ImportSummary {
    const sources = read
      .toSorted((left, right) => left.index - right.index)
      .map((plan) => toSource(plan, this.#leftOut.byFile.get(plan.index) ?? 0));
    const { items } = this.#context;
    return {
      sources,
      counts: {
        prompts: sum(sources, 'prompts'),
        responses: sum(sources, 'responses'),
        judgments: sum(sources, 'judgments'),
        leftOut: this.#leftOut.count,
      },
      raters: items.raters,
      problems: this.#leftOut.inOrder(),
      leftOutByCode: this.#leftOut.byCode,
      warnings: this.#warnings.inOrder(),
      warningsByCode: this.#warnings.byCode,
      rows: { ...this.#rows },
      alreadyThere: items.alreadyThere,
      oneResponseOnly: items.countPromptsWithOneResponse(),
      cancelled: this.#isCancelled(),
      complete: !this.#isEnough(),
    };
  }
}

function compareInReadingOrder(left: PlannedFile, right: PlannedFile): number {
  return (
    left.recognised.layout.rank - right.recognised.layout.rank ||
    compareCodePoints(left.file.name, right.file.name)
  );
}

function toSourceId(sha256OfFile: string): SourceId {
  return toContentId<SourceId>(['source', sha256OfFile]);
}

function hasAdded({ prompts, responses, judgments }: FileTally): boolean {
  return prompts + responses + judgments > 0;
}

function toSource({ file, recognised, tally, sha256: hash, rows }: ReadFile, leftOut: number): Source {
  const { prompts, responses, judgments } = tally;
  return {
    id: toSourceId(hash),
    fileName: file.name,
    sha256: hash,
    bytes: file.size,
    format: recognised.layout.name,
    encoding: describeEncoding(recognised.encoding),
    counts: { prompts, responses, judgments, leftOut },
    rows: { ...rows },
    ...(recognised.mapping === undefined ? {} : { mapping: recognised.mapping }),
  };
}

function sum(sources: readonly Source[], field: 'prompts' | 'responses' | 'judgments'): number {
  return sources.reduce((total, { counts }) => total + counts[field], 0);
}
