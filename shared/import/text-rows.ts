import type { RowOrFault } from './row.ts';

/** Turns the text of one file into rows, whatever the container; gets the text piece by piece. */
export interface TextRows {
  /**
   * Takes the next text; gives the rows that end in it, in file order, with what could not be read between. Each row is
   * built when it is asked for, so that only one is held at a time; ask for all of them before the next call.
   */
  push(text: string): Iterable<RowOrFault>;
  /** Ends the file. */
  end(): Iterable<RowOrFault>;
  /** The column names of a table, once its header has been read; `undefined` for JSON. */
  readonly header: readonly string[] | undefined;
}
