import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { AppPage } from '../e2e/pages/app-page.ts';
import { type LaunchedApp, launchApp, type LaunchOptions } from './launch-app.ts';

/** A running program and its window. */
export interface StartedApp {
  readonly launched: LaunchedApp;
  readonly window: AppPage;
}

export interface AppFixtures {
  /** A folder for files, removed after the test. */
  readonly folder: string;
  /** Starts the program, in English unless told otherwise; it ends with the test. */
  readonly start: (options?: LaunchOptions) => Promise<StartedApp>;
  /** Ends a program as a power cut would and starts it again on the same data. */
  readonly restart: (
    started: StartedApp,
    options?: LaunchOptions & { readonly whileDead?: () => void },
  ) => Promise<StartedApp>;
}

/** Playwright's `test` for tests that each start the program anew. */
export const test = base.extend<AppFixtures & { readonly running: LaunchedApp[] }>({
  // Playwright reads the names of the fixtures off the first parameter.
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'pairwright-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  // oxlint-disable-next-line no-empty-pattern
  running: async ({}, use) => {
    const running: LaunchedApp[] = [];
    await use(running);
    for (const launched of running) await launched.kill();
    for (const launched of running) launched.cleanUp();
  },
  start: async ({ running }, use) => {
    await use(async (options = {}) => {
      const launched = await launchApp({ switches: ['--lang=en-US'], ...options });
      running.push(launched);
      return { launched, window: new AppPage(launched.page) };
    });
  },
  restart: async ({ start }, use) => {
    await use(async ({ launched }, { whileDead, ...options } = {}) => {
      await launched.kill();
      whileDead?.();
      const { profileDir, projectsDir } = launched;
      return start({ profileDir, projectsDir, ...options });
    });
  },
});
