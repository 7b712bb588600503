import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { root } from '../../scripts/lib/root.mjs';

const execute = promisify(execFile);

/** What a program of `tests/programs` has printed, and what it took. */
export interface ProgramRun<Output> {
  readonly output: Output;
  /** Memory that the process held at most beyond what it held when its work began, in bytes. */
  readonly grownBytes: number;
}

/** What a program prints as its last act. */
export interface ProgramReport<Output> {
  readonly output: Output;
  /** Resident memory before the work, and at most in the whole life of the process. */
  readonly startBytes: number;
  readonly peakBytes: number;
}

/**
 * Runs a program of `tests/programs` in a process of its own, whose memory can be measured and bounded.
 *
 * @param heapMb where the JavaScript heap ends, and with it the process
 * @throws when the program fails; the message is what it has printed
 */
export async function runProgram<Output>(
  name: string,
  commandLine: readonly string[],
  heapMb: number,
): Promise<ProgramRun<Output>> {
  const folder = await mkdtemp(join(tmpdir(), 'pairwright-program-'));
  try {
    await build({
      configFile: false,
      root,
      publicDir: false,
      logLevel: 'warn',
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: join(root, `tests/programs/${name}.ts`),
        outDir: folder,
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        rolldownOptions: { output: { format: 'es', entryFileNames: 'program.mjs', codeSplitting: false } },
      },
    });
    const { stdout } = await execute(
      process.execPath,
      [`--max-old-space-size=${heapMb}`, join(folder, 'program.mjs'), ...commandLine],
      { maxBuffer: 2 ** 26 },
    );
    // The program writes it, by `printReport`.
    const { output, startBytes, peakBytes } = JSON.parse(stdout) as ProgramReport<Output>;
    return { output, grownBytes: peakBytes - startBytes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
