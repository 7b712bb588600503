import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectsPlace } from '../../../shared/project/projects-place.ts';
import { isSystemError, toFolderError } from '../files/disk-errors.ts';
import { createNodeFolder } from '../files/node-folder.ts';
import { lockFolder } from './folder-lock.ts';

/** The projects in *root*, one folder each. *root* is made with the first project. */
export function createNodeProjectsPlace(root: string): ProjectsPlace {
  const session = randomUUID();
  return {
    folders: () => listFolders(root),
    folder: (name) => createNodeFolder(join(root, name)),
    remove: (name) => createNodeFolder(root).remove(name),
    lock: (name) => lockFolder(join(root, name), session),
  };
}

async function listFolders(root: string): Promise<string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map(({ name }) => name)
      .toSorted();
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return [];
    throw toFolderError(error, 'projects folder');
  }
}
