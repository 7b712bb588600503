import { type Compression, readUnpacked, unpackWhole } from './byte-pieces.ts';
import type { TextContainer } from './container.ts';
import type { InputFile } from './input-file.ts';
import type { RowLimits } from './limits.ts';
import { ParquetRows } from './parquet/parquet-rows.ts';
import type { Reading } from './reading.ts';
import { createRowReader } from './row-reader.ts';
import type { RowBatch, RowStream } from './row-stream.ts';
import type { Encoding } from './text-decoding.ts';
import { UnreadableError } from './unreadable-error.ts';
import { SheetRows } from './xlsx/sheet-rows.ts';

/** Opens a file that `detectReading` has looked at. */
export function openRows(file: InputFile, reading: Reading, limits: RowLimits): RowStream {
  const stream = openContainer(file, reading, limits);
  return {
    get header() {
      return stream.header;
    },
    batches: () => endAtDamage(stream, file.size),
  };
}

function openContainer(file: InputFile, reading: Reading, limits: RowLimits): RowStream {
  const { container, compression, encoding } = reading;
  switch (container.kind) {
    case 'xlsx':
      return openUnpacked(file, compression, (whole) => new SheetRows(whole, container.sheet, limits));
    case 'parquet':
      return openUnpacked(file, compression, (whole) => new ParquetRows(whole, limits));
    default:
      return openText(file, { container, compression, encoding }, limits);
  }
}

interface TextReading {
  readonly container: TextContainer;
  readonly compression: Compression;
  readonly encoding: Encoding;
}

function openText(file: InputFile, reading: TextReading, limits: RowLimits): RowStream {
  const reader = createRowReader(reading.encoding, reading.container, limits);
  return {
    get header() {
      return reader.header;
    },
    async *batches() {
      for await (const { bytes, bytesDone } of readUnpacked(file, reading.compression)) {
        yield { rows: reader.push(bytes), bytesDone };
      }
      yield { rows: reader.end(), bytesDone: file.size };
    },
  };
}

/** Opens a container that is not read from start to end, and therefore not through a packed file. */
function openUnpacked(
  file: InputFile,
  compression: Compression,
  open: (whole: InputFile) => RowStream,
): RowStream {
  let stream: RowStream | undefined;
  return {
    get header() {
      return stream?.header;
    },
    async *batches() {
      stream = open(compression === null ? file : await unpackWhole(file));
      yield* stream.batches();
    },
  };
}

/** Where the bytes cannot be understood any more, the rows end with a fault of the file; half a row is never given. */
async function* endAtDamage(stream: RowStream, size: number): AsyncGenerator<RowBatch, void, undefined> {
  try {
    yield* stream.batches();
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    yield { rows: [{ line: null, fault: error.fault }], bytesDone: size };
  }
}
