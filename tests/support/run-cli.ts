import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/lib/root.mjs';

/** Runs the built command line and gives what it printed as JSON. Rejects when it exits with anything but 0. */
export function runCliJson(...commandLine: readonly string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(root, 'out/cli/pairwright.mjs'), ...commandLine, '--json'],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stderr}`));
        else resolve(JSON.parse(stdout));
      },
    );
  });
}
