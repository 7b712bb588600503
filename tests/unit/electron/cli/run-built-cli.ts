import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Builds `out/cli/pairwright.mjs`, the file that is shipped. */
export async function buildCli(): Promise<void> {
  const vite = resolve('node_modules/vite/bin/vite.js');
  await execute(process.execPath, [vite, 'build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn']);
}

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a process of its own. */
export async function runBuiltCli(args: readonly string[], cwd?: string): Promise<CliRun> {
  const cli = resolve('out/cli/pairwright.mjs');
  const options = { maxBuffer: 2 ** 28, ...(cwd === undefined ? {} : { cwd }) };
  try {
    const { stdout, stderr } = await execute(process.execPath, [cli, ...args], options);
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    if (!isExit(error)) throw error;
    return { exitCode: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

function isExit(error: unknown): error is { code: number; stdout: string; stderr: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'stdout' in error;
}

/** Runs a command that is expected to succeed and reads its JSON object. */
export async function runJson<Json>(...args: string[]): Promise<Json> {
  const { exitCode, stdout, stderr } = await runBuiltCli([...args, '--json']);
  if (exitCode !== 0) throw new Error(`pairwright ${args.join(' ')}: exit ${exitCode}: ${stderr}`);
  // The commands' own documentation says what is in it; the tests look.
  return JSON.parse(stdout) as Json;
}

/** A new empty folder, and how to remove it. */
export async function createTemporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'pairwright-cli-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Everything in a folder, hidden files included, with its content. */
export async function readFolder(path: string): Promise<Map<string, string>> {
  const names = (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  const files = await Promise.all(
    names.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(path.length + 1), await readFile(file, 'latin1')] as const;
    }),
  );
  return new Map(files.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
