import { constants, type Stats } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Folder, FolderEntry, FolderFile } from '../../../shared/project/folder.ts';
import { isSystemError, toFolderError } from './disk-errors.ts';

const privateFile = 0o600;
const privateFolder = 0o700;

/** A folder of the file system below *root*. The relative paths come from the project code, never from the page. */
export function createNodeFolder(root: string): Folder {
  const locate = (path: string): string => join(root, ...path.split('/'));
  return {
    list: (path) => guard(path, () => listFiles(locate(path))),
    listFolders: (path) => guard(path, () => listFolders(locate(path))),
    read: (path, offset, length) => guard(path, () => readRange(locate(path), offset, length)),
    open: (path, mode) =>
      guard(path, async () => toFolderFile(path, await open(locate(path), toFlags(mode), privateFile))),
    rename: (from, to) => guard(to, () => rename(locate(from), locate(to))),
    remove: (path) => guard(path, () => rm(locate(path), { recursive: true, force: true })),
    makeFolder: (path) => guard(path, () => makeFolderDurably(locate(path))),
    syncFolder: (path) => guard(path, () => syncFolder(locate(path))),
  };
}

function toFlags(mode: 'append' | 'replace'): number {
  const { O_WRONLY, O_CREAT, O_APPEND, O_TRUNC } = constants;
  return O_WRONLY | O_CREAT | O_APPEND | (mode === 'replace' ? O_TRUNC : 0);
}

async function guard<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw toFolderError(error, what === '' ? 'project folder' : what);
  }
}

function toFolderFile(path: string, handle: FileHandle): FolderFile {
  return {
    append: (bytes) => guard(path, () => writeAll(handle, bytes)),
    sync: () => guard(path, () => handle.datasync()),
    close: () => guard(path, () => handle.close()),
  };
}

/** A write may take fewer bytes than it was given, for one when the disk is nearly full. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, offset, bytes.length - offset);
    offset += bytesWritten;
  }
}

async function listFiles(path: string): Promise<FolderEntry[]> {
  const entries: FolderEntry[] = [];
  for (const name of await readNames(path)) {
    const found = await statIfThere(join(path, name));
    if (found?.isFile()) entries.push({ name, bytes: found.size, changedAtMs: found.mtimeMs });
  }
  return entries;
}

async function listFolders(path: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of await readNames(path)) {
    if ((await statIfThere(join(path, name)))?.isDirectory()) names.push(name);
  }
  return names;
}

async function readNames(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).toSorted();
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** A file may go between the listing and the look at it. */
async function statIfThere(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readRange(path: string, offset: number, length: number): Promise<Uint8Array> {
  const handle = await open(path, constants.O_RDONLY);
  try {
    return await readFrom(handle, offset, length);
  } finally {
    await handle.close();
  }
}

/** Reads up to *length* bytes from *offset*; fewer only at the end of the file. */
export async function readFrom(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled === length ? bytes : bytes.slice(0, filled);
}

async function makeFolderDurably(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: privateFolder });
  if (first === undefined) return;
  // Every folder that is new has its name in the one above.
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes the names in a folder durable. Windows has no such call: there a rename is written through by NTFS itself. */
export async function syncFolder(path: string): Promise<void> {
  if (sep === '\\') return;
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
