import { defineConfig } from '@playwright/test';

/**
 * Tests in real Electron, one window at a time. No retries: a test that fails now and then is wrong. The limits are
 * generous because shared machines are slow now and then; nothing waits for a fixed time.
 */
export default defineConfig({
  globalSetup: './tests/support/start-display.ts',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: { actionTimeout: 20_000, trace: 'retain-on-failure' },
  outputDir: 'test-results/playwright',
  reporter: 'list',
  projects: [
    { name: 'e2e', testDir: 'tests/e2e' },
    { name: 'screenshots', testDir: 'tests/screenshots' },
  ],
});
