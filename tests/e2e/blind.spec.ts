import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';
import { MODELS, writeQuestions } from '../support/write-items.ts';
import type { AppPage } from './pages/app-page.ts';

/** The model names that stand anywhere in the page: texts, attributes, what is typed into fields. */
async function findModels({ page }: AppPage): Promise<string[]> {
  const everything = await page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      document.title,
      ...[...document.querySelectorAll('input, textarea')].map((field) =>
        'value' in field ? String(field.value) : '',
      ),
    ].join('\n'),
  );
  return MODELS.filter((model) => everything.includes(model));
}

test('model names stand nowhere in the page before the work is handed in, and afterwards where it was done', async ({
  start,
  restart,
  folder,
}) => {
  const env = { PAIRWRIGHT_SAVE_DIR: folder };
  const first = await start({ files: [writeQuestions(folder, { count: 4, perItem: 2 })], env });
  let { window } = first;
  await expect(window.page.getByTestId('import-summary')).toContainText('2 models');
  expect(await findModels(window)).toEqual([]);
  await window.begin();
  expect(await findModels(window)).toEqual([]);
  await window.startMending('a');
  expect(await findModels(window)).toEqual([]);
  await window.page.keyboard.press('Escape');
  const judged = await window.decide('a');
  await window.decide('s');
  for (const tab of ['Agreement', 'Export', 'Hand in and merge'] as const) {
    await window.go(tab);
    if (tab === 'Export') await expect(window.page.getByTestId('export-count')).toBeVisible();
    expect(await findModels(window), tab).toEqual([]);
  }
  await window.handIn();
  expect(await findModels(window)).toEqual([]);

  await test.step('what was not handed in stays blind', async () => {
    await window.go('Judge');
    await window.seesItem();
    expect(await findModels(window)).toEqual([]);
  });
  await test.step('what was handed in names its models, also after a restart', async () => {
    ({ window } = await restart(first, { env }));
    await window.reopen();
    await window.seesItem();
    expect(await findModels(window)).toEqual([]);
    await window.page.keyboard.press('[');
    await window.page.keyboard.press('[');
    await expect(window.page.locator(`[data-item="${judged}"]`)).toHaveCount(1);
    await expect(window.response(0)).toContainText(/Model: (Xanthippe-7B|Quetzal-13B)/);
    expect((await findModels(window)).toSorted()).toEqual(MODELS.slice(0, 2).toSorted());
  });
});
