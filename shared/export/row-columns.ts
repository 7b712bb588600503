/** What the rows of a file have beside texts; only what at least one of them has becomes a column, and then of all. */
export interface RowColumns {
  readonly tools: boolean;
  readonly images: boolean;
  /** Calls of tools, which are no column but a part of the turns. */
  readonly calls: boolean;
}
