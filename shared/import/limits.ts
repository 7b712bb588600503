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
  /** One file, in bytes; as much may come out of a packed one. */
  fileBytes: 8 * 1024 * 1024 * 1024,
  /** How many times larger than itself a packed file may be, once more than `unpackedFreely` has come out. */
  unpackRatio: 200,
  unpackedFreely: 64 * 1024 * 1024,
  /** What has to be unpacked before the first row: the texts of a workbook, a packed Parquet file. In bytes. */
  unpackedAtOnce: 128 * 1024 * 1024,
  /** One group of rows of a Parquet file: unpacked, in bytes, and how many. */
  rowGroupBytes: 256 * 1024 * 1024,
  rowGroupRows: 2_000_000,
} as const satisfies RowLimits & Record<string, number>;
