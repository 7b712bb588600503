/** Builds `out/` when a source has changed since it was built. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

const sources = ['shared', 'electron', 'renderer', 'resources'];
const files = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'vite.cli.config.ts'];
const products = [
  'out/main/index.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/cli/pairwright.mjs',
];
const stamp = join(root, 'out/.built-from');

/** A text that changes when a source is added, removed, or written. */
function fingerprint() {
  const paths = [...files];
  for (const folder of sources) {
    if (!existsSync(join(root, folder))) continue;
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) paths.push(join(entry.parentPath, entry.name).slice(root.length + 1));
    }
  }
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Whether `out/` is complete and was built from the sources as they are. */
export function isBuilt() {
  if (!products.every((path) => existsSync(join(root, path))) || !existsSync(stamp)) return false;
  return readFileSync(stamp, 'utf8') === fingerprint();
}

/**
 * Builds the app, the screens and the command line.
 *
 * @param {{force?: boolean}} [options] `force` builds even when nothing has changed
 * @returns {Promise<boolean>} whether `out/` is complete
 */
export async function ensureBuilt({ force = false } = {}) {
  if (!force && isBuilt()) return true;
  console.log('build: main, preload, renderer and command line into out/');
  // Taken before, so that what is written during the build is built again next time.
  const before = fingerprint();
  const steps = [
    ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'],
    ['node_modules/vite/bin/vite.js', 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn'],
  ];
  for (const args of steps) {
    const { code, output } = await run(process.execPath, args);
    if (code !== 0) {
      console.error(`${output}\nbuild: failed; see above.`);
      return false;
    }
  }
  const absent = products.filter((path) => !existsSync(join(root, path)));
  if (absent.length > 0) {
    console.error(`build: ended without ${absent.join(', ')}.`);
    return false;
  }
  writeFileSync(stamp, before);
  return true;
}
