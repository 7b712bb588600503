import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';
import { writeItems, writeQuestions } from '../support/write-items.ts';

test('a double click on Import is one import, without a complaint', async ({ start, folder }) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 3 })] });
  await window.page.getByTestId('confirm-import').dblclick();
  await window.giveName('Ann');
  await window.seesItem();
  await expect(window.page.locator('progress')).toHaveCount(0);
  await expect(window.page.getByRole('alert')).toHaveCount(0);
  await window.expectCounts('0 done 0 later 0 cannot judge 3 left');
  const [project, ...others] = readdirSync(launched.projectsDir);
  expect(others).toEqual([]);
  const manifest: unknown = JSON.parse(
    readFileSync(join(launched.projectsDir, project ?? '', 'manifest.json'), 'utf8'),
  );
  expect(manifest).toMatchObject({ segments: [{ counts: { prompts: 3, responses: 6 } }] });
});

test('files opened while others are still being read: what is shown is what is imported', async ({
  start,
  folder,
}) => {
  const large = writeQuestions(folder, { count: 20_000, name: 'large.jsonl' });
  const small = writeItems(folder, 'small.jsonl', [{ question: 'Small?', responses: ['Yes.', 'No.'] }]);
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 3 })] });
  await window.begin();
  const pick = async (path: string) => {
    await launched.app.evaluate((_electron, answer) => {
      process.env['PAIRWRIGHT_OPEN_FILES'] = answer;
    }, path);
    await window.pickFiles();
  };
  await pick(large);
  await expect(window.page.locator('progress')).toBeVisible();
  await pick(small);
  await expect(window.page.getByTestId('import-summary')).toBeVisible();
  // Each reading has a worker of its own, which ends with it.
  await expect.poll(() => window.page.workers().length).toBe(0);
  await expect(window.page.getByTestId('import-summary')).toContainText('1 prompt, 2 responses');
  await window.confirmImport();
  await window.expectCounts('0 done 0 later 0 cannot judge 4 left');
});
