import { type InputFile, readRange } from '../input-file.ts';
import { damaged, UnreadableError } from '../unreadable-error.ts';

/** One file inside a zip file. */
export interface ZipEntry {
  readonly name: string;
  /** 0: stored; 8: deflated. */
  readonly method: number;
  /** CRC-32 of what is unpacked. */
  readonly checksum: number;
  /** Bytes as they are packed. */
  readonly packedSize: number;
  /** Where its local header begins. */
  readonly offset: number;
}

// Signatures and sizes: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16.
const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MOST_COMMENT_BYTES = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
/** A workbook has a few dozen parts. */
const MOST_DIRECTORY_BYTES = 4 * 1024 * 1024;

/** Reads the list of files of a zip file, which stands at its end. Throws an `UnreadableError` when there is none. */
export async function readZipDirectory(file: InputFile): Promise<ReadonlyMap<string, ZipEntry>> {
  const tailBytes = Math.min(file.size, END_BYTES + MOST_COMMENT_BYTES);
  const tail = await readRange(file, file.size - tailBytes, tailBytes);
  const end = findEnd(tail);
  if (end === undefined) throw damaged('the list of the parts at the end of the file is missing');
  const size = end.getUint32(12, true);
  const offset = end.getUint32(16, true);
  if (offset === 0xffffffff || size > MOST_DIRECTORY_BYTES) {
    throw new UnreadableError(
      'unsupported_container',
      'the file is a zip file of more than 4 GB or of very many parts; unpack it and open what is inside',
    );
  }
  const directory = await readRange(file, offset, size);
  if (directory.length < size) throw damaged('the list of the parts of the file is cut off');
  return readEntries(directory);
}

function findEnd(tail: Uint8Array): DataView | undefined {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) {
      return new DataView(tail.buffer, tail.byteOffset + at, END_BYTES);
    }
  }
  return undefined;
}

function readEntries(directory: Uint8Array): ReadonlyMap<string, ZipEntry> {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries = new Map<string, ZipEntry>();
  const decoder = new TextDecoder('UTF-8');
  for (let at = 0; at + ENTRY_BYTES <= directory.length;) {
    if (view.getUint32(at, true) !== ENTRY_SIGNATURE) throw damaged('the list of the parts is not one');
    if ((view.getUint16(at + 8, true) & 1) === 1) {
      throw new UnreadableError(
        'unsupported_container',
        'the file is a zip file with a password; unpack it and open what is inside',
      );
    }
    const nameLength = view.getUint16(at + 28, true);
    const name = decoder.decode(directory.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength));
    entries.set(name.replaceAll('\\', '/'), {
      name,
      method: view.getUint16(at + 10, true),
      checksum: view.getInt32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += ENTRY_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}
