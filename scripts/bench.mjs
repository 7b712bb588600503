/** `npm run bench [-- name]`: measures the built app and the core (tests/bench). Nothing here passes or fails a build. */
import { ensureBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { startDisplay } from './lib/display.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { run } from './lib/run.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

if (await ensureDependencies()) {
  await ensureSystemPackages(['browser', 'electron', 'display', 'fonts']);
  await ensureElectron();
  const built = await ensureBuilt();
  const screen = await startDisplay();
  const env = { ...process.env, ...(screen && { DISPLAY: screen.display }) };
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'vitest.bench.config.ts',
    ...process.argv.slice(2),
  ];
  const { code } = built ? await run(process.execPath, args, { env, show: true, minutes: 60 }) : { code: 1 };
  screen?.stop();
  process.exitCode = code;
} else {
  process.exitCode = 1;
}
