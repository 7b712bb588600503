import CRC32 from 'crc-32';
import { Inflate } from 'fflate';
import type { BytePiece } from '../gzip.ts';
import { type InputFile, readPieces, readRange } from '../input-file.ts';
import { UnpackGuard } from '../unpack-guard.ts';
import { damaged } from '../unreadable-error.ts';
import type { ZipEntry } from './zip-directory.ts';

const LOCAL_BYTES = 30;
const LOCAL_SIGNATURE = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/** What is inflated at a time, in bytes: a thousand times as much may come out. */
const SLICE_BYTES = 16 * 1024;

/**
 * Unpacks one file of a zip file. Throws an `UnreadableError` where it is damaged or unpacks to too much, whatever its
 * directory says about its size.
 *
 * @param mostBytes may come out
 */
export async function* unpackEntry(
  file: InputFile,
  entry: ZipEntry,
  mostBytes: number,
): AsyncGenerator<BytePiece, void, undefined> {
  const local = await readRange(file, entry.offset, LOCAL_BYTES);
  const view = new DataView(local.buffer, local.byteOffset, local.byteLength);
  if (local.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw damaged(`the part ${entry.name} is not where the file says it is`);
  }
  const from = entry.offset + LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
  const to = from + entry.packedSize;
  if (to > file.size) throw damaged(`the part ${entry.name} is cut off`);
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw damaged(`the part ${entry.name} is packed in an unknown way`);
  }
  const unpack = entry.method === STORED ? (slice: Uint8Array) => [slice] : createInflate(entry.name);
  const guard = new UnpackGuard(mostBytes);
  let bytesDone = from;
  let checksum = 0;
  for await (const piece of readPieces({ ...boundRead(file), size: to }, from)) {
    for (let at = 0; at < piece.length; at += SLICE_BYTES) {
      const slice = piece.subarray(at, at + SLICE_BYTES);
      bytesDone += slice.length;
      for (const bytes of unpack(slice, bytesDone === to)) {
        guard.count(0, bytes.length);
        checksum = CRC32.buf(bytes, checksum);
        yield { bytes, bytesDone };
      }
      guard.count(slice.length, 0);
    }
  }
  if (checksum !== entry.checksum) {
    throw damaged(`what the part ${entry.name} unpacks to does not have the checksum that the file names`);
  }
}

/** A spread leaves methods of a class behind. */
function boundRead(file: InputFile): Pick<InputFile, 'name' | 'read'> {
  return { name: file.name, read: (offset, length) => file.read(offset, length) };
}

function createInflate(name: string): (slice: Uint8Array, isLast: boolean) => readonly Uint8Array[] {
  let unpacked: Uint8Array[] = [];
  const stream = new Inflate((bytes) => {
    if (bytes.length > 0) unpacked.push(bytes);
  });
  return (slice, isLast) => {
    unpacked = [];
    try {
      stream.push(slice, isLast);
    } catch (error) {
      throw damaged(`the part ${name} cannot be unpacked`, error);
    }
    return unpacked;
  };
}
