/** Debian and Ubuntu packages that Electron, its display, the test browser and honest screenshots need. */
import { existsSync } from 'node:fs';
import { findChromium } from './chromium.mjs';
import { run } from './run.mjs';

/** By purpose; each entry lists the names one package goes by in different releases. */
const packages = {
  electron: [
    ['libgtk-3-0', 'libgtk-3-0t64'],
    ['libnss3'],
    ['libasound2', 'libasound2t64'],
    ['libgbm1'],
    ['libxss1'],
  ],
  display: [['xvfb']],
  browser: [['chromium']],
  fonts: [['fonts-noto-cjk'], ['fonts-noto-color-emoji']],
};

/** @typedef {keyof typeof packages} Purpose */

/** @param {string} name */
async function isInstalled(name) {
  const { code, output } = await run('dpkg-query', ['-W', '-f', '${Status}', name]);
  return code === 0 && output.includes('ok installed');
}

/** @param {readonly string[]} names */
async function findMissing(names) {
  for (const name of names) if (await isInstalled(name)) return undefined;
  return names;
}

/** @param {readonly string[]} names the first name that this release's archive knows */
async function pickAvailable(names) {
  for (const name of names) {
    const { code, output } = await run('apt-cache', ['policy', name]);
    if (code === 0 && /Candidate: (?!\(none\))\S/.test(output)) return name;
  }
  return undefined;
}

/** How packages can be installed without asking anybody; `undefined` when they cannot. */
async function findPrivilege() {
  if (process.getuid?.() === 0) return 'root';
  const { code } = await run('sudo', ['-n', 'true']);
  return code === 0 ? 'sudo' : undefined;
}

/**
 * Installs what is missing for the given purposes; quick when nothing is. Other systems than Debian and Ubuntu
 * are left alone: there the desktop brings what Electron needs.
 *
 * @param {readonly Purpose[]} purposes
 * @returns {Promise<boolean>} whether everything is there now (or could not be checked)
 */
export async function ensureSystemPackages(purposes) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return true;
  const wanted = purposes
    .filter((purpose) => purpose !== 'browser' || findChromium() === undefined)
    .flatMap((purpose) => packages[purpose]);
  /** @type {(readonly string[])[]} */
  const missing = [];
  for (const names of wanted) {
    const absent = await findMissing(names);
    if (absent) missing.push(absent);
  }
  if (missing.length === 0) return true;

  const privilege = await findPrivilege();
  if (!privilege) {
    const names = missing.map(([name]) => name).join(' ');
    console.error(`system packages: missing ${names}`);
    console.error(
      `system packages: install them with: sudo apt-get install -y --no-install-recommends ${names}`,
    );
    return false;
  }

  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {readonly string[]} args */
  const apt = (args) => {
    // Another installer may be at work; it is waited for.
    const options = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
    return privilege === 'root'
      ? run('apt-get', [...options, ...args], { env, minutes: 15 })
      : run('sudo', ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...options, ...args], {
          minutes: 15,
        });
  };
  const choose = () => Promise.all(missing.map(pickAvailable));

  let names = await choose();
  if (names.includes(undefined)) {
    console.log('system packages: apt-get update');
    await apt(['update']);
    names = await choose();
  }
  const install = names.map((name, index) => name ?? missing[index]?.[0] ?? '');
  console.log(`system packages: apt-get install ${install.join(' ')}`);
  const command = ['install', '-y', '--no-install-recommends', ...install];
  let result = await apt(command);
  if (result.code !== 0) {
    // Most often the list of packages is older than the archive.
    await apt(['update']);
    result = await apt(command);
  }
  if (result.code !== 0)
    console.error(`${result.output}\nsystem packages: the installation failed; see above.`);
  return result.code === 0;
}
