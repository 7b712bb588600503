import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../support/run-program.ts';

/** How many mutated files are imported: `FUZZ_RUNS=20000` looks longer. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 500);
const HEAP_MB = 256;
const MOST_BYTES = 300 * 1024 ** 2;

interface Total {
  readonly files: number;
  readonly responses: number;
  readonly judgments: number;
  readonly leftOut: number;
  readonly refused: number;
}

describe('mutated files of every layout', () => {
  it(
    'never make the import throw, work without end or grow, and nothing of them is kept that is not whole',
    async () => {
      const { output, grownBytes } = await runProgram<{ readonly valid: Total; readonly all: Total }>(
        'fuzz-import',
        [String(RUNS)],
        HEAP_MB,
      );
      const { valid, all } = output;
      // As they were before they were mutated, all of them are read.
      expect(valid).toMatchObject({ refused: 0 });
      expect(valid.responses).toBeGreaterThan(valid.files * 6);
      expect(all.files - valid.files).toBeGreaterThanOrEqual(RUNS);
      // Most of what is mutated can still be read in part: else this would prove nothing.
      expect(all.responses - valid.responses).toBeGreaterThan(RUNS);
      expect(grownBytes).toBeLessThan(MOST_BYTES);
    },
    60_000 + RUNS * 100,
  );
});
