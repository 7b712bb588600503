import { expect, test } from '@playwright/test';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';

let launched: LaunchedApp;

test.beforeEach(async () => {
  launched = await launchApp();
});

test.afterEach(async () => {
  await launched.kill();
  launched.cleanUp();
});

/** Waits for the program itself to end: one that stays behind holds the lock, and the next start does nothing. */
async function expectEnd(end: () => Promise<void>): Promise<void> {
  const child = launched.app.process();
  // The call cannot be answered when the program is gone before.
  void end().catch(() => undefined);
  await expect.poll(() => child.exitCode, { timeout: 15_000 }).toBe(0);
}

test('ends when its window is closed', async () => {
  await expectEnd(() => launched.page.close());
});

test('ends when told to quit, as by the menu or the system', async () => {
  await expectEnd(() =>
    launched.app.evaluate(({ app }) => {
      app.quit();
    }),
  );
});
