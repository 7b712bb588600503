/** The bounds that the readers of rows keep. */
export interface RowLimits {
  /** One line, one array element or one table row, in UTF-16 units. */
  readonly rowLength: number;
  /** Arrays and objects inside each other. */
  readonly depth: number;
  /** Fields of one row. */
  readonly fields: number;
}

/** Bounds of what an import takes on; beyond them it refuses with a reason instead of running out of memory. */
export const LIMITS = {
  rowLength: 64 * 1024 * 1024,
  depth: 200,
  fields: 10_000,
  /** Most that one `read` asks for, in bytes. */
  readBytes: 1024 * 1024,
  /** What is looked at to recognise encoding, container and layout, in bytes. */
  headBytes: 64 * 1024,
  /** One file, in bytes. */
  fileBytes: 8 * 1024 * 1024 * 1024,
} as const satisfies RowLimits & Record<string, number>;
