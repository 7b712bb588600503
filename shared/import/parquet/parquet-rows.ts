import type { InputFile } from '../input-file.ts';
import type { RowLimits } from '../limits.ts';
import { findLoneSurrogate } from '../parse-json-row.ts';
import type { RowOrFault } from '../row.ts';
import { toLimitFault, toRowFault } from '../row-faults.ts';
import type { RowBatch, RowStream } from '../row-stream.ts';
import { readParquetMetadata, readParquetRows } from './parquet-file.ts';
import { toJsonObject } from './parquet-values.ts';

/** Reads the rows of a Parquet file, one group of rows at a time. The number of a row takes the place of its line. */
export class ParquetRows implements RowStream {
  /** Rows name their own fields, which may hold lists and objects. */
  readonly header = undefined;
  readonly #file: InputFile;
  readonly #limits: RowLimits;

  constructor(file: InputFile, limits: RowLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  async *batches(): AsyncGenerator<RowBatch, void, undefined> {
    const metadata = await readParquetMetadata(this.#file);
    const total = Number(metadata.num_rows);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = rowStart + Number(group.num_rows);
      const values = await readParquetRows(this.#file, metadata, rowStart, rowEnd);
      yield {
        rows: this.#toRows(values, rowStart + 1),
        bytesDone: Math.floor((this.#file.size * rowEnd) / Math.max(rowEnd, total)),
      };
      rowStart = rowEnd;
    }
  }

  *#toRows(
    values: readonly Readonly<Record<string, unknown>>[],
    firstLine: number,
  ): Generator<RowOrFault, void, undefined> {
    for (const [index, fields] of values.entries()) {
      const line = firstLine + index;
      const value = toJsonObject(fields);
      const bytes = findLoneSurrogate(value, '');
      if (bytes !== undefined) {
        yield toRowFault(
          line,
          'not_text',
          `${bytes} holds bytes that are no text (an image?); write the file without this column`,
          bytes,
        );
      } else if (Object.keys(value).length > this.#limits.fields) {
        yield toLimitFault('too_many_fields', line, this.#limits);
      } else yield { line, value };
    }
  }
}
