import type { RowOrFault } from './row.ts';

/** The rows that one piece of a file holds. */
export interface RowBatch {
  /** Each row is built when it is asked for; ask for all of them before the next batch. */
  readonly rows: Iterable<RowOrFault>;
  /** Bytes of the file that have been read when these rows have. */
  readonly bytesDone: number;
}

/** The rows of a file, read from the start to the end, a batch at a time: the file is never in memory whole. */
export interface RowStream {
  /** The column names of a table, once its header has been read; `undefined` where records name their own fields. */
  readonly header: readonly string[] | undefined;
  /** Rejects with a `ReadError` when the file cannot be read on. */
  batches(): AsyncGenerator<RowBatch, void, undefined>;
}
