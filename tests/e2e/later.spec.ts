import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';
import { readJournaledJudgments } from '../support/project-folder.ts';
import { writeQuestions } from '../support/write-items.ts';

test('later comes back after everything else, cannot judge does not', async ({ start, folder }) => {
  const { window } = await start({ files: [writeQuestions(folder, { count: 4 })] });
  await window.begin();
  await window.expectCounts('0 done 0 later 0 cannot judge 4 left');
  const putOff = await window.decide('g');
  const beyond = await window.decide('n');
  await window.expectCounts('0 done 1 later 1 cannot judge 2 left');
  const third = await window.decide('a');
  const fourth = await window.decide('d');
  await window.expectCounts('2 done 1 later 1 cannot judge 0 left');
  expect(await window.seesItem()).toBe(putOff);
  expect(new Set([putOff, beyond, third, fourth]).size).toBe(4);
  await window.decide('s');
  await window.expectCounts('3 done 0 later 1 cannot judge 0 left');
  await expect(window.page.getByText('Everything is judged').first()).toBeVisible();
});

test('undo and redo of both, over a restart', async ({ start, restart, folder }) => {
  let started = await start({ files: [writeQuestions(folder, { count: 3 })] });
  let { window } = started;
  await window.begin();
  const first = await window.decide('g');
  const second = await window.decide('n');
  await window.isSaved();
  started = await restart(started);
  ({ window } = started);
  await window.reopen();
  await window.expectCounts('0 done 1 later 1 cannot judge 1 left');

  await window.page.keyboard.press('z');
  await window.expectCounts('0 done 1 later 0 cannot judge 2 left');
  expect(await window.seesItem()).toBe(second);
  await window.page.keyboard.press('Backspace');
  await window.expectCounts('0 done 0 later 0 cannot judge 3 left');
  expect(await window.seesItem()).toBe(first);
  await window.page.keyboard.press('z');
  await expect(window.page.getByText('There is nothing to undo.').first()).toBeVisible();

  await window.page.keyboard.press('Shift+Z');
  await window.expectCounts('0 done 1 later 0 cannot judge 2 left');
  await window.page.keyboard.press('Shift+Z');
  await window.expectCounts('0 done 1 later 1 cannot judge 1 left');
  await window.page.keyboard.press('Shift+Z');
  await expect(window.page.getByText('There is nothing to redo.').first()).toBeVisible();
  await window.isSaved();
  const kinds = readJournaledJudgments(started.launched.projectsDir).map(({ value }) => value.kind);
  expect(kinds).toEqual(['skip', 'skip', 'retract', 'retract', 'retract', 'retract']);
});
