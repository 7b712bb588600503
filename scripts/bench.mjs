/**
 * `npm run bench [-- name... --data FOLDER --json FILE]`: runs the measurements in tests/bench (all of them, or those
 * named), one at a time, with everything they need in place. They report figures and judge none of them.
 *
 * `--data` names a folder of AlpacaEval results (`<model>/model_outputs.json`) to take in place of the texts that come
 * with the repository or are generated; `--json` is where the figures go besides the screen.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { startDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

/** @param {readonly string[]} args */
async function main(args) {
  const { names, data, json } = readArguments(args);
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
  const work = mkdtempSync(join(tmpdir(), 'pairwright-bench-'));
  /** @type {Record<string, unknown>} */
  const figures = {};
  let failures = 0;
  try {
    for (const name of names.length > 0 ? names : known) {
      console.log(`\n----- ${name} -----`);
      const file = join(work, `${name}.json`);
      const { code } = await run(
        process.execPath,
        [`tests/bench/${name}.mjs`, ...(data === undefined ? [] : [resolve(data)])],
        {
          env: {
            ...process.env,
            ...(screen && { DISPLAY: screen.display }),
            PAIRWRIGHT_BENCH_JSON: file,
          },
          show: true,
          minutes: 60,
        },
      );
      if (code === 0) figures[name] = JSON.parse(readFileSync(file, 'utf8'));
      else failures += 1;
    }
  } finally {
    screen?.stop();
    rmSync(work, { recursive: true, force: true });
  }
  if (json !== undefined) {
    const machine = { platform: platform(), arch: arch(), cores: cpus().length, node: process.version };
    writeFileSync(json, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
  }
  return failures === 0 ? 0 : 1;
}

/** @param {readonly string[]} args */
function readArguments(args) {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { data: { type: 'string' }, json: { type: 'string' } },
  });
  return { names: positionals, ...values };
}

process.exitCode = await main(process.argv.slice(2));
