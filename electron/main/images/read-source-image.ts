import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { isSystemError } from '../files/disk-errors.ts';
import { detectImageType, IMAGE_HEAD_BYTES } from './detect-image-type.ts';

/** Bytes; a larger one would not be looked at beside a text. */
const SIZE_LIMIT = 20 * 1024 * 1024;

export interface SourceImage {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads an image below *folder*, or only its first bytes (`head`); `undefined` when there is none: no regular file, one
 * that lies elsewhere by a link, too large, or of no kind that is shown.
 */
export async function readSourceImage(
  folder: string,
  parts: readonly string[],
  what: 'head' | 'whole',
): Promise<SourceImage | undefined> {
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, ...parts));
    if (!isInside(root, path) || !(await stat(path)).isFile()) return undefined;
    // What has become a link or a pipe since is not followed or waited for.
    const handle = await open(
      path,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      return await readImage(handle, what);
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Gone, or not ours to read: the reference is shown as it is.
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

async function readImage(handle: FileHandle, what: 'head' | 'whole'): Promise<SourceImage | undefined> {
  const found = await handle.stat();
  if (!found.isFile() || found.size > SIZE_LIMIT) return undefined;
  const bytes = new Uint8Array(what === 'head' ? Math.min(found.size, IMAGE_HEAD_BYTES) : found.size);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
  const type = detectImageType(bytes);
  return type === undefined ? undefined : { type, bytes: bytes.subarray(0, bytesRead) };
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
