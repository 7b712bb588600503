import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';
import { readJournaledJudgments } from '../support/project-folder.ts';
import { writeQuestions } from '../support/write-items.ts';

test('work goes on from a backup on another machine, and the newer word counts', async ({
  start,
  restart,
  folder,
}) => {
  const env = { PAIRWRIGHT_SAVE_DIR: folder };
  const old = await start({ files: [writeQuestions(folder, { count: 4 })], env });
  await old.window.begin();
  await old.window.decide('g');
  await old.window.decide('n');
  await old.window.decide('a');
  await old.window.isSaved();
  await old.window.go('Hand in and merge');
  await old.window.page.getByRole('button', { name: 'Save a backup…' }).click();
  await expect(old.window.page.getByText(/^Saved: /)).toBeVisible();
  const backup = readdirSync(folder).find((name) => name.endsWith('.pairwright')) ?? '';

  const other = await start({ files: [join(folder, backup)], env });
  await other.window.giveName('Ann');
  await other.window.go('Judge');
  await other.window.expectCounts('1 done 1 later 1 cannot judge 1 left');
  const fourth = await other.window.decide('d');
  const putOff = await other.window.decide('s');
  expect(putOff).not.toBe(fourth);
  await other.window.isSaved();
  await other.window.expectCounts('3 done 0 later 1 cannot judge 0 left');
  // The journal counts on from what the backup brought.
  expect(readJournaledJudgments(other.launched.projectsDir).map(({ seq }) => seq)).toEqual([4, 5]);

  const { window } = await restart(other);
  await window.reopen();
  await window.expectCounts('3 done 0 later 1 cannot judge 0 left');
  await window.page.keyboard.press('z');
  await window.expectCounts('2 done 1 later 1 cannot judge 0 left');
});
