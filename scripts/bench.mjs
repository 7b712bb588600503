/**
 * `npm run bench [-- name...]`: runs the measurements in tests/bench (all of them, or those named), one at a time,
 * with everything they need in place. They report figures; limits belong to the tests.
 */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { startDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

/** @param {readonly string[]} names */
async function main(names) {
  const known = readdirSync(join(root, 'tests/bench'))
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => basename(file, '.mjs'));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`bench: there is no ${unknown.join(', ')}; there is ${known.join(', ')}.`);
    return 1;
  }
  if (!(await ensureDependencies())) return 1;
  await ensureSystemPackages(['browser', 'electron', 'display', 'fonts']);
  await ensureElectron();
  if (!(await ensureBuilt())) return 1;

  const screen = await startDisplay();
  const env = { ...process.env, ...(screen && { DISPLAY: screen.display }) };
  let failures = 0;
  for (const name of names.length > 0 ? names : known) {
    console.log(`\n----- ${name} -----`);
    const { code } = await run(process.execPath, [`tests/bench/${name}.mjs`], {
      env,
      show: true,
      minutes: 60,
    });
    if (code !== 0) failures += 1;
  }
  screen?.stop();
  return failures === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
