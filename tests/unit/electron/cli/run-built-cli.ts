import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A command line that was built for a test file, in a folder of its own: a build elsewhere does not disturb it. */
export interface BuiltCli {
  run(args: readonly string[], cwd?: string): Promise<CliRun>;
  /** Runs a command that is expected to succeed and reads its JSON object. */
  runJson<Json>(...args: string[]): Promise<Json>;
}

/** Builds the command line as it is shipped, into *folder*. */
export async function buildCli(folder: string): Promise<BuiltCli> {
  const vite = resolve('node_modules/vite/bin/vite.js');
  const options = [
    '--config',
    'vite.cli.config.ts',
    '--outDir',
    folder,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ];
  await execute(process.execPath, [vite, 'build', ...options]);
  const cli = join(folder, 'pairwright.mjs');
  return {
    run: (args, cwd) => runProcess(cli, args, cwd),
    async runJson<Json>(...args: string[]) {
      const { exitCode, stdout, stderr } = await runProcess(cli, [...args, '--json']);
      if (exitCode !== 0) throw new Error(`pairwright ${args.join(' ')}: exit ${exitCode}: ${stderr}`);
      // The commands' own documentation says what is in it; the tests look.
      return JSON.parse(stdout) as Json;
    },
  };
}

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function runProcess(cli: string, args: readonly string[], cwd?: string): Promise<CliRun> {
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
