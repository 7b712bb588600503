import type { RowOrFault } from './row.ts';

/** Turns one file into rows, whatever the container; gets it piece by piece, as bytes or as text. */
export interface PieceRows<Piece> {
  /**
   * Takes the next piece; gives the rows that end in it, in file order, with what could not be read between. Each row is
   * built when it is asked for, so that only one is held at a time; ask for all of them before the next call.
   */
  push(piece: Piece): Iterable<RowOrFault>;
  /** Ends the file. */
  end(): Iterable<RowOrFault>;
  /** The column names of a table, once its header has been read; `undefined` for JSON. */
  readonly header: readonly string[] | undefined;
}

export type TextRows = PieceRows<string>;
export type RowReader = PieceRows<Uint8Array>;
