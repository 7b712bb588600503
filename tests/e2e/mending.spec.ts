import { expect } from '@playwright/test';
import { isJudgmentOf } from '../../shared/domain/judgment.ts';
import { test } from '../support/app-test.ts';
import { readJournaledJudgments } from '../support/project-folder.ts';
import { MODELS, writeItems } from '../support/write-items.ts';

const ITEMS = [
  { question: '写一句祝福', responses: ['祝您虎年大吉，万事如意。', '新年好。'] },
  { question: 'Second question', responses: ['One.', 'Two.'] },
];

test('rewrites one side in Chinese, shows what changed, and leaves the pair to be judged', async ({
  start,
  folder,
}) => {
  const { launched, window } = await start({ files: [writeItems(folder, 'greetings.jsonl', ITEMS)] });
  await window.begin();
  const item = await window.seesItem();
  const original = await window.response(1).locator('[data-scroll]').innerText();
  await window.startMending('d');
  await window.page.keyboard.insertText(`${original.trim()}祝您羊年大吉！`);
  const editor = window.page.getByTestId('mend-editor');
  await expect(editor.locator('ins')).toContainText('羊年');
  await window.page.keyboard.press('Control+Enter');
  await expect(editor).toHaveCount(0);
  await window.isSaved();
  expect(await window.seesItem()).toBe(item);
  await expect(window.response(1)).toContainText('corrected');
  await expect(window.response(1)).toContainText('祝您羊年大吉！');
  await window.expectCounts(/^0 done .*2 left$/);

  const [correction, ...others] = readJournaledJudgments(launched.projectsDir);
  expect(others).toEqual([]);
  expect(correction?.value).toEqual({
    kind: 'correction',
    responseId: correction?.shown?.order[1],
    text: `${original.trim()}祝您羊年大吉！`,
  });
  await window.decide('a');
  await window.isSaved();
  expect(readJournaledJudgments(launched.projectsDir).map(({ value }) => value.kind)).toEqual([
    'correction',
    'preference',
  ]);
});

test('Esc leaves without a trace, twice over', async ({ start, folder }) => {
  const { launched, window } = await start({ files: [writeItems(folder, 'greetings.jsonl', ITEMS)] });
  await window.begin();
  const before = await window.response(0).innerText();
  await window.startMending('a');
  await window.page.keyboard.insertText('不要保存');
  await window.page.keyboard.press('Escape');
  await expect(window.page.getByTestId('mend-editor')).toHaveCount(0);
  expect(await window.response(0).innerText()).toBe(before);
  // The choice of the side can be left as well.
  await window.page.keyboard.press('w');
  await expect(window.page.locator('[data-command="mend-left"]')).toBeVisible();
  await window.page.keyboard.press('Escape');
  await expect(window.page.locator('[data-command="mend-left"]')).toHaveCount(0);
  // Keys judge again afterwards.
  await window.decide('s');
  await window.isSaved();
  expect(readJournaledJudgments(launched.projectsDir).map(({ value }) => value.kind)).toEqual(['preference']);
});

test('keys type while the editor is open, and an empty text is refused in words', async ({
  start,
  folder,
}) => {
  const { launched, window } = await start({ files: [writeItems(folder, 'greetings.jsonl', ITEMS)] });
  await window.begin();
  const field = await window.startMending('a');
  await window.page.keyboard.type('a d s x z? w');
  await expect(field).toHaveValue('a d s x z? w');
  await field.fill('   ');
  await window.page.keyboard.press('Control+Enter');
  await expect(window.page.getByText('The correction is empty.').first()).toBeAttached();
  await expect(window.page.getByTestId('mend-editor')).toBeVisible();
  await window.page.keyboard.press('Escape');
  await window.decide('n');
  await window.isSaved();
  expect(readJournaledJudgments(launched.projectsDir).map(({ value }) => value.kind)).toEqual(['skip']);
});

test('the correction of one response stays when the project is opened again', async ({
  start,
  restart,
  folder,
}) => {
  const first = await start({ files: [writeItems(folder, 'greetings.jsonl', ITEMS)] });
  await first.window.begin();
  await first.window.startMending('a');
  await first.window.page.keyboard.insertText('改写后的回答');
  await first.window.page.keyboard.press('Control+Enter');
  await first.window.isSaved();
  const { window, launched } = await restart(first);
  await window.reopen();
  await window.seesItem();
  await expect(window.response(0)).toContainText('改写后的回答');
  const field = await window.startMending('a');
  await expect(field).toHaveValue('改写后的回答');
  const [judgment] = readJournaledJudgments(launched.projectsDir);
  expect(judgment && isJudgmentOf(judgment, 'correction')).toBe(true);
  await expect(window.page.locator('body')).not.toContainText(MODELS[0]);
});
