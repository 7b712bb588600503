import { randomUUID } from 'node:crypto';
import { open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, type Result } from '../../../shared/base/result.ts';
import { isDataFileName } from '../../../shared/import/data-file-name.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { attempt } from '../../../shared/project/folder.ts';
import { isSystemError, toFolderError } from './disk-errors.ts';
import { nameApart } from './name-apart.ts';
import { readFrom } from './node-folder.ts';

type FileToken = OutputOf<'files/pick'>[number];

/** A folder with more files than this was hardly meant. */
const filesLimit = 10_000;
/** Files kept open between two reads. */
const openLimit = 8;

/** The files that the user has opened: paths stay here, the page gets tokens. */
export class OpenedFiles {
  readonly #paths = new Map<string, { readonly path: string; readonly name: string }>();
  /** The most recently read last. */
  readonly #handles = new Map<string, Promise<FileHandle>>();

  /**
   * Makes tokens for files, and for all data files in the folders among *paths* (by name, hidden ones left out), named as
   * `folder/sub/file`; files of one name get as much of their folders as tells them apart. What is neither, or has
   * gone, is left out.
   */
  async add(paths: readonly string[]): Promise<FileToken[]> {
    const found: FoundFile[] = [];
    for (const path of paths) {
      for await (const file of expand(path)) if (found.length < filesLimit) found.push(file);
    }
    const names = nameApart(found);
    return found.map(({ path, size }, index) => {
      const token = randomUUID();
      const name = names[index] ?? basename(path);
      this.#paths.set(token, { path, name });
      return { token, name, size };
    });
  }

  /** Where a file lies, for those in this process who read it themselves. */
  find(token: string): { readonly path: string; readonly name: string } | undefined {
    return this.#paths.get(token);
  }

  /** Reads up to *length* bytes from *offset*; fewer at the end of the file. */
  async read(token: string, offset: number, length: number): Promise<Result<Uint8Array, Failure>> {
    const file = this.#paths.get(token);
    if (file === undefined) {
      return err({ code: 'not-found', message: 'The file is not open any more. Open it again.' });
    }
    return attempt(async () => {
      try {
        return await readFrom(await this.#handleOf(token, file.path), offset, length);
      } catch (error) {
        this.#handles.delete(token);
        throw toFolderError(error, file.name);
      }
    });
  }

  async #handleOf(token: string, path: string): Promise<FileHandle> {
    const handle = this.#handles.get(token) ?? open(path, 'r');
    this.#handles.delete(token);
    this.#handles.set(token, handle);
    for (const [oldest, old] of this.#handles) {
      if (this.#handles.size <= openLimit) break;
      this.#handles.delete(oldest);
      await (await old).close();
    }
    return handle;
  }

  /** Forgets all files: the page that knew their tokens has gone. */
  async forget(): Promise<void> {
    this.#paths.clear();
    const handles = [...this.#handles.values()];
    this.#handles.clear();
    for (const result of await Promise.allSettled(handles)) {
      if (result.status === 'fulfilled') await result.value.close();
    }
  }
}

/** A folder may well hold other things beside the data. */
function isWanted(path: string): boolean {
  return isDataFileName(path) || path.toLowerCase().endsWith('.pairwright');
}

interface FoundFile {
  readonly path: string;
  readonly size: number;
  /** Parts of the path that belong to the name: its own, and those of the folders it was found in. */
  readonly atLeast: number;
}

async function* expand(
  path: string,
  atLeast = 1,
  above: ReadonlySet<string> = new Set(),
): AsyncGenerator<FoundFile> {
  try {
    const found = await stat(path);
    if (found.isFile() && (atLeast === 1 || isWanted(path))) yield { path, size: found.size, atLeast };
    if (!found.isDirectory()) return;
    // A link to a folder above would never end.
    const real = await realpath(path);
    if (above.has(real)) return;
    const inside = new Set([...above, real]);
    for (const entry of (await readdir(path)).toSorted()) {
      if (!entry.startsWith('.')) yield* expand(join(path, entry), atLeast + 1, inside);
    }
  } catch (error) {
    // Gone, or not ours to read: the screen shows which files there are.
    if (!isSystemError(error)) throw error;
  }
}
