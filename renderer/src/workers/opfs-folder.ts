import type { FailureCode } from '../../../shared/ipc/failure.ts';
import {
  type Folder,
  FolderError,
  type FolderEntry,
  type FolderFile,
} from '../../../shared/project/folder.ts';

/** What a file handle of the origin private file system can do in a worker; the DOM's types know only a part of it. */
interface OpfsFileHandle {
  getFile(): Promise<File>;
  createSyncAccessHandle(): Promise<SyncAccessHandle>;
  /** Moves the file over whatever has the new name. */
  move(parent: FileSystemDirectoryHandle, name: string): Promise<void>;
}

interface SyncAccessHandle {
  getSize(): number;
  truncate(size: number): void;
  /** Answers how many bytes were written. */
  write(bytes: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
}

const codes: Readonly<Record<string, FailureCode>> = {
  NotFoundError: 'not-found',
  QuotaExceededError: 'disk-full',
  NoModificationAllowedError: 'in-use',
  NotAllowedError: 'no-permission',
  SecurityError: 'no-permission',
  TypeMismatchError: 'bad-request',
};

/**
 * A folder in the browser's origin private file system, for a dedicated worker only.
 *
 * *findRoot* gives its handle, making it when it is asked to. Appends go through sync access handles, whose `flush`
 * returns when the bytes are on the disk. Folders have no such call: their names are the browser's business.
 */
export function createOpfsFolder(findRoot: (create: boolean) => Promise<FileSystemDirectoryHandle>): Folder {
  const findFolder = async (
    parts: readonly string[],
    create: boolean,
  ): Promise<FileSystemDirectoryHandle> => {
    let handle = await findRoot(create);
    for (const part of parts) handle = await handle.getDirectoryHandle(part, { create });
    return handle;
  };
  const findFile = async (path: string, create: boolean): Promise<OpfsFileHandle> => {
    const { folder, name } = splitPath(path);
    const handle = await (await findFolder(folder, create)).getFileHandle(name, { create });
    // A file handle of the private file system, in a worker: it has these methods.
    return handle as unknown as OpfsFileHandle;
  };
  return {
    list: (path) => guard(path, async () => listFiles(await orNone(findFolder(toParts(path), false)))),
    listFolders: (path) =>
      guard(path, async () => listFolderNames(await orNone(findFolder(toParts(path), false)))),
    read: (path, offset, length) =>
      guard(path, async () => {
        const file = await (await findFile(path, false)).getFile();
        return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
      }),
    open: (path, mode) =>
      guard(path, async () => {
        const handle = await (await findFile(path, true)).createSyncAccessHandle();
        if (mode === 'replace') handle.truncate(0);
        return toFolderFile(path, handle);
      }),
    rename: (from, to) =>
      guard(to, async () => {
        const { folder, name } = splitPath(to);
        await (await findFile(from, false)).move(await findFolder(folder, false), name);
      }),
    remove: (path) =>
      guard(path, async () => {
        const { folder, name } = splitPath(path);
        await orNone(
          findFolder(folder, false).then((parent) => parent.removeEntry(name, { recursive: true })),
        );
      }),
    makeFolder: (path) =>
      guard(path, async () => {
        await findFolder(toParts(path), true);
      }),
    syncFolder: () => Promise.resolve(),
  };
}

/** Turns what the browser refuses into a `FolderError`; bugs pass through. */
export async function guard<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const name = what === '' ? 'project folder' : what;
    throw new FolderError(codes[error.name] ?? 'io', `${name}: ${error.name}`, { cause: error });
  }
}

/** `undefined` in place of what does not exist. */
export async function orNone<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return undefined;
    throw error;
  }
}

/** The names of the folders in *folder*, sorted. */
export async function listFolderNames(folder: FileSystemDirectoryHandle | undefined): Promise<string[]> {
  const names: string[] = [];
  if (folder === undefined) return names;
  for await (const handle of folder.values()) if (handle.kind === 'directory') names.push(handle.name);
  return names.toSorted();
}

async function listFiles(folder: FileSystemDirectoryHandle | undefined): Promise<FolderEntry[]> {
  const entries: FolderEntry[] = [];
  if (folder === undefined) return entries;
  for await (const handle of folder.values()) {
    if (handle.kind !== 'file') continue;
    const file = await orNone(handle.getFile());
    if (file !== undefined)
      entries.push({ name: handle.name, bytes: file.size, changedAtMs: file.lastModified });
  }
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function toFolderFile(path: string, handle: SyncAccessHandle): FolderFile {
  let size = handle.getSize();
  return {
    append: (bytes) =>
      guard(path, () => {
        let offset = 0;
        while (offset < bytes.length) {
          // Bytes in shared memory never come here: they were copied out of a message.
          const rest = bytes.subarray(offset) as Uint8Array<ArrayBuffer>;
          const written = handle.write(rest, { at: size });
          if (written === 0) throw new FolderError('disk-full', `${path}: nothing more can be written`);
          offset += written;
          size += written;
        }
        return Promise.resolve();
      }),
    sync: () =>
      guard(path, () => {
        handle.flush();
        return Promise.resolve();
      }),
    close: () =>
      guard(path, () => {
        handle.close();
        return Promise.resolve();
      }),
  };
}

function toParts(path: string): string[] {
  return path === '' ? [] : path.split('/');
}

function splitPath(path: string): { readonly folder: readonly string[]; readonly name: string } {
  const parts = toParts(path);
  const name = parts.pop();
  if (name === undefined) throw new Error('The folder itself is no file');
  return { folder: parts, name };
}
