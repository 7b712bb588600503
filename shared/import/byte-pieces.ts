import { type BytePiece, gunzip } from './gzip.ts';
import { type InputFile, readPieces } from './input-file.ts';
import { LIMITS } from './limits.ts';
import { UnreadableError } from './unreadable-error.ts';

/** How the whole file is packed, whatever is inside. */
export type Compression = 'gzip' | null;

/** Yields the bytes of a file in order, unpacked. Throws an `UnreadableError` where they cannot be unpacked. */
export async function* readUnpacked(
  file: InputFile,
  compression: Compression,
): AsyncGenerator<BytePiece, void, undefined> {
  if (compression === 'gzip') {
    yield* gunzip(file);
    return;
  }
  let bytesDone = 0;
  for await (const bytes of readPieces(file)) {
    bytesDone += bytes.length;
    yield { bytes, bytesDone };
  }
}

/** The first bytes of what is packed in a file, and whether they are all. */
export async function readUnpackedHead(
  file: InputFile,
  length: number,
): Promise<{ readonly head: Uint8Array; readonly isWhole: boolean }> {
  const head = new Uint8Array(length);
  let filled = 0;
  try {
    for await (const { bytes } of gunzip(file)) {
      const taken = bytes.subarray(0, length - filled);
      head.set(taken, filled);
      filled += taken.length;
      if (filled === length) return { head, isWhole: false };
    }
  } catch (error) {
    // What could be unpacked is worth looking at; reading the rows will meet the damage again and report it.
    if (!(error instanceof UnreadableError) || filled === 0) throw error;
    return { head: head.subarray(0, filled), isWhole: false };
  }
  return { head: head.subarray(0, filled), isWhole: true };
}

/** Unpacks a container that is read from its end, which needs all of it; small ones only. */
export async function unpackWhole(file: InputFile): Promise<InputFile> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const { bytes } of gunzip(file)) {
    pieces.push(bytes);
    size += bytes.length;
    if (size > LIMITS.unpackedAtOnce) {
      throw new UnreadableError(
        'file_too_large',
        `a packed Excel or Parquet file can be read up to ${LIMITS.unpackedAtOnce / 1024 ** 2} MB; unpack it and open what is inside`,
      );
    }
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return {
    name: file.name,
    size,
    read: (from, length) => Promise.resolve(whole.subarray(from, from + length)),
  };
}
