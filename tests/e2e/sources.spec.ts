import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';
import { writeItems } from '../support/write-items.ts';

test('a source is renamed, vanishes when nobody has judged it, and is hidden and put back when somebody has', async ({
  start,
  folder,
}) => {
  const { window } = await start({
    files: [
      writeItems(folder, 'first.jsonl', [{ question: 'First?', responses: ['Yes.', 'No.'] }]),
      writeItems(folder, 'second.jsonl', [{ question: 'Second?', responses: ['One.', 'Two.'] }]),
    ],
  });
  const { page } = window;
  await window.begin();
  await window.expectCounts('0 done 0 later 0 cannot judge 2 left');
  await expect(window.item).toContainText('First?');
  await window.decide('a');
  await window.isSaved();
  await page.getByRole('button', { name: 'Sources' }).click();
  const dialog = page.getByRole('dialog');
  const source = (name: string) => dialog.getByRole('listitem').filter({ hasText: name });

  await test.step('renamed', async () => {
    await page.getByRole('button', { name: 'Rename “first.jsonl”' }).click();
    await page.keyboard.insertText('Greetings');
    await page.keyboard.press('Enter');
    await expect(source('Greetings')).toContainText('first.jsonl');
  });
  await test.step('without judgments it vanishes', async () => {
    await page.getByRole('button', { name: 'Take out “second.jsonl”' }).click();
    await expect(source('second.jsonl')).toContainText('it vanishes from the project');
    await page.getByRole('button', { name: 'Take it out' }).click();
    await expect(source('second.jsonl')).toHaveCount(0);
    await window.expectCounts('1 done 0 later 0 cannot judge 0 left');
  });
  await test.step('with a judgment it is hidden', async () => {
    await page.getByRole('button', { name: 'Take out “Greetings”' }).click();
    await expect(source('Greetings')).toContainText('1 judgment has been made');
    await page.getByRole('button', { name: 'Take it out' }).click();
    await expect(source('Greetings')).toContainText('Its judgments are kept.');
    await window.expectCounts('0 done 0 later 0 cannot judge 0 left');
  });
  await test.step('and comes back with its judgment', async () => {
    await page.getByRole('button', { name: 'Put back “Greetings”' }).click();
    await window.expectCounts('1 done 0 later 0 cannot judge 0 left');
  });
});
