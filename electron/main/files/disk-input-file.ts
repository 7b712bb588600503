import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { InputFile } from '../../../shared/import/input-file.ts';
import { PIECE_BYTES } from '../../../shared/project/folder.ts';
import { toFolderError } from './disk-errors.ts';

/**
 * A file of the disk as an import reads it, with Node's own SHA-256.
 *
 * It is opened for each piece: a folder may hold more files than a process may have open.
 */
export function createDiskInputFile(path: string, name: string, size: number): Required<InputFile> {
  const withHandle = async <Value>(work: (handle: FileHandle) => Promise<Value>): Promise<Value> => {
    try {
      const handle = await open(path, 'r');
      try {
        return await work(handle);
      } finally {
        await handle.close();
      }
    } catch (error) {
      // Says what the system refused without naming the path: the words go to the page.
      throw toFolderError(error, name);
    }
  };
  return {
    name,
    size,
    read: (offset, length) => withHandle((handle) => readRange(handle, offset, length)),
    sha256: () => withHandle(hashFile),
  };
}

async function readRange(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function hashFile(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const buffer = new Uint8Array(PIECE_BYTES);
  for (let offset = 0; ;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    offset += bytesRead;
  }
}
