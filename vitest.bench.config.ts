import { defineConfig } from 'vitest/config';

/** Measurements, one at a time and with all the time they need. They report figures; limits belong to tests/e2e. */
export default defineConfig({
  test: {
    name: 'bench',
    environment: 'node',
    include: ['tests/bench/**/*.bench.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
