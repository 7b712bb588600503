import { delimiter, join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { HandlersOf, OutputOf } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { toSafeFileName } from '../../../shared/project/safe-file-name.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { RecentFiles } from '../files/recent-files.ts';
import type { SaveSessions } from '../files/save-sessions.ts';

type FileChannel =
  | `files/${'take-launched' | 'pick' | 'recent' | 'open-recent' | 'read'}`
  | `save/${'begin' | 'file' | 'write' | 'commit' | 'abort'}`;

/** The paths named on command lines that the page has not taken yet. */
export class LaunchQueue {
  #paths: string[] = [];

  add(paths: readonly string[]): void {
    this.#paths.push(...paths);
  }

  take(): string[] {
    return this.#paths.splice(0);
  }
}

/** Answers what concerns files outside the projects: opening, reading, saving. Paths come from the user only. */
export function createFileHandlers(
  opened: OpenedFiles,
  saves: SaveSessions,
  launched: LaunchQueue,
  recent: RecentFiles,
): HandlersOf<FileChannel> {
  const open = async (paths: readonly string[]): Promise<Result<OutputOf<'files/pick'>, Failure>> => {
    await recent.add(paths);
    return ok(await opened.add(paths));
  };
  return {
    'files/take-launched': () => open(launched.take()),
    'files/pick': async () => open(await askForFiles()),
    'files/recent': async () => ok(await recent.list()),
    'files/open-recent': async ({ id }) => open(await recent.find(id)),
    'files/read': ({ token, offset, length }) => opened.read(token, offset, length),
    'save/begin': async ({ kind, suggestedName }) => {
      const place = kind === 'file' ? await askForFile(suggestedName) : await askForFolder();
      if (place === undefined) return ok({ save: null });
      const begun =
        kind === 'file' ? await saves.beginFile(place) : await saves.beginFolder(place, suggestedName);
      return begun.ok ? ok({ save: begun.value }) : begun;
    },
    'save/file': ({ save, name }) => saves.startFile(save, name),
    'save/write': ({ save, bytes }) => saves.write(save, bytes),
    'save/commit': ({ save }) => saves.commit(save),
    'save/abort': ({ save }) => saves.abort(save),
  };
}

/**
 * The answers that tests give in place of the user, since nothing can drive the system's dialogs:
 * `PAIRWRIGHT_OPEN_FILES` (paths, separated as in PATH) is what the open dialog answers, `PAIRWRIGHT_SAVE_DIR` the
 * folder that every save dialog answers. Only honoured when set.
 */
function readTestAnswers(): { readonly openFiles?: string[]; readonly saveFolder?: string } {
  const { PAIRWRIGHT_OPEN_FILES: openFiles, PAIRWRIGHT_SAVE_DIR: saveFolder } = process.env;
  return {
    ...(openFiles ? { openFiles: openFiles.split(delimiter) } : {}),
    ...(saveFolder ? { saveFolder } : {}),
  };
}

async function askForFiles(): Promise<readonly string[]> {
  const { openFiles } = readTestAnswers();
  if (openFiles !== undefined) return openFiles;
  const { canceled, filePaths } = await dialog.showOpenDialog(findWindow(), {
    properties: ['openFile', 'multiSelections'],
  });
  return canceled ? [] : filePaths;
}

async function askForFile(suggestedName: string): Promise<string | undefined> {
  const name = toSafeFileName(suggestedName, 'pairwright');
  const { saveFolder } = readTestAnswers();
  if (saveFolder !== undefined) return join(saveFolder, name);
  const { canceled, filePath } = await dialog.showSaveDialog(findWindow(), {
    defaultPath: join(app.getPath('documents'), name),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}

async function askForFolder(): Promise<string | undefined> {
  const { saveFolder } = readTestAnswers();
  if (saveFolder !== undefined) return saveFolder;
  const { canceled, filePaths } = await dialog.showOpenDialog(findWindow(), {
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}

/** The window that a dialog belongs to: there is one, since a page has asked. */
function findWindow(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) throw new Error('There is no window to ask in');
  return window;
}
