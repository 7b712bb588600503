import { LIMITS } from './limits.ts';

/** A file to import: `OpenedFile` of the host has this shape, a Node file handle is easily given it. */
export interface InputFile {
  /** The name, or the path inside the opened folder, with `/`. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Reads *length* bytes (at most 1 MB) from *offset*; fewer at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** The SHA-256 of the file in hex, where the surroundings have it faster than it can be computed in script. */
  sha256?(): Promise<string>;
}

/** A file that could not be read: it vanished, is a folder, or the disk failed. */
export class ReadError extends Error {}

async function readBytes(file: InputFile, offset: number, length: number): Promise<Uint8Array> {
  try {
    return await file.read(offset, length);
  } catch (error) {
    throw toReadError(error);
  }
}

/** What the surroundings say is the file's SHA-256, if they say so. */
export async function askSha256(file: InputFile): Promise<string | undefined> {
  try {
    return await file.sha256?.();
  } catch (error) {
    throw toReadError(error);
  }
}

function toReadError(error: unknown): ReadError {
  const why = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
  return new ReadError(`the file could not be read (${why}); check that it is a file and still there`);
}

/** Yields the bytes of a file in order, from offset *from*, in pieces of at most 1 MB. Stops early when the file has shrunk. */
export async function* readPieces(file: InputFile, from = 0): AsyncGenerator<Uint8Array, void, undefined> {
  let offset = from;
  while (offset < file.size) {
    const piece = await readBytes(file, offset, Math.min(LIMITS.readBytes, file.size - offset));
    if (piece.length === 0) return;
    offset += piece.length;
    yield piece;
  }
}

/** Reads the first *length* bytes, or the whole file when it is shorter. */
export function readHead(file: InputFile, length: number): Promise<Uint8Array> {
  return readRange(file, 0, length);
}

/** Reads *length* bytes from *offset*; fewer when that reaches beyond the file, none when it begins outside. */
export async function readRange(file: InputFile, offset: number, length: number): Promise<Uint8Array> {
  const wanted = offset < 0 ? 0 : Math.max(0, Math.min(length, file.size - offset));
  const range = new Uint8Array(wanted);
  let filled = 0;
  while (filled < wanted) {
    const piece = await readBytes(file, offset + filled, Math.min(LIMITS.readBytes, wanted - filled));
    if (piece.length === 0) break;
    range.set(piece, filled);
    filled += piece.length;
  }
  return range.subarray(0, filled);
}

/** The last part of a name with folders. */
export function toBaseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The folder that a file was found in; empty when it was opened by itself. */
export function toFolderName(name: string): string {
  const slash = name.lastIndexOf('/');
  return slash === -1 ? '' : toBaseName(name.slice(0, slash));
}

/** The base name without its last extension, and without `.gz` after it: `data/my_dpo.jsonl.gz` → `my_dpo`. */
export function toStem(name: string): string {
  const base = toBaseName(name).replace(/\.gz$/i, '');
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(0, dot) : base;
}

/** The last extension in lower case, without the dot; empty when there is none. */
export function toExtension(name: string): string {
  const base = toBaseName(name);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(dot + 1).toLowerCase() : '';
}
