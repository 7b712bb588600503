import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';

test('one key shows the whole prompt with its reference answer, and hides it again', async ({ start }) => {
  const { window } = await start();
  await window.giveName('Ann');
  const panel = window.page.locator('[data-item]').getByRole('region', { name: 'Prompt' });
  const details = panel.locator('details').first();
  const before = (await panel.boundingBox())?.height ?? 0;
  await expect(details).not.toHaveAttribute('open');

  await window.page.keyboard.press('q');
  await expect(details).toHaveAttribute('open');
  expect((await panel.boundingBox())?.height ?? 0).toBeGreaterThan(before * 2);

  await window.page.keyboard.press('q');
  await expect(details).not.toHaveAttribute('open');
});
