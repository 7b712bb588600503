import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { type StartedApp, test } from '../support/app-test.ts';
import { readJournaledJudgments } from '../support/project-folder.ts';
import { writeItems, writeQuestions } from '../support/write-items.ts';
import type { AppPage } from './pages/app-page.ts';

/** Takes the journal folder away and puts a file in its place, so that nothing can be written there; says how to undo it. */
function breakJournal({ launched }: StartedApp): () => void {
  const [project = ''] = readdirSync(launched.projectsDir);
  const journal = join(launched.projectsDir, project, 'journal');
  renameSync(journal, `${journal}.away`);
  writeFileSync(journal, 'in the way');
  return () => {
    rmSync(journal);
    renameSync(`${journal}.away`, journal);
  };
}

async function isNotSaved(window: AppPage, unsaved: RegExp): Promise<void> {
  const status = window.page.getByTestId('save-status');
  await expect(status).toHaveAttribute('data-status', 'failed');
  await expect(status).toHaveText('not saved');
  await expect(window.page.getByRole('alert').filter({ hasText: unsaved })).toBeVisible();
}

test('a journal that cannot be written: says so, goes back, claims nothing, and saves all in order when it can', async ({
  start,
  restart,
  folder,
}) => {
  const first = await start({ files: [writeQuestions(folder, { count: 8 })] });
  await first.window.begin();
  await first.window.decide('a');
  await first.window.isSaved();
  // After a start the journal is opened with the first decision, so that it fails for certain.
  const again = await restart(first);
  const { window, launched } = again;
  await window.reopen();
  await window.expectCounts(/^1 done/);
  const item = await window.seesItem();
  const repair = breakJournal(again);

  await window.page.keyboard.press('d');
  await isNotSaved(window, /1 decision is not saved/);
  expect(await window.seesItem()).toBe(item);
  await window.expectCounts(/^1 done .*7 left$/);
  // Only what is on the disk is in the strip.
  await expect(window.page.locator('[data-saved]')).toHaveCount(1);

  await test.step('nothing more is taken, and leaving is refused while it would lose something', async () => {
    await window.page.keyboard.press('a');
    await expect(window.page.getByText('Decisions are not being saved.').first()).toBeVisible();
    await window.goHome();
    expect(await window.seesItem()).toBe(item);
    await isNotSaved(window, /1 decision is not saved/);
  });
  await test.step('trying again in vain changes nothing', async () => {
    await window.page.getByRole('button', { name: 'Try again' }).click();
    await isNotSaved(window, /1 decision is not saved/);
  });
  await test.step('after the repair everything is saved, in order, and the work goes on', async () => {
    repair();
    await window.page.getByRole('button', { name: 'Try again' }).click();
    await window.isSaved();
    await expect(window.page.getByRole('alert').filter({ hasText: 'not saved' })).toHaveCount(0);
    await window.expectCounts(/^2 done/);
    for (const key of ['s', 'x']) await window.decide(key);
    await window.isSaved();
    const judged = readJournaledJudgments(launched.projectsDir);
    expect(judged.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(judged.map(({ value }) => (value.kind === 'preference' ? value.outcome.is : value.kind))).toEqual([
      'better',
      'better',
      'tie',
      'both-bad',
    ]);
  });
});

test('a return pack is not made while decisions would be missing from it', async ({
  start,
  restart,
  folder,
}) => {
  const env = { PAIRWRIGHT_SAVE_DIR: folder };
  const first = await start({ files: [writeQuestions(folder, { count: 3 })], env });
  await first.window.begin();
  await first.window.decide('a');
  await first.window.isSaved();
  const again = await restart(first, { env });
  const { window } = again;
  await window.reopen();
  await window.expectCounts(/^1 done/);
  await window.seesItem();
  const repair = breakJournal(again);
  await window.page.keyboard.press('d');
  await isNotSaved(window, /1 decision is not saved/);
  await window.go('Hand in and merge');
  await window.page.getByTestId('save-return-pack').click();
  await isNotSaved(window, /1 decision is not saved/);
  expect(readdirSync(folder).filter((name) => name.endsWith('.pairwright'))).toEqual([]);
  repair();
  await window.page.getByRole('button', { name: 'Try again' }).click();
  await window.isSaved();
  await window.handIn();
});

test('what could not be saved can be written to a file', async ({ start, folder }) => {
  const started = await start({
    files: [writeQuestions(folder, { count: 3 })],
    env: { PAIRWRIGHT_SAVE_DIR: folder },
  });
  const { window } = started;
  await window.begin();
  breakJournal(started);
  await window.page.keyboard.press('a');
  await isNotSaved(window, /1 decision is not saved/);
  await window.page.getByRole('button', { name: 'Save them to a file…' }).click();
  await expect(window.page.getByText(/^Saved: .*unsaved-judgments\.jsonl/)).toBeVisible();
  expect(readdirSync(folder)).toContain('unsaved-judgments.jsonl');
  // The file is a copy; the window still says that the journal has nothing.
  await isNotSaved(window, /1 decision is not saved/);
});

test('decisions that wait for the disk survive an import', async ({ start, folder }) => {
  const more = writeItems(folder, 'more.jsonl', [{ question: 'One more?', responses: ['Yes.', 'No.'] }]);
  const started = await start({
    files: [writeQuestions(folder, { count: 3 })],
    env: { PAIRWRIGHT_OPEN_FILES: more },
  });
  const { window, launched } = started;
  await window.begin();
  const repair = breakJournal(started);
  await window.page.keyboard.press('a');
  await isNotSaved(window, /1 decision is not saved/);
  await window.pickFiles();
  await window.confirmImport();
  await window.expectCounts('0 done 0 later 0 cannot judge 4 left');
  await isNotSaved(window, /1 decision is not saved/);
  repair();
  await window.page.getByRole('button', { name: 'Try again' }).click();
  await window.isSaved();
  await window.expectCounts('1 done 0 later 0 cannot judge 3 left');
  expect(readJournaledJudgments(launched.projectsDir)).toHaveLength(1);
});
