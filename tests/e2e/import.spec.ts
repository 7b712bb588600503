import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { root } from '../../scripts/lib/root.mjs';
import { test } from '../support/app-test.ts';
import { writeItems, writeQuestions } from '../support/write-items.ts';
import { ImportTray } from './pages/import-tray.ts';

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

test('a table in GBK is recognised; another encoding and other columns can be chosen, and taken back', async ({
  start,
}) => {
  const { window } = await start({ files: [join(root, 'tests/fixtures/csv/encodings/dpo_zh_demo.gbk.csv')] });
  const { page } = window;
  const summary = page.getByTestId('import-summary');
  await expect(summary).toContainText('prompts');
  const asRecognised = await summary.innerText();
  const rows = page.getByRole('region', { name: /^The first rows of / });
  await expect(rows).toContainText('香港');
  await expect(page.getByLabel('Encoding')).toHaveValue('');

  await page.getByLabel('Encoding').selectOption('Big5');
  const leftOut = page.getByRole('region', { name: 'Rows left out' });
  await expect(leftOut).toContainText('The bytes do not fit the encoding.');
  await expect(page.getByTestId('confirm-import')).toBeDisabled();
  await page.getByLabel('Encoding').selectOption('');
  await expect(rows).toContainText('香港');
  await expect(summary).toHaveText(asRecognised);

  await page.getByLabel('Layout').selectOption('A table: I say which column is what');
  const mapping = page.getByTestId('column-mapping');
  await expect(mapping).toBeVisible();
  await mapping.getByLabel(/: prompt$/).selectOption('Leave out');
  await expect(page.getByTestId('confirm-import')).toBeDisabled();
  await mapping.getByLabel(/: prompt$/).selectOption('Prompt');
  await expect(page.getByTestId('confirm-import')).toBeEnabled();
});

test('an import goes on beside the work; a second one waits; what came of them can be read', async ({
  start,
  folder,
}) => {
  const large = writeQuestions(folder, { count: 150_000, name: 'large.jsonl' });
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 3 })] });
  const { page } = window;
  await window.begin();
  const tray = new ImportTray(window, launched.app);
  const imports = tray.region;
  await tray.order(large);
  await expect(imports.getByRole('progressbar')).toHaveCount(1);
  // Judging goes on.
  await window.decide('a');
  await tray.order(
    writeItems(folder, 'small.jsonl', [{ question: 'Small?', responses: ['Yes.', 5, 'No.'] }]),
  );
  await expect(imports).toContainText('Waits for the import before it');
  await expect(imports).toContainText('small.jsonl · 1 prompt, 2 responses imported · 1 row left out', {
    timeout: 60_000,
  });
  await expect(imports).toContainText('large.jsonl · 149,997 prompts, 299,994 responses imported');
  await window.expectCounts('1 done 0 later 0 cannot judge 150,000 left');

  await imports.getByRole('button', { name: 'Show the report' }).last().click();
  await expect(page.getByRole('dialog')).toContainText('small.jsonl, line 1');
  await page.getByRole('button', { name: 'Close' }).last().click();
  await imports
    .getByRole('button', { name: /off the list$/ })
    .last()
    .click();
  await imports.getByRole('button', { name: /off the list$/ }).click();
  await expect(imports).toHaveCount(0);
});

test('a cancelled import into a new project leaves no project behind', async ({ start, folder }) => {
  const { launched, window } = await start({
    files: [writeQuestions(folder, { count: 150_000, name: 'large.jsonl' })],
  });
  const { page } = window;
  await expect(page.getByTestId('confirm-import')).toBeEnabled();
  await window.confirmImport();
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await expect(page.getByTestId('confirm-import')).toBeEnabled();
  expect(readdirSync(launched.projectsDir)).toEqual([]);
});
