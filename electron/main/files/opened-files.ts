import { randomUUID } from 'node:crypto';
import { open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, type Result } from '../../../shared/base/result.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { attempt } from '../../../shared/project/folder.ts';
import { isSystemError, toFolderError } from './disk-errors.ts';
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
   * Makes tokens for files, and for all files in the folders among *paths* (by name, hidden ones left out), named as
   * `folder/sub/file`. What is neither, or has gone, is left out.
   */
  async add(paths: readonly string[]): Promise<FileToken[]> {
    const tokens: FileToken[] = [];
    for (const path of paths) {
      for await (const { name, ...found } of expand(path, basename(path))) {
        if (tokens.length >= filesLimit) return tokens;
        const token = randomUUID();
        this.#paths.set(token, { path: found.path, name });
        tokens.push({ token, name, size: found.size });
      }
    }
    return tokens;
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

async function* expand(
  path: string,
  name: string,
  above: ReadonlySet<string> = new Set(),
): AsyncGenerator<{ readonly path: string; readonly name: string; readonly size: number }> {
  try {
    const found = await stat(path);
    if (found.isFile()) yield { path, name, size: found.size };
    if (!found.isDirectory()) return;
    // A link to a folder above would never end.
    const real = await realpath(path);
    if (above.has(real)) return;
    const inside = new Set([...above, real]);
    for (const entry of (await readdir(path)).toSorted()) {
      if (!entry.startsWith('.')) yield* expand(join(path, entry), `${name}/${entry}`, inside);
    }
  } catch (error) {
    // Gone, or not ours to read: the screen shows which files there are.
    if (!isSystemError(error)) throw error;
  }
}
