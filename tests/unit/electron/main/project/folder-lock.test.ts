import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../../../../electron/main/project/folder-lock.ts';

let root: string;
const lockPath = (): string => join(root, 'lock');

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function writeLock(owner: { host: string; pid: number; session: string }, ageMs = 0): Promise<void> {
  await writeFile(lockPath(), JSON.stringify(owner));
  const then = new Date(Date.now() - ageMs);
  await utimes(lockPath(), then, then);
}

/** The number of a process that has just ended. */
function findDeadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

async function tryLock(): Promise<string> {
  const taken = await lockFolder(root, 'mine');
  if (!taken.ok) return taken.error.code;
  await taken.value.release();
  return 'taken';
}

describe('the lock of a project folder', () => {
  it('is held by one at a time and gone after the release', async () => {
    const first = await lockFolder(root, 'first');
    expect(await lockFolder(root, 'second')).toMatchObject({ ok: false, error: { code: 'in-use' } });
    if (first.ok) await first.value.release();

    expect(await readdir(root)).toEqual([]);
    expect(await tryLock()).toBe('taken');
  });

  it('of a process that has ended is taken over', async () => {
    await writeLock({ host: hostname(), pid: findDeadPid(), session: 'other' });

    expect(await tryLock()).toBe('taken');
  });

  it('of a running process is respected', async () => {
    await writeLock({ host: hostname(), pid: process.ppid, session: 'other' });

    expect(await tryLock()).toBe('in-use');
  });

  it('of another machine is respected while it is touched, and taken over after that', async () => {
    await writeLock({ host: 'elsewhere', pid: 1, session: 'other' }, 60_000);
    expect(await tryLock()).toBe('in-use');
    await writeLock({ host: 'elsewhere', pid: 1, session: 'other' }, 130_000);

    expect(await tryLock()).toBe('taken');
  });

  it('that an earlier process of the same number left is taken over', async () => {
    await writeLock({ host: hostname(), pid: process.pid, session: 'other' });

    expect(await tryLock()).toBe('taken');
  });

  it('that is damaged is taken over when it is old', async () => {
    await writeFile(lockPath(), '{"ho');
    expect(await tryLock()).toBe('in-use');
    const then = new Date(Date.now() - 60_000);
    await utimes(lockPath(), then, then);

    expect(await tryLock()).toBe('taken');
  });

  it('of somebody who has taken over is not removed', async () => {
    const first = await lockFolder(root, 'first');
    await writeLock({ host: 'elsewhere', pid: 1, session: 'other' });
    if (first.ok) await first.value.release();

    expect(await readFile(lockPath(), 'utf8')).toContain('elsewhere');
  });
});
