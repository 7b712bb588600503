import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { attempt } from '../../../shared/project/folder.ts';
import type { ProjectLock } from '../../../shared/project/projects-place.ts';
import { isSystemError, toFolderError } from '../files/disk-errors.ts';

const heartbeatMs = 15_000;
/** Eight missed heartbeats: its process is gone, or it runs on another machine that is. */
const staleAfterMs = 120_000;

const ownerSchema = z.object({ host: z.string(), pid: z.int(), session: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/** The locks that this process holds: an owner with its number and another session has ended. */
const heldHere = new Set<string>();

/**
 * Takes the file `lock` in a project folder, which keeps two programs from writing to it.
 *
 * It names machine, process and session, and is touched every 15 s. A lock whose process is gone (same machine), or
 * that has not been touched for two minutes, is taken over. Whoever finds a foreign session in it stops writing.
 */
export async function lockFolder(folder: string, session: string): Promise<Result<ProjectLock, Failure>> {
  const path = join(folder, 'lock');
  const owner: Owner = { host: hostname(), pid: process.pid, session };
  const taken = await attempt(async () => {
    try {
      if (await createLock(path, owner)) return undefined;
      const other = await findLiveOwner(path, owner);
      if (other !== undefined) return other;
      await replaceLock(path, owner);
      // Somebody else may have found the same dead lock: the last one to write holds it.
      return (await readOwner(path))?.session === session ? undefined : 'another program';
    } catch (error) {
      throw toFolderError(error, 'lock');
    }
  });
  if (!taken.ok) return taken;
  if (taken.value !== undefined) {
    return err({ code: 'in-use', message: `The project is open in ${taken.value}. Close it there first.` });
  }
  return ok(holdLock(path, session));
}

function holdLock(path: string, session: string): ProjectLock {
  let isHeld = true;
  heldHere.add(toKey(path, session));
  const beat = async (): Promise<void> => {
    try {
      if ((await readOwner(path))?.session === session) {
        const now = new Date();
        await utimes(path, now, now);
      } else {
        isHeld = false;
      }
    } catch (error) {
      // A disk that is away for a moment takes nothing over; the next heartbeat looks again.
      if (!isSystemError(error)) throw error;
    }
  };
  const timer = setInterval(() => void beat(), heartbeatMs);
  timer.unref();
  return {
    isHeld: () => isHeld,
    release: async () => {
      clearInterval(timer);
      heldHere.delete(toKey(path, session));
      if (!isHeld) return;
      isHeld = false;
      try {
        if ((await readOwner(path))?.session === session) await rm(path, { force: true });
      } catch (error) {
        // A lock that cannot be removed is stale once this process has ended.
        if (!isSystemError(error)) throw error;
      }
    },
  };
}

function toKey(path: string, session: string): string {
  return `${session} ${path}`;
}

async function createLock(path: string, owner: Owner): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(owner));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function replaceLock(path: string, owner: Owner): Promise<void> {
  const temporary = `${path}.${owner.session}.tmp`;
  await rm(temporary, { force: true });
  await createLock(temporary, owner);
  await rename(temporary, path);
}

/** Who holds the lock, in words, unless that is this program or nobody any more. */
async function findLiveOwner(path: string, self: Owner): Promise<string | undefined> {
  const other = await readOwner(path);
  const ageMs = Date.now() - (await stat(path)).mtimeMs;
  if (other === undefined) {
    // Written this moment by somebody who has not come to the content yet, or damaged.
    return ageMs < heartbeatMs ? 'another program' : undefined;
  }
  if (heldHere.has(toKey(path, other.session))) return 'this program';
  if (ageMs > staleAfterMs) return undefined;
  if (other.host !== self.host) return `another program on ${other.host}`;
  // A process of our own number that is not us has ended; the system has given its number to us.
  return other.pid !== self.pid && isRunning(other.pid) ? 'another program on this machine' : undefined;
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch (error) {
    // No file, or not JSON: nobody is named.
    if (error instanceof SyntaxError || isSystemError(error)) return undefined;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return isSystemError(error) && error.code === 'EPERM';
  }
}
