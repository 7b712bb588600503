/** `npm run cli -- <command>`: the command line, built first when a source has changed. */
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { root } from './lib/root.mjs';
import { start } from './lib/run.mjs';

if ((await ensureDependencies()) && (await ensureBuilt())) {
  const child = start(process.execPath, [join(root, 'out/cli/pairwright.mjs'), ...process.argv.slice(2)], {
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    stdio: 'inherit',
  });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  process.exitCode = 1;
}
