/** Type-checks every part of the repository with its own tsconfig: one per runtime. Prints all errors. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** @type {{references: {path: string}[]}} */
const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));

let failures = 0;
for (const { path } of references) {
  const { status } = spawnSync(process.execPath, [compiler, '--project', path, '--pretty', 'false'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    failures += 1;
    console.error(`types: errors under ${path}`);
  }
}
process.exitCode = failures === 0 ? 0 : 1;
