import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';
import { readJournaledJudgments } from '../support/project-folder.ts';

test('an empty machine: the sample is there at once, the first judgment takes a name and a key', async ({
  start,
}) => {
  const { launched, window } = await start();
  await expect(window.page.getByRole('dialog')).toContainText('What is your name?');
  await window.giveName('Ann');
  await window.seesItem();
  await expect(window.page.getByText('Sample · 示例')).toBeVisible();
  await expect(window.response(0)).toContainText(/\S/);
  await window.expectCounts(/^0 done/);
  await window.rank(['1', '2', '3', '4'].slice(0, await window.item.locator('[data-place]').count()));
  await window.isSaved();
  expect(readJournaledJudgments(launched.projectsDir)).toHaveLength(1);
});

test('the name is asked once: not after a restart, and it stands on every judgment', async ({
  start,
  restart,
}) => {
  const first = await start();
  await first.window.giveName('  Ann  ');
  await first.window.decide('n');
  await first.window.isSaved();
  const second = await restart(first);
  await second.window.reopen();
  await second.window.seesItem();
  await expect(second.window.page.getByRole('dialog')).toHaveCount(0);
  await second.window.expectCounts(/1 cannot judge/);
  await second.window.decide('n');
  await second.window.isSaved();
  const judgments = readJournaledJudgments(second.launched.projectsDir);
  expect(new Set(judgments.map(({ raterId }) => raterId)).size).toBe(1);
  expect(judgments.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('an empty name is refused in words', async ({ start }) => {
  const { window } = await start();
  await window.page.getByRole('textbox', { name: 'Your name' }).fill('   ');
  await window.page.keyboard.press('Enter');
  await expect(window.page.getByText('Please type a name.')).toBeVisible();
});
