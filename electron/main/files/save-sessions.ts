import { constants } from 'node:fs';
import { mkdir, open, rename, rm, rmdir, type FileHandle } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { attempt } from '../../../shared/project/folder.ts';
import { isSafeFileName, toSafeFileName } from '../../../shared/project/safe-file-name.ts';
import { SerialQueue } from '../../../shared/project/serial-queue.ts';
import { isSystemError, toFolderError } from './disk-errors.ts';
import { syncFolder } from './node-folder.ts';

/** How many folders of one name may lie beside each other. */
const numbersLimit = 1_000;

/** Something being saved under a temporary name beside its place. */
interface SaveSession {
  readonly queue: SerialQueue;
  /** A file under its temporary name, or the folder that is being filled. */
  readonly temporary: string;
  readonly kind: 'file' | 'folder';
  /** The final path; for a folder it may still get a number. */
  readonly target: string;
  file: FileHandle | undefined;
  /** Names written so far, in lower case: some file systems do not tell case apart. */
  readonly names: Set<string>;
  /** The folders made inside, as they are spelt. */
  readonly folders: Set<string>;
}

/**
 * Saves files and folders whole or not at all: temporary name beside the target, fsync, rename, fsync of the folder.
 *
 * Files are written with mode 0600, under names that are safe on every system.
 */
export class SaveSessions {
  readonly #sessions = new Map<number, SaveSession>();
  #count = 0;

  /** Starts to write a file to *path*, which came from the user's choice in a dialog. */
  beginFile(path: string): Promise<Result<number, Failure>> {
    return this.#begin('file', path);
  }

  /** Starts to write a folder *name* into *parent*, which came from the user's choice in a dialog. */
  beginFolder(parent: string, name: string): Promise<Result<number, Failure>> {
    return this.#begin('folder', join(parent, toSafeFileName(name, 'pairwright')));
  }

  /** Starts the next file of a folder, `name` or `sub/name`. */
  startFile(save: number, name: string): Promise<Result<null, Failure>> {
    return this.#with(save, async (session) => {
      const parts = name.split('/');
      const isUsed = session.names.has(name.toLowerCase());
      if (session.kind !== 'folder' || !parts.every(isSafeFileName) || isUsed) {
        return err({ code: 'bad-request', message: `${JSON.stringify(name)} cannot be the name of a file.` });
      }
      session.names.add(name.toLowerCase());
      return this.#attempt(session, async () => {
        await finishFile(session);
        const path = join(session.temporary, ...parts);
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        for (let made = dirname(path); made !== session.temporary; made = dirname(made)) {
          session.folders.add(made);
        }
        session.file = await openNew(path);
        return null;
      });
    });
  }

  write(save: number, bytes: Uint8Array): Promise<Result<null, Failure>> {
    return this.#with(save, async (session) => {
      const { file } = session;
      if (file === undefined) return err({ code: 'bad-request', message: 'No file has been started.' });
      return this.#attempt(session, async () => {
        await file.writeFile(bytes);
        return null;
      });
    });
  }

  /** Makes what was written appear under its name; answers the path. */
  commit(save: number): Promise<Result<{ place: string }, Failure>> {
    return this.#with(save, (session) => {
      this.#sessions.delete(save);
      return this.#attempt(session, async () => {
        await finishFile(session);
        if (session.kind === 'folder') await syncTree(session);
        const place =
          session.kind === 'file'
            ? await moveFile(session)
            : await moveFolder(session.temporary, session.target);
        await syncFolder(dirname(place));
        return { place };
      });
    });
  }

  /** Leaves nothing behind. */
  abort(save: number): Promise<Result<null, Failure>> {
    return this.#with(save, async (session) => {
      this.#sessions.delete(save);
      await discard(session);
      return ok(null);
    });
  }

  async abortAll(): Promise<void> {
    for (const save of this.#sessions.keys()) await this.abort(save);
  }

  async #begin(kind: 'file' | 'folder', target: string): Promise<Result<number, Failure>> {
    // Short, so that it fits wherever the name fits; hidden while it is incomplete.
    const temporary = join(dirname(target), `.pairwright-${randomUUID()}.tmp`);
    const session: SaveSession = {
      queue: new SerialQueue(),
      temporary,
      kind,
      target,
      file: undefined,
      names: new Set(),
      folders: new Set(),
    };
    const begun = await this.#attempt(session, async () => {
      if (kind === 'file') session.file = await openNew(temporary);
      else await mkdir(temporary, { mode: 0o700 });
    });
    if (!begun.ok) return begun;
    this.#count += 1;
    this.#sessions.set(this.#count, session);
    return ok(this.#count);
  }

  #with<Value>(
    save: number,
    work: (session: SaveSession) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const session = this.#sessions.get(save);
    if (session === undefined) {
      return Promise.resolve(err({ code: 'bad-request', message: `There is no open save ${save}.` }));
    }
    return session.queue.run(() => work(session));
  }

  /** Runs *work*; when the disk refuses, nothing of the save is left and later calls find it closed. */
  async #attempt<Value>(session: SaveSession, work: () => Promise<Value>): Promise<Result<Value, Failure>> {
    const done = await attempt(async () => {
      try {
        return await work();
      } catch (error) {
        throw toFolderError(error, 'saving');
      }
    });
    if (done.ok) return done;
    for (const [save, known] of this.#sessions) if (known === session) this.#sessions.delete(save);
    await discard(session);
    return done;
  }
}

function openNew(path: string): Promise<FileHandle> {
  return open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
}

async function finishFile(session: SaveSession): Promise<void> {
  const { file } = session;
  session.file = undefined;
  if (file === undefined) return;
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncTree({ temporary, folders }: SaveSession): Promise<void> {
  for (const folder of folders) await syncFolder(folder);
  await syncFolder(temporary);
}

async function moveFile({ temporary, target }: SaveSession): Promise<string> {
  await rename(temporary, target);
  return target;
}

/** Renames to *target*, or to `target 2`, `target 3` …: a folder that is there is never touched. */
async function moveFolder(temporary: string, target: string): Promise<string> {
  for (let number = 1; number <= numbersLimit; number += 1) {
    const place = number === 1 ? target : `${target} ${number}`;
    if (await takeName(temporary, place)) return place;
  }
  throw new Error(`More than ${numbersLimit} folders of one name`);
}

async function takeName(temporary: string, place: string): Promise<boolean> {
  try {
    // Making the folder takes the name without a race; the rename then replaces the empty folder.
    await mkdir(place, { mode: 0o700 });
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false;
    throw error;
  }
  try {
    // Windows renames over no folder, not even an empty one.
    if (process.platform === 'win32') await rmdir(place);
    await rename(temporary, place);
    return true;
  } catch (error) {
    await rmdir(place).catch(() => undefined);
    throw error;
  }
}

/** Removes what is under the temporary name; what the disk will not let go of stays hidden there. */
async function discard(session: SaveSession): Promise<void> {
  const { file, temporary } = session;
  session.file = undefined;
  await file?.close().catch(() => undefined);
  await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
}
