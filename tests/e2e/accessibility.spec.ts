import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type axe from 'axe-core';
import { root } from '../../scripts/lib/root.mjs';
import { test } from '../support/app-test.ts';
import { writeItems, writeQuestions } from '../support/write-items.ts';
import type { AppPage } from './pages/app-page.ts';
import { SettingsPage } from './pages/settings-page.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that is serious or worse on what is shown now, in a line each. */
async function findViolations({ page }: AppPage): Promise<string[]> {
  // What moves would be measured half-way.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
  });
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const results = await page.evaluate(() => {
    const { axe: tool } = globalThis as typeof globalThis & { axe: typeof axe };
    return tool.run(document, { resultTypes: ['violations'] });
  });
  // A page on which nothing is looked at has no violations either.
  expect(results.passes.length).toBeGreaterThan(5);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
}

for (const theme of ['Light', 'Dark']) {
  test(`every screen passes axe: ${theme}`, async ({ start, folder }) => {
    const rankings = writeItems(folder, 'mixed.jsonl', [
      {
        question: '# Question\n\nWith `code`, $x^2$ and a [link](https://example.org/).',
        responses: ['One.', 'Two.'],
      },
      { question: 'Rank these', responses: ['**One**', '> Two', '| a | b |\n|---|---|\n| 1 | 2 |'] },
      { question: 'Only one', responses: ['Alone \u200b here.'] },
    ]);
    const { window } = await start({
      files: [rankings],
      env: {
        PAIRWRIGHT_OPEN_FILES: join(root, 'tests/fixtures/alpaca_eval/gpt4_0613/model_outputs.json'),
        PAIRWRIGHT_SAVE_DIR: folder,
      },
    });
    const { page } = window;
    const settings = new SettingsPage(page);
    const check = async (screen: string) => {
      expect(await findViolations(window), screen).toEqual([]);
    };
    await expect(page.getByTestId('confirm-import')).toBeEnabled();
    await settings.open();
    await settings.choose(theme);
    await check('settings');
    await settings.close();
    await check('import');
    await window.confirmImport();
    await check('name');
    await window.giveName('Ann');
    await window.seesItem();
    await check('pair');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await check('keys');
    await page.keyboard.press('Escape');
    await window.startMending('a');
    await page.keyboard.insertText('改写 rewritten');
    await check('mending');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByTestId('mend-editor')).toHaveCount(0);
    await window.decide('a');
    await expect(window.item).toHaveAttribute('data-kind', 'ranking');
    await page.keyboard.press('2');
    await check('ranking');
    await window.rank(['1', '3']);
    await expect(window.item).toHaveAttribute('data-kind', 'single');
    await check('single');
    await window.decide('s');
    await check('finished');
    await window.isSaved();
    await page.getByRole('button', { name: 'Sources' }).click();
    await check('sources');
    await page.getByRole('button', { name: /^Take out / }).click();
    await check('taking a source out');
    await page.keyboard.press('Escape');
    await window.go('Agreement');
    await check('agreement without a second rater');
    await window.go('Export');
    await expect(page.getByTestId('export-count')).toBeVisible();
    await check('export');
    await window.handIn();
    await check('hand-in');
    await window.pickFiles();
    await expect(page.getByTestId('confirm-import')).toBeVisible();
    await check('import into a project');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await window.goHome();
    await expect(page.getByRole('button', { name: /^Open “/ })).toBeVisible();
    await check('home');
  });
}

test('rows left out and agreement with many raters pass axe in both looks', async ({ start }) => {
  const fixture = join(root, 'tests/fixtures/mt_bench');
  const { window } = await start({
    files: ['question.jsonl', 'model_answer', 'human.jsonl'].map((name) => join(fixture, name)),
  });
  await expect(window.page.getByRole('region', { name: 'Rows left out' })).toBeVisible();
  expect(await findViolations(window), 'rows left out').toEqual([]);
  await window.page.getByRole('region', { name: 'Rows left out' }).getByRole('button').first().click();
  expect(await findViolations(window), 'report').toEqual([]);
  await window.page.keyboard.press('Escape');
  await window.begin('Ann', { inPairs: true });
  await window.go('Agreement');
  await expect(window.page.getByTestId('disagreement-count')).toBeVisible();
  const settings = new SettingsPage(window.page);
  for (const theme of ['Light', 'Dark']) {
    await settings.open();
    await settings.choose(theme);
    await settings.close();
    expect(await findViolations(window), theme).toEqual([]);
  }
});

test('the first start passes axe', async ({ start, folder }) => {
  const { window } = await start({ files: [writeQuestions(folder, { count: 1, name: 'one.jsonl' })] });
  await expect(window.page.getByTestId('import-summary')).toBeVisible();
  await window.page.getByRole('button', { name: 'Cancel' }).click();
  await expect(window.page.getByText('No projects yet')).toBeVisible();
  expect(await findViolations(window)).toEqual([]);
});
