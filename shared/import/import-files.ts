import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { compareCodePoints, type SourceId, toContentId } from '../domain/ids.ts';
import type { ItemRecord } from '../domain/item-record.ts';
import type { Rater } from '../domain/rater.ts';
import type { Counts, Problem, Source } from '../domain/source.ts';
import { type ExistingItems, ItemIndex } from './existing-items.ts';
import { askSha256, type InputFile, ReadError, readPieces } from './input-file.ts';
import { type FileTally, ItemCollector } from './item-collector.ts';
import type { ImportContext } from './layouts/layout.ts';
import { QuestionBook } from './layouts/question-book.ts';
import { LIMITS } from './limits.ts';
import { type RecognisedFile, recogniseFile } from './recognise-file.ts';
import { createFault, type Fault, isRowFault } from './row.ts';
import { createRowReader } from './row-reader.ts';
import { describeEncoding } from './text-decoding.ts';
import type { WideMapping } from './wide-mapping.ts';

/** Hashes bytes as they come. Node's `createHash('sha256')` has this shape and is many times faster than the default. */
export interface StreamingHash {
  update(bytes: Uint8Array): unknown;
  /** 32 bytes. */
  digest(): Uint8Array;
}

export interface ImportOptions {
  /** The program version, for the judgments. */
  readonly app: string;
  /** Which columns hold what, by file name; a file that is not named is recognised by itself. */
  readonly mappings?: ReadonlyMap<string, WideMapping>;
  /** What the project holds; nothing of it is given out again. */
  readonly existing?: ExistingItems;
  /** Called after every piece: bytes read, bytes to read in all, rows read. */
  readonly onProgress?: (bytesDone: number, bytesTotal: number, rows: number) => void;
  /** An `AbortSignal`: looked at between pieces. */
  readonly signal?: { readonly aborted: boolean };
  /** A faster SHA-256 than the built-in one. */
  readonly createSha256?: () => StreamingHash;
}

export interface ImportSummary {
  /** The files that were read, in the order given. Files that could not be read at all have a problem instead. */
  readonly sources: readonly Source[];
  readonly counts: Counts;
  /** Everybody of whom a judgment was added. */
  readonly raters: readonly Rater[];
  /** Every one, by file in the order given, then by line. */
  readonly problems: readonly Problem[];
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
}

