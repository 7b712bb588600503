/** `npm run screenshots`: takes the pictures of the documentation from the built app (tests/screenshots). */
import { ensureBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { run } from './lib/run.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

if (await ensureDependencies()) {
  await ensureSystemPackages(['electron', 'display', 'fonts']);
  await ensureElectron();
  const args = [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--project=screenshots',
    ...process.argv.slice(2),
  ];
  const built = await ensureBuilt();
  const { code } = built ? await run(process.execPath, args, { show: true, minutes: 30 }) : { code: 1 };
  process.exitCode = code;
} else {
  process.exitCode = 1;
}
