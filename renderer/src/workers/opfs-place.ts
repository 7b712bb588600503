import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import type { Folder } from '../../../shared/project/folder.ts';
import type { ProjectLock, ProjectsPlace } from '../../../shared/project/projects-place.ts';
import { createOpfsFolder, guard, listFolderNames, orNone } from './opfs-folder.ts';

/** Everything we keep in the browser's private file system lies below this folder. */
const rootName = 'pairwright';
const projectsName = 'projects';
/** A page that is loaded again may open its project before the lock of its predecessor is free. */
const lockWaitMs = 1_500;

/** The folder of this browser's settings. */
export function createOpfsProfile(): Folder {
  return createOpfsFolder((create) => findFolder([rootName], create));
}

/** The projects of this origin. One writer each, by a Web Lock, which ends with the worker that holds it. */
export function createOpfsPlace(): ProjectsPlace {
  return {
    folders: () =>
      guard('projects folder', async () =>
        listFolderNames(await orNone(findFolder([rootName, projectsName], false))),
      ),
    folder: (name) => createOpfsFolder((create) => findFolder([rootName, projectsName, name], create)),
    remove: (name) => createOpfsFolder((create) => findFolder([rootName, projectsName], create)).remove(name),
    lock: (name) => lockFolder(name),
  };
}

async function findFolder(path: readonly string[], create: boolean): Promise<FileSystemDirectoryHandle> {
  let handle = await navigator.storage.getDirectory();
  for (const part of path) handle = await handle.getDirectoryHandle(part, { create });
  return handle;
}

function lockFolder(name: string): Promise<Result<ProjectLock, Failure>> {
  return new Promise((settle) => {
    const waiting = AbortSignal.timeout(lockWaitMs);
    const held = navigator.locks.request(`pairwright/${name}`, { signal: waiting }, () => {
      let isHeld = true;
      return new Promise<void>((endLock) => {
        const release = (): Promise<void> => {
          isHeld = false;
          endLock();
          return Promise.resolve();
        };
        settle(ok({ isHeld: () => isHeld, release }));
      });
    });
    held.catch(() => {
      settle(err({ code: 'in-use', message: 'The project is open in another tab. Close it there first.' }));
    });
  });
}
