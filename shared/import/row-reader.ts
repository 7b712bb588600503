import type { TextContainer } from './container.ts';
import { createCsvRows } from './csv-rows.ts';
import { createJsonListRows, createJsonRows } from './json-rows.ts';
import type { RowLimits } from './limits.ts';
import { createLineRows } from './line-rows.ts';
import type { RowOrFault } from './row.ts';
import { type Encoding, TextDecoding } from './text-decoding.ts';
import type { TextRows } from './text-rows.ts';

/** Turns the bytes of one file into rows, whatever the container; gets the bytes piece by piece. */
export interface RowReader {
  /**
   * Takes the next bytes; gives the rows that end in them, in file order, with what could not be read between. Each row is
   * built when it is asked for, so that only one is held at a time; ask for all of them before the next call.
   */
  push(bytes: Uint8Array): Iterable<RowOrFault>;
  /** Ends the file. */
  end(): Iterable<RowOrFault>;
  /** The column names of a table, once its header has been read; `undefined` for JSON. */
  readonly header: readonly string[] | undefined;
}

export function createRowReader(encoding: Encoding, container: TextContainer, limits: RowLimits): RowReader {
  const decoding = new TextDecoding(encoding);
  const rows = createTextRows(container, limits, () => decoding.damaged);
  return {
    push: (bytes) => rows.push(decoding.push(bytes)),
    *end() {
      yield* rows.push(decoding.end());
      yield* rows.end();
    },
    get header() {
      return rows.header;
    },
  };
}

function createTextRows(container: TextContainer, limits: RowLimits, isDamaged: () => boolean): TextRows {
  switch (container.kind) {
    case 'json-array':
      return container.path.length === 0
        ? createJsonRows('array', limits, isDamaged)
        : createJsonListRows(container.path, limits, isDamaged);
    case 'json-values':
      return createJsonRows('values', limits, isDamaged);
    case 'json-lines':
      return createLineRows(limits, isDamaged);
    case 'csv':
      return createCsvRows(container.dialect, limits, isDamaged);
  }
}
