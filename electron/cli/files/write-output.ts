import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Complaint } from '../command.ts';
import { toSystemComplaint } from './system-error.ts';

/** Private, as long as its owner does not say otherwise: prompts and judgments are often confidential. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

interface OutputFile {
  readonly name: string;
  readonly chunks: Iterable<Uint8Array>;
}

/** Writes a file whole or not at all: what was there stays until the new one is on the disk. */
export async function writeOutputFile(path: string, bytes: Uint8Array): Promise<Complaint | null> {
  const temporary = toTemporary(path, 'new');
  try {
    if (await isFolder(path)) return { file: path, message: 'a folder is in the way; name a file' };
    await writeDurably(temporary, [bytes]);
    await rename(temporary, path);
    await syncFolder(dirname(resolve(path)));
    return null;
  } catch (error) {
    await rm(temporary, { force: true });
    return toSystemComplaint(error, path);
  }
}

/**
 * Writes a folder of files whole or not at all. A folder that is there is replaced only when it is empty or holds an
 * earlier export exactly as it was written: nobody's own file, and nobody's change, is lost.
 */
export async function writeOutputFolder(
  path: string,
  files: readonly OutputFile[],
): Promise<Complaint | null> {
  const fresh = toTemporary(path, 'new');
  const old = toTemporary(path, 'old');
  try {
    const found = await checkReplaceable(path);
    if (!found.ok) return found.error;
    await mkdir(fresh, { mode: FOLDER_MODE });
    for (const { name, chunks } of files) await writeDurably(join(fresh, name), chunks);
    await syncFolder(fresh);
    if (found.value === 'empty') await rmdir(path);
    if (found.value === 'export') await rename(path, old);
    try {
      await rename(fresh, path);
    } catch (error) {
      if (found.value === 'export') await rename(old, path);
      throw error;
    }
    await syncFolder(dirname(resolve(path)));
    await rm(old, { recursive: true, force: true });
    return null;
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    return toSystemComplaint(error, path);
  }
}

/** Beside the target, so that renaming is one step; hidden, and told apart by process. */
function toTemporary(path: string, what: 'new' | 'old'): string {
  const full = resolve(path);
  return join(dirname(full), `.${basename(full)}.${process.pid}.${what}`);
}

async function writeDurably(path: string, chunks: Iterable<Uint8Array>): Promise<void> {
  const handle = await open(path, 'wx', FILE_MODE);
  try {
    for (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder durable. Windows cannot, and does not need it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() ?? false;
}

const manifestSchema = z.object({
  format: z.literal('pairwright-export'),
  files: z.array(z.object({ name: z.string(), sha256: z.string() })),
});

async function checkReplaceable(path: string): Promise<Result<'absent' | 'empty' | 'export', Complaint>> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats) return ok('absent');
  if (!stats.isDirectory()) return err({ file: path, message: 'a file is in the way; name a folder' });
  const names = await readdir(path);
  if (names.length === 0) return ok('empty');
  const written = names.includes('manifest.json')
    ? await readManifest(join(path, 'manifest.json'))
    : undefined;
  if (!written) {
    return err({ file: path, message: 'the folder holds other files; name a new or an empty folder' });
  }
  for (const name of names) {
    if (name === 'manifest.json') continue;
    const content = await readFile(join(path, name)).catch(() => undefined);
    if (!content || createHash('sha256').update(content).digest('hex') !== written.get(name)) {
      const message = `${name} is not as an export wrote it; move it away or name another folder`;
      return err({ file: path, message });
    }
  }
  return ok('export');
}

/** What an earlier export wrote: names with their SHA-256. */
async function readManifest(path: string): Promise<Map<string, string> | undefined> {
  try {
    const manifest = manifestSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return manifest.success
      ? new Map(manifest.data.files.map(({ name, sha256 }) => [name, sha256]))
      : undefined;
  } catch {
    return undefined;
  }
}
