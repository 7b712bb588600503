/** Starts the built app for a measurement, with a profile and a projects folder that are thrown away afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { findElectron } from '../../../scripts/lib/electron-runtime.mjs';
import { root } from '../../../scripts/lib/root.mjs';

/** @param {{files?: readonly string[], env?: Record<string, string>}} [options] files named on the command line */
export async function launchApp({ files = [], env = {} } = {}) {
  const runtime = findElectron();
  if (!runtime) throw new Error('There is no Electron here yet: "npm run bench" fetches one.');
  const work = mkdtempSync(join(tmpdir(), 'pairwright-bench-'));
  const projectsDir = join(work, 'projects');
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--force-device-scale-factor=1',
      '--lang=en-US',
      `--user-data-dir=${join(work, 'profile')}`,
      root,
      ...files,
    ],
    env: { ...process.env, ...runtime.env, PAIRWRIGHT_PROJECTS_DIR: projectsDir, ...env },
    timeout: 60_000,
  });
  const page = await app.firstWindow({ timeout: 60_000 });
  await page.waitForLoadState('load');
  return {
    app,
    page,
    pid: app.process().pid,
    work,
    projectsDir,
    version: runtime.version,
    async close() {
      await app.close();
      rmSync(work, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
