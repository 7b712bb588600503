import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_EXTENSIONS, isDataFileName } from '../../../shared/import/data-file-name.ts';
import type { InputFile } from '../../../shared/import/input-file.ts';
import { createDiskInputFile } from '../../main/files/disk-input-file.ts';
import { nameApart } from '../../main/files/name-apart.ts';
import type { Complaint } from '../command.ts';
import { toSystemComplaint } from './system-error.ts';

/** A file to import, and whether the user named it or a folder that it was found in. */
export interface FoundFile extends InputFile {
  readonly path: string;
  readonly named: boolean;
}

/**
 * Finds the files that the arguments mean. Folders are searched to the bottom, in the order of names, for data files;
 * hidden ones are passed over. A file that is meant twice is read once.
 *
 * A file is known by its own name, with as many folders before it as it takes to tell it from the others: the names go
 * into the pack, and where a project lies on somebody's disk does not belong there.
 */
export async function findInputFiles(
  paths: readonly string[],
): Promise<{ readonly files: readonly FoundFile[]; readonly complaints: readonly Complaint[] }> {
  const found = new Map<string, { path: string; stats: Stats; named: boolean; atLeast: number }>();
  const complaints: Complaint[] = [];
  for (const path of paths) {
    const stats = await statOrComplain(path);
    if ('message' in stats) {
      complaints.push(stats);
    } else if (stats.isFile()) {
      found.set(await realpath(path), { path, stats, named: true, atLeast: 1 });
    } else if (stats.isDirectory()) {
      const inside = await listDataFiles(path);
      if (inside.length === 0) {
        const message = `the folder holds no file that can be imported (${DATA_EXTENSIONS.join(', ')})`;
        complaints.push({ file: path, message });
      }
      for (const names of inside) {
        const file = join(path, ...names);
        const real = await realpath(file);
        if (found.has(real)) continue;
        // With the folder's own name in front.
        found.set(real, { path: file, stats: await stat(file), named: false, atLeast: names.length + 1 });
      }
    } else {
      complaints.push({ file: path, message: 'neither a file nor a folder' });
    }
  }
  const names = nameApart([...found.values()].map(({ path, atLeast }) => ({ path, atLeast })));
  return {
    files: [...found.values()].map(({ path, stats, named }, index) => ({
      path,
      named,
      ...createDiskInputFile(path, names[index] ?? path, stats.size),
    })),
    complaints,
  };
}

async function statOrComplain(path: string): Promise<Stats | Complaint> {
  try {
    return await stat(path);
  } catch (error) {
    return toSystemComplaint(error, path);
  }
}

/** Paths below *root* as lists of names, in code-unit order. Links to folders are not followed: they may go round. */
async function listDataFiles(root: string, below: readonly string[] = []): Promise<string[][]> {
  const entries = await readdir(join(root, ...below), { withFileTypes: true });
  const found: string[][] = [];
  for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const names = [...below, entry.name];
    if (entry.isDirectory()) found.push(...(await listDataFiles(root, names)));
    else if (isDataFileName(entry.name) && (await stat(join(root, ...names))).isFile()) found.push(names);
  }
  return found;
}
