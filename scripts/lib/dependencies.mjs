/** npm packages: installed when something is missing or differs from the lock file. Uses nothing but Node. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { npm, run } from './run.mjs';

/**
 * @typedef {{version?: string, optional?: boolean, link?: boolean}} LockedPackage
 * @param {string} path
 * @returns {Record<string, LockedPackage> | undefined} `undefined` when the file is missing or unreadable
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Whether `node_modules` holds what `package-lock.json` asks for, by npm's own record of what it installed. */
export function areDependenciesInstalled() {
  const wanted = readLock(join(root, 'package-lock.json'));
  const present = readLock(join(root, 'node_modules/.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, { version, optional }]) => {
    const found = present[name];
    // Optional packages are those of other platforms.
    return name === '' || found?.version === version || (found === undefined && optional === true);
  });
}

/**
 * Installs the packages of the lock file when they are not there.
 *
 * @returns {Promise<boolean>} whether they are there now
 */
export async function ensureDependencies() {
  if (areDependenciesInstalled()) return true;
  console.log('packages: npm ci (node_modules is missing or differs from package-lock.json)');
  const { command, before } = npm();
  const { code } = await run(command, [...before, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    minutes: 15,
    show: true,
  });
  if (code !== 0) console.error('packages: npm ci failed; see above.');
  return code === 0;
}
