import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { version } from '../../package.json' with { type: 'json' };
import { ok } from '../../shared/base/result.ts';
import { LAUNCH_FILES_CHANNEL } from '../../shared/ipc/bridge.ts';
import type { InputOf } from '../../shared/ipc/contract.ts';
import { createWithDeadline } from '../../shared/ipc/deadline.ts';
import { createDispatch } from '../../shared/ipc/dispatch.ts';
import { ProjectHandlers } from '../../shared/ipc/project-handlers.ts';
import type { Folder } from '../../shared/project/folder.ts';
import { ProjectLibrary } from '../../shared/project/project-library.ts';
import { setupAppProtocol, setupScheme } from './app-protocol.ts';
import { selectLaunchPaths } from './files/launch-paths.ts';
import { createNodeFolder } from './files/node-folder.ts';
import { createNodeSha256 } from './files/node-sha256.ts';
import { OpenedFiles } from './files/opened-files.ts';
import { RecentFiles } from './files/recent-files.ts';
import { SaveSessions } from './files/save-sessions.ts';
import { applyTheme, createAppHandlers, loadSettings, openSettings } from './ipc/app-handlers.ts';
import { SourceFolders } from './images/source-folders.ts';
import { SourceImages } from './images/source-images.ts';
import { ImportRuns } from './import/import-runs.ts';
import { startImportThread } from './import/start-import-thread.ts';
import { createFileHandlers, LaunchQueue } from './ipc/file-handlers.ts';
import { setupIpc } from './ipc/register.ts';
import { setupMenu } from './menu.ts';
import { setupNavigationGuard, setupOffline, setupPermissions } from './navigation-guard.ts';
import { createNodeProjectsPlace } from './project/node-projects-place.ts';
import { openWindow, rememberWindow } from './window.ts';

/** How long leaving may take; a disk that hangs must not keep the program from ending. */
const closingMs = 3_000;

const withDeadline = createWithDeadline((callback, milliseconds) => {
  const timer = setTimeout(callback, milliseconds);
  return () => {
    clearTimeout(timer);
  };
});
const launched = new LaunchQueue();
let window: BrowserWindow | undefined;

/** The folder of this machine's settings, the same whatever starts the program; tests name their own. */
function setupProfile(): string {
  app.setName('Pairwright');
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(app.getPath('appData'), 'Pairwright'));
  }
  return app.getPath('userData');
}

function findProjectsFolder(): string {
  return process.env['PAIRWRIGHT_PROJECTS_DIR'] || join(app.getPath('documents'), 'Pairwright');
}

/** One program per profile: a second start hands its files to the first one and ends. */
function setupSingleInstance(): boolean {
  const files = selectLaunchPaths(process.argv.slice(1), {
    workingDirectory: process.cwd(),
    appPath: app.getAppPath(),
  });
  if (!app.requestSingleInstanceLock({ files })) return false;
  launched.add(files);
  app.on('second-instance', (_event, _arguments, _directory, data) => {
    // Sent by the lines above, in another process of the same program.
    const { files: more } = data as { readonly files?: readonly string[] };
    receiveFiles(more ?? []);
  });
  // macOS hands files over this way.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    receiveFiles([path]);
  });
  return true;
}

function receiveFiles(files: readonly string[]): void {
  launched.add(files);
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.focus();
  if (files.length > 0) window.webContents.send(LAUNCH_FILES_CHANNEL);
}

/** Everything that waits for Electron to be ready, in the order it is needed. */
async function run(profileFolder: string): Promise<void> {
  const profile = createNodeFolder(profileFolder);
  const projectsFolder = findProjectsFolder();
  const library = new ProjectLibrary(createNodeProjectsPlace(projectsFolder), {
    toIsoTime: (milliseconds) => new Date(milliseconds).toISOString(),
    createHash: createNodeSha256,
  });
  const projects = new ProjectHandlers(library);
  const opened = new OpenedFiles();
  const saves = new SaveSessions();
  const recent = new RecentFiles(profile);
  const settings = openSettings(profile);
  const sourceFolders = new SourceFolders(profile);
  const images = new SourceImages(sourceFolders);
  const imports = new ImportRuns({
    app: version,
    opened,
    startThread: startImportThread,
    retain: (id) => projects.retain(id),
    rememberSources: (id, paths) => sourceFolders.add(id, paths),
    locate: async (id) => {
      const name = await library.findFolder(id);
      return name.ok ? ok(join(projectsFolder, name.value)) : name;
    },
  });
  const handlers = {
    ...createAppHandlers(settings, library, projectsFolder),
    ...createFileHandlers(opened, saves, launched, recent),
    ...projects.handlers,
    'images/find': (input: InputOf<'images/find'>) => images.find(input),
    'import/start': (input: InputOf<'import/start'>) => imports.start(input),
    'import/watch': (input: InputOf<'import/watch'>) => imports.watch(input),
    'import/cancel': (input: InputOf<'import/cancel'>) => imports.cancel(input),
  };
  const leavePage = async (): Promise<void> => {
    // Imports first: they write to projects.
    await imports.cancelAll();
    images.forget();
    await Promise.all([projects.closeAll(), saves.abortAll(), opened.forget()]);
  };

  setupAppProtocol((method, url) => images.serve(method, url));
  setupPermissions();
  setupOffline();
  setupMenu();
  setupIpc(createDispatch(handlers, withDeadline, reportBug), async (path) => {
    await recent.add([path]);
    return opened.add([path]);
  });
  applyTheme(await loadSettings(settings));
  window = await openWindow(profile);
  setupLeaving(window, profile, leavePage);
}

/** Lets go of projects, files and saves when the page goes: loaded again, crashed, or closed. */
function setupLeaving(page: BrowserWindow, profile: Folder, leavePage: () => Promise<void>): void {
  let remembered = Promise.resolve();
  page.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) void leavePage();
  });
  page.webContents.on('render-process-gone', () => {
    void leavePage();
  });
  page.on('close', () => {
    remembered = rememberWindow(page, profile);
  });
  page.on('closed', () => {
    window = undefined;
  });
  let hasLeft = false;
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('will-quit', (event) => {
    if (hasLeft) return;
    event.preventDefault();
    const late = new Promise((resolve) => {
      setTimeout(resolve, closingMs);
    });
    void Promise.race([Promise.all([leavePage(), remembered]), late]).finally(() => {
      hasLeft = true;
      // Not in this turn: with nothing to wait for, Electron is still busy refusing the first quit and takes no second.
      setImmediate(() => {
        app.quit();
      });
    });
  });
}

function reportBug(channel: string, error: unknown): void {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`pairwright: ${channel}: ${what}\n`);
}

const profileFolder = setupProfile();
setupScheme();
if (setupSingleInstance()) {
  setupNavigationGuard();
  app
    .whenReady()
    .then(() => run(profileFolder))
    .catch((error: unknown) => {
      reportBug('start', error);
      app.exit(1);
    });
} else {
  app.quit();
}
