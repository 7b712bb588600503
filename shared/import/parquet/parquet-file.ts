import { gunzipSync } from 'fflate';
import { decompress as decompressZstd } from 'fzstd';
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
} from 'hyparquet/src/index.js';
import { decompressBrotli } from 'hyparquet-compressors/src/brotli.js';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors/src/lz4.js';
import { type InputFile, ReadError, readRange } from '../input-file.ts';
import { LIMITS } from '../limits.ts';
import { damaged, UnreadableError } from '../unreadable-error.ts';
import { parquetParsers } from './parquet-values.ts';

/** What stands at the end of a Parquet file: columns, groups of rows and where they are. */
export type ParquetMetadata = FileMetaData;

/** Checks that a Parquet file can be read, without reading any of its rows. Throws an `UnreadableError`. */
export async function checkParquet(file: InputFile): Promise<void> {
  const metadata = await readParquetMetadata(file);
  const names = metadata.schema.map(({ name }) => name);
  if (names.includes('__proto__')) {
    // The reader would put the values where nobody finds them.
    throw new UnreadableError('unsupported_container', 'a column is called __proto__; rename it');
  }
  for (const { num_rows: rows, total_byte_size: bytes } of metadata.row_groups) {
    if (rows > LIMITS.rowGroupRows || bytes > LIMITS.rowGroupBytes) {
      throw new UnreadableError(
        'file_too_large',
        `a group of rows of the Parquet file is larger than ${LIMITS.rowGroupBytes / 1024 ** 2} MB or ${LIMITS.rowGroupRows} rows; write it with smaller row groups`,
      );
    }
  }
}

export function readParquetMetadata(file: InputFile): Promise<ParquetMetadata> {
  return guard(() => parquetMetadataAsync(toBuffer(file), { geoparquet: false }));
}

/** Reads the rows from *rowStart* up to *rowEnd*, as the values that the library gives. */
export function readParquetRows(
  file: InputFile,
  metadata: ParquetMetadata,
  rowStart: number,
  rowEnd: number,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return guard(() =>
    parquetReadObjects({
      file: toBuffer(file),
      metadata,
      rowStart,
      rowEnd,
      compressors,
      parsers: parquetParsers,
      geoparquet: false,
    }),
  );
}

/** Whatever the library throws at bytes that make no sense is the file's fault, except when they could not be read. */
async function guard<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ReadError || error instanceof UnreadableError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw damaged(`the Parquet file cannot be read (${why})`, error);
  }
}

function toBuffer(file: InputFile): AsyncBuffer {
  return {
    byteLength: file.size,
    async slice(start, end = file.size) {
      if (end - start > LIMITS.rowGroupBytes) throw damaged('a column is larger than the file says');
      const bytes = await readRange(file, start, end - start);
      // A range has a buffer of its own, but may end before it when the file has shrunk.
      return bytes.slice().buffer;
    },
  };
}

/** Refuses a page that says it is larger than its whole group may be. */
function bounded(decompress: (input: Uint8Array, length: number) => Uint8Array) {
  return (input: Uint8Array, length: number): Uint8Array => {
    if (length > LIMITS.rowGroupBytes) {
      throw new UnreadableError(
        'compressed_bomb',
        'a page of the file unpacks to more than a group may hold',
      );
    }
    // Nothing at all is packed in ways that not every decompressor knows.
    return length === 0 ? new Uint8Array(0) : decompress(input, length);
  };
}

/** Snappy is a part of the library itself. All of these are JavaScript. */
const compressors: Compressors = {
  GZIP: bounded((input, length) => gunzipSync(input, { out: new Uint8Array(length) })),
  BROTLI: bounded(decompressBrotli),
  ZSTD: bounded((input, length) => decompressZstd(input, new Uint8Array(length))),
  LZ4: bounded(decompressLz4),
  LZ4_RAW: bounded(decompressLz4Raw),
};
