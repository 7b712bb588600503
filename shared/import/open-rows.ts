import { type InputFile, readPieces } from './input-file.ts';
import type { RowLimits } from './limits.ts';
import type { Reading } from './reading.ts';
import type { RowOrFault } from './row.ts';
import { createRowReader } from './row-reader.ts';

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

/** Opens a file that `detectReading` has looked at. */
export function openRows(file: InputFile, reading: Reading, limits: RowLimits): RowStream {
  const reader = createRowReader(reading.encoding, reading.container, limits);
  return {
    get header() {
      return reader.header;
    },
    async *batches() {
      let bytesDone = 0;
      for await (const piece of readPieces(file)) {
        bytesDone += piece.length;
        yield { rows: reader.push(piece), bytesDone };
      }
      yield { rows: reader.end(), bytesDone };
    },
  };
}
