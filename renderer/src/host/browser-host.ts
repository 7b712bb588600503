import { version } from '../../../package.json' with { type: 'json' };
import { ok } from '../../../shared/base/result.ts';
import { callWithDeadline } from './call-with-deadline.ts';
import { collectBlob, download, zipFiles } from './download.ts';
import { openDroppedFiles } from './dropped-files.ts';
import { unwrap } from './host-error.ts';
import type { Host } from './host.ts';
import { fetchLaunchFiles } from './launch-files.ts';
import { createRemoteProjects } from './remote-projects.ts';
import { createWorkerCall } from './worker-call.ts';

/**
 * The host in a plain browser: projects and settings in the origin private file system, written by a worker with the
 * same code as in Electron; files through the browser's own picker and downloads.
 */
export function createBrowserHost(): Host {
  const worker = new Worker(new URL('../workers/opfs.worker.ts', import.meta.url), { type: 'module' });
  const call = callWithDeadline(createWorkerCall(worker));
  const projects = createRemoteProjects(call);
  let haveLaunchFilesBeenTaken = false;
  return {
    kind: 'browser',
    about: () =>
      Promise.resolve({ version, projectsFolder: `OPFS, ${location.origin}`, platform: 'browser' }),
    loadSettings: async () => unwrap(await call('settings/load', null)),
    saveSettings: async (settings) => {
      const saved = await call('settings/save', settings);
      return saved.ok ? ok(undefined) : saved;
    },
    takeLaunchFiles: async () => {
      if (haveLaunchFilesBeenTaken) return [];
      haveLaunchFilesBeenTaken = true;
      return fetchLaunchFiles(location);
    },
    // Nothing starts a page twice.
    onLaunchFiles: () => () => undefined,
    pickFiles: async () => openDroppedFiles(await askForFiles()),
    listRecentFiles: () => Promise.resolve([]),
    openRecentFiles: () => Promise.resolve([]),
    openDropped: (files) => Promise.resolve(openDroppedFiles(files)),
    ...projects,
    createProject: async (project) => {
      // Asks the browser not to clear the storage when the disk runs low; it decides.
      await navigator.storage.persist();
      return projects.createProject(project);
    },
    saveFile: async (suggestedName, content) => {
      const blob = await collectBlob(content, 'application/octet-stream');
      return ok({ place: download(suggestedName, blob) });
    },
    saveFolder: async (suggestedName, files) => {
      const blob = await zipFiles(suggestedName, files);
      return ok({ place: download(`${suggestedName}.zip`, blob) });
    },
    findImage: () => Promise.resolve(undefined),
    revealProject: () => Promise.resolve(),
  } satisfies Host;
}

function askForFiles(): Promise<readonly File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  return new Promise((resolve) => {
    input.addEventListener('change', () => {
      resolve([...(input.files ?? [])]);
    });
    input.addEventListener('cancel', () => {
      resolve([]);
    });
    input.click();
  });
}
