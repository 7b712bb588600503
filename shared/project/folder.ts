import { err, ok, type Result } from '../base/result.ts';
import { joinBytes } from '../journal/encode-entries.ts';
import type { Failure, FailureCode } from './failure.ts';

/**
 * A folder on some disk: Node's file system, OPFS, or a test's. Paths are relative, with `/`.
 *
 * Every method rejects with a `FolderError` when the disk refuses; anything else that is thrown is a bug.
 */
export interface Folder {
  /** The files directly in *path*; none when there is no such folder. */
  list(path: string): Promise<readonly FolderEntry[]>;
  /** The names of the folders directly in *path*; none when there is no such folder. */
  listFolders(path: string): Promise<readonly string[]>;
  /** Reads up to *length* bytes from *offset*; fewer only at the end of the file. */
  read(path: string, offset: number, length: number): Promise<Uint8Array>;
  /** Opens a file to write at its end, making it when it is missing; `replace` empties it first. */
  open(path: string, mode: 'append' | 'replace'): Promise<FolderFile>;
  /** Moves a closed file within the folder, in one step, over whatever was at *to*. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, or a folder with all it holds; does nothing when there is none. */
  remove(path: string): Promise<void>;
  /** Makes a folder and those above it, durably; does nothing when it is there. `''` is the folder itself. */
  makeFolder(path: string): Promise<void>;
  /** Makes the names in a folder durable (fsync on the folder). */
  syncFolder(path: string): Promise<void>;
}

export interface FolderEntry {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedAtMs: number;
}

export interface FolderFile {
  /** Writes all of *bytes* or rejects; after a rejection any part of them may be in the file. */
  append(bytes: Uint8Array): Promise<void>;
  /** Resolves when what was appended is on the disk (fdatasync). */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What a disk refused, and why. */
export class FolderError extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FolderError';
    this.code = code;
  }
}

/** Runs *work* and turns a refusal of the disk into a value; bugs pass through. */
export async function attempt<Value>(work: () => Promise<Value>): Promise<Result<Value, Failure>> {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof FolderError) return err({ code: error.code, message: error.message });
    throw error;
  }
}

/** Bytes in one call to the disk or across a process border. */
export const PIECE_BYTES = 1 << 20;

/** Yields a file in pieces of at most 1 MB. */
export async function* readPieces(folder: Folder, path: string): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for (;;) {
    const piece = await folder.read(path, offset, PIECE_BYTES);
    if (piece.length > 0) yield piece;
    if (piece.length < PIECE_BYTES) return;
    offset += piece.length;
  }
}

/** Reads a file that is known to be small; more than *limit* bytes is a `damaged` refusal. */
export async function readWholeFile(folder: Folder, path: string, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of readPieces(folder, path)) {
    pieces.push(piece);
    length += piece.length;
    if (length > limit) throw new FolderError('damaged', `${path} is larger than ${limit} bytes`);
  }
  return joinBytes(pieces);
}

/**
 * Replaces a file so that a reader at any later time, also after a power cut, finds the old bytes or the new ones:
 * temporary name, fsync, rename, fsync of the folder.
 */
export async function writeFileAtomically(
  folder: Folder,
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await folder.open(temporary, 'replace');
  try {
    for await (const chunk of chunks) await file.append(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
  await folder.rename(temporary, path);
  await folder.syncFolder(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
}

/** Closes a file that has already failed: a second refusal says nothing new. */
export async function closeQuietly(file: FolderFile): Promise<void> {
  await attempt(() => file.close());
}
