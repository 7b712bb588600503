/**
 * `npm start [-- files...]`: starts Pairwright from a bare clone. Installs and builds what is missing, then opens
 * the files given. Without a display the same screens are served to a browser on this machine.
 */
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { root } from './lib/root.mjs';
import { start } from './lib/run.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';
import { serveWeb } from './serve-web.mjs';

/** Whether a window can be shown: on Linux only with a display server. */
function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** @param {readonly string[]} files absolute paths */
async function openWindow(files) {
  // A missing font or library is told; Electron itself says the rest.
  await ensureSystemPackages(['electron', 'fonts']);
  const { executable, version, env } = await ensureElectron();
  console.log(`start: Pairwright in Electron ${version}`);
  // As root Chromium refuses to start with its sandbox.
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = start(executable, [...flags, root, ...files], {
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  return new Promise((settle) => {
    child.once('error', (error) => {
      console.error(`start: Electron could not be started: ${error.message}`);
      settle(1);
    });
    child.once('exit', (code) => settle(code ?? 1));
  });
}

/** @param {readonly string[]} files absolute paths */
async function serve(files) {
  console.log(
    'start: no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the app is served to a browser',
  );
  const port = process.env['PAIRWRIGHT_PORT'];
  const { url } = await serveWeb({ files, ...(port && { port: Number(port) }) });
  console.log(`start: Pairwright is at ${url} (stop with Ctrl+C)`);
}

async function main() {
  // npm runs scripts in the package's folder; the files were named from where the user stands.
  const files = process.argv.slice(2).map((file) => resolve(process.env['INIT_CWD'] ?? process.cwd(), file));
  const absent = files.filter((file) => !existsSync(file));
  if (absent.length > 0) {
    for (const file of absent) console.error(`start: there is no file ${relative(process.cwd(), file)}`);
    return 1;
  }
  if (!(await ensureDependencies())) return 1;
  if (!(await ensureBuilt())) return 1;
  if (hasDisplay()) return openWindow(files);
  await serve(files);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
