import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';
import { writeQuestions } from '../support/write-items.ts';
import { SettingsPage } from './pages/settings-page.ts';

test('Chinese and dark, over a restart, and back', async ({ start, restart, folder }) => {
  let started = await start({ files: [writeQuestions(folder, { count: 3 })] });
  await started.window.begin();
  let settings = new SettingsPage(started.window.page);
  await settings.open();
  await settings.choose('中文（简体）');
  await expect(started.window.page.getByRole('dialog')).toContainText('外观');
  await settings.choose('浅色');
  expect(await settings.isDark()).toBe(false);
  await settings.choose('深色');
  await expect.poll(() => settings.isDark()).toBe(true);
  await settings.close();
  await expect(started.window.page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await started.window.decide('a');
  await started.window.isSaved();
  await expect(started.window.page.getByTestId('save-status')).toHaveText('已保存');

  started = await restart(started);
  settings = new SettingsPage(started.window.page);
  await expect(started.window.page.getByRole('button', { name: '设置' })).toBeVisible();
  expect(await settings.isDark()).toBe(true);
  await settings.open();
  await settings.choose('English');
  await settings.choose('Light');
  await settings.close();
  await expect(started.window.page.getByRole('button', { name: 'Settings' })).toBeVisible();
  await expect(started.window.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect.poll(() => settings.isDark()).toBe(false);
  await started.window.reopen();
  await started.window.expectCounts(/^1 done/);
});

test('changing how prompts are compared keeps what was judged and what is on its way', async ({
  start,
  folder,
}) => {
  const { window } = await start({ files: [writeQuestions(folder, { count: 3, perItem: 3 })] });
  await window.begin();
  await window.rank(['1', '2', '3']);
  const settings = new SettingsPage(window.page);
  await settings.open();
  await settings.choose('Compare them two at a time');
  await settings.close();
  // A ranking of three settles its three pairs.
  await window.expectCounts('3 done 0 later 0 cannot judge 6 left');
  await settings.open();
  await settings.choose('Rank them all at once');
  await settings.close();
  await window.expectCounts('1 done 0 later 0 cannot judge 2 left');
});
