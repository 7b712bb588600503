import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import type { Folder } from '../../../shared/project/folder.ts';
import { JsonFile } from '../../../shared/project/json-file.ts';

/** As many as one takes in at a glance. */
const KEPT = 8;
/** Of one opening; somebody who opened more meant a folder. */
const PATHS = 200;

const recentSchema = z.array(
  z.object({ id: z.string().min(1).max(64), paths: z.array(z.string()).min(1).max(PATHS) }),
);

type RecentFile = OutputOf<'files/recent'>[number];

/** What was opened last, the latest first. Paths stay in this process; the page gets names and an id. */
export class RecentFiles {
  readonly #file: JsonFile<typeof recentSchema>;

  constructor(profile: Folder) {
    this.#file = new JsonFile(profile, 'recent-files.json', recentSchema);
  }

  /** Remembers files that were opened together. A disk that refuses costs the memory of it, nothing else. */
  async add(paths: readonly string[]): Promise<void> {
    if (paths.length === 0 || paths.length > PATHS) return;
    const same = paths.join('\n');
    const others = ((await this.#file.read()) ?? []).filter((entry) => entry.paths.join('\n') !== same);
    await this.#file.write([{ id: randomUUID(), paths: [...paths] }, ...others].slice(0, KEPT));
  }

  /** Those that are all still there. */
  async list(): Promise<RecentFile[]> {
    const recent: RecentFile[] = [];
    for (const { id, paths } of (await this.#file.read()) ?? []) {
      const found = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
      const [first = ''] = paths;
      if (found.includes(undefined)) continue;
      // The folder's own name tells two files of one name apart and says nothing of where it lies.
      recent.push({ id, names: paths.map((path) => basename(path)), folder: basename(dirname(first)) });
    }
    return recent;
  }

  /** The paths of one entry; none when it has been forgotten. */
  async find(id: string): Promise<readonly string[]> {
    return ((await this.#file.read()) ?? []).find((entry) => entry.id === id)?.paths ?? [];
  }
}
