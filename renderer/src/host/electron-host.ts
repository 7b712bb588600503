import { ok, type Result } from '../../../shared/base/result.ts';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import { type Call, IMAGE_REFERENCE_LIMIT, type OutputOf } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { toPieces } from './byte-pieces.ts';
import { callWithDeadline } from './call-with-deadline.ts';
import { openDroppedFiles } from './dropped-files.ts';
import { unwrap } from './host-error.ts';
import type { ByteChunks, Host, OpenedFile, SavedPlace } from './host.ts';
import { createRemoteProjects } from './remote-projects.ts';

/** The host inside Electron: everything is asked of the main process over the bridge of the preload script. */
export function createElectronHost(bridge: Bridge): Host {
  const call = callWithDeadline(bridge.call);
  return {
    kind: 'electron',
    about: async () => unwrap(await call('app/about', null)),
    loadSettings: async () => unwrap(await call('settings/load', null)),
    saveSettings: async (settings) => {
      const saved = await call('settings/save', settings);
      return saved.ok ? ok(undefined) : saved;
    },
    takeLaunchFiles: async () => toOpenedFiles(call, unwrap(await call('files/take-launched', null))),
    onLaunchFiles: (listener) => bridge.onLaunchFiles(listener),
    pickFiles: async () => toOpenedFiles(call, unwrap(await call('files/pick', null))),
    listRecentFiles: async () => unwrap(await call('files/recent', null)),
    openRecentFiles: async (id) => toOpenedFiles(call, unwrap(await call('files/open-recent', { id }))),
    openDropped: async (files) => {
      const opened = await Promise.all(
        files.map(async (file) => {
          const found = await bridge.openDropped(file);
          return found.length > 0 ? toOpenedFiles(call, found) : openDroppedFiles([file]);
        }),
      );
      return opened.flat();
    },
    startImport: async (request) => {
      const started = await call('import/start', request);
      if (!started.ok) return started;
      const { run } = started.value;
      return ok({
        watch: (seen) => call('import/watch', { run, seen }),
        cancel: async () => {
          await call('import/cancel', { run });
        },
      });
    },
    ...createRemoteProjects(call),
    saveFile: (suggestedName, content) =>
      save(call, 'file', suggestedName, (handle) => writePieces(call, handle, content)),
    saveFolder: (suggestedName, files) =>
      save(call, 'folder', suggestedName, async (handle) => {
        for (const { name, content } of files) {
          const started = await call('save/file', { save: handle, name });
          if (!started.ok) return started;
          const written = await writePieces(call, handle, content);
          if (!written.ok) return written;
        }
        return ok(null);
      }),
    findImage: async (id, reference) => {
      if (reference.length > IMAGE_REFERENCE_LIMIT) return undefined;
      const found = await call('images/find', { id, reference });
      return found.ok ? (found.value ?? undefined) : undefined;
    },
    revealProject: async (id) => {
      await call('projects/reveal', { id });
    },
  } satisfies Host;
}

function toOpenedFiles(call: Call, files: OutputOf<'files/pick'>): readonly OpenedFile[] {
  return files.map(({ token, name, size }) => ({
    token,
    name,
    size,
    read: async (offset, length) => unwrap(await call('files/read', { token, offset, length })),
  }));
}

/** Asks for a place, writes, and makes it appear; leaves nothing behind when anything fails. */
async function save(
  call: Call,
  kind: 'file' | 'folder',
  suggestedName: string,
  write: (handle: number) => Promise<Result<null, Failure>>,
): Promise<Result<SavedPlace, Failure>> {
  const begun = await call('save/begin', { kind, suggestedName });
  if (!begun.ok) return begun;
  const handle = begun.value.save;
  if (handle === null) return ok({ place: undefined });
  let isWhole = false;
  try {
    const written = await write(handle);
    if (!written.ok) return written;
    const committed = await call('save/commit', { save: handle });
    isWhole = committed.ok;
    return committed;
  } finally {
    // Also when making the content throws.
    if (!isWhole) await call('save/abort', { save: handle });
  }
}

async function writePieces(call: Call, handle: number, content: ByteChunks): Promise<Result<null, Failure>> {
  for await (const bytes of toPieces(content)) {
    const written = await call('save/write', { save: handle, bytes });
    if (!written.ok) return written;
  }
  return ok(null);
}