/**
 * Reads files of any known layout and gives out their records in the order of a segment.
 *
 * Files are read in pieces and belong together: questions before answers before judgments, whatever order they come
 * in, and within that by name, so that the same files always give the same records. What cannot be read is left out and
 * listed in `problems`; nothing is filled in.
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
}

interface LocatedProblem {
  readonly index: number;
  readonly problem: Problem;
}

class ImportRun {
  readonly #files: readonly InputFile[];
  readonly #options: ImportOptions;
  readonly #sink: (records: readonly ItemRecord[]) => void | Promise<void>;
  readonly #context: ImportContext;
  readonly #problems: LocatedProblem[] = [];
  #bytesDone = 0;
  #bytesTotal = 0;
  #rows = 0;

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
    };
  }

  async run(): Promise<ImportSummary> {
    const planned = await this.#plan();
    this.#bytesTotal = planned.reduce(
      // A file with judgments is read twice: they carry the id of their source, which comes from its hash.
      (total, { file, recognised }) =>
        total + file.size * (recognised.layout.hasJudgments && file.sha256 === undefined ? 2 : 1),
      0,
    );
    const read: ReadFile[] = [];
    for (const plan of planned.toSorted(compareInReadingOrder)) {
      const result = await this.#readFile(plan);
      if (result !== undefined) read.push(result);
      if (this.#isCancelled()) break;
    }
    if (!this.#isCancelled()) this.#reportUnanswered();
    return this.#summarise(read);
  }

  /** Recognises all files; those that cannot be read become problems. */
  async #plan(): Promise<PlannedFile[]> {
    const planned: PlannedFile[] = [];
    for (const [index, file] of this.#files.entries()) {
      const recognised = await this.#guardReading(index, () =>
        recogniseFile(file, this.#options.mappings?.get(file.name)),
      );
      if (recognised === undefined) continue;
      if (recognised.ok) planned.push({ file, index, recognised: recognised.value });
      else for (const { line, fault } of recognised.error.faults) this.#report(index, line, fault);
    }
    return planned;
  }

  async #readFile(plan: PlannedFile): Promise<ReadFile | undefined> {
    return this.#guardReading(plan.index, async () => {
      const told = await askSha256(plan.file);
      const early =
        told ?? (plan.recognised.layout.hasJudgments ? await this.#hashFile(plan.file) : undefined);
      const tally: FileTally = {
        index: plan.index,
        sourceId: early === undefined ? undefined : toSourceId(early),
        prompts: 0,
        responses: 0,
        judgments: 0,
      };
      const hash = early === undefined ? this.#createHash() : undefined;
      await this.#readRows(plan, tally, hash);
      return { ...plan, tally, sha256: early ?? bytesToHex(hash?.digest() ?? new Uint8Array()) };
    });
  }

  async #readRows(plan: PlannedFile, tally: FileTally, hash: StreamingHash | undefined): Promise<void> {
    const { file, index, recognised } = plan;
    const { layout, encoding, container, mapping } = recognised;
    const { items } = this.#context;
    items.beginFile(tally);
    const consume = layout.createConsumer(this.#context, { name: file.name, index, mapping });
    const reader = createRowReader(encoding, container, LIMITS);
    const take = (rows: ReturnType<typeof reader.push>): void | Promise<void> => {
      for (const row of rows) {
        this.#rows += 1;
        if (isRowFault(row)) this.#report(index, row.line, row.fault);
        else for (const fault of consume(row)) this.#report(index, row.line, fault);
      }
      const records = items.take();
      return records.length === 0 ? undefined : this.#sink(records);
    };
    for await (const piece of readPieces(file)) {
      hash?.update(piece);
      await take(reader.push(piece));
      this.#progress(piece.length);
      if (this.#isCancelled()) return;
    }
    await take(reader.end());
  }

  async #hashFile(file: InputFile): Promise<string> {
    const hash = this.#createHash();
    for await (const piece of readPieces(file)) {
      hash.update(piece);
      this.#progress(piece.length);
      if (this.#isCancelled()) break;
    }
    return bytesToHex(hash.digest());
  }

  #createHash(): StreamingHash {
    return this.#options.createSha256?.() ?? sha256.create();
  }

  #progress(bytes: number): void {
    this.#bytesDone += bytes;
    this.#options.onProgress?.(this.#bytesDone, this.#bytesTotal, this.#rows);
  }

  #isCancelled(): boolean {
    return this.#options.signal?.aborted ?? false;
  }

  /** A file that vanishes or is a folder fails while it is read: a problem of that file, not the end of the import. */
  async #guardReading<Value>(index: number, work: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      this.#report(index, null, createFault('cannot_read', null, error.message));
      return undefined;
    }
  }

  #reportUnanswered(): void {
    const { items, questions } = this.#context;
    for (const { fileIndex, line, questionId } of questions.settle(items)) {
      this.#report(
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

  #report(index: number, line: number | null, fault: Fault): void {
    const file = this.#files[index]?.name ?? '';
    const { field, code, message } = fault;
    this.#problems.push({ index, problem: { file, line, field, code, message } });
  }

  #summarise(read: readonly ReadFile[]): ImportSummary {
    const problems = this.#problems.toSorted(
      (left, right) => left.index - right.index || (left.problem.line ?? 0) - (right.problem.line ?? 0),
    );
    const leftOut = new Map<number, number>();
    for (const { index } of problems) leftOut.set(index, (leftOut.get(index) ?? 0) + 1);
    const sources = read
      .toSorted((left, right) => left.index - right.index)
      .map((plan) => toSource(plan, leftOut.get(plan.index) ?? 0));
    const { items } = this.#context;
    return {
      sources,
      counts: {
        prompts: sum(sources, 'prompts'),
        responses: sum(sources, 'responses'),
        judgments: sum(sources, 'judgments'),
        leftOut: problems.length,
      },
      raters: items.raters,
      problems: problems.map(({ problem }) => problem),
      alreadyThere: items.alreadyThere,
      oneResponseOnly: items.countPromptsWithOneResponse(),
      cancelled: this.#isCancelled(),
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

function toSource({ file, recognised, tally, sha256: hash }: ReadFile, leftOut: number): Source {
  const { prompts, responses, judgments } = tally;
  return {
    id: toSourceId(hash),
    fileName: file.name,
    sha256: hash,
    bytes: file.size,
    format: recognised.layout.name,
    encoding: describeEncoding(recognised.encoding),
    counts: { prompts, responses, judgments, leftOut },
  };
}

function sum(sources: readonly Source[], field: 'prompts' | 'responses' | 'judgments'): number {
  return sources.reduce((total, { counts }) => total + counts[field], 0);
}
