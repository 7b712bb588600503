import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';
import { MODELS, writeQuestions } from '../support/write-items.ts';
import type { AppPage } from './pages/app-page.ts';

/** Lets go of a file over the window, as the system does. */
async function drop({ page }: AppPage, name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ fileName, text }) => {
      const data = new DataTransfer();
      data.items.add(new File([text], fileName));
      return data;
    },
    { fileName: name, text: content },
  );
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  }
  await transfer.dispose();
}

function toRow(question: string): string {
  return `${JSON.stringify({
    messages: [{ role: 'user', content: question }],
    responses: [
      { model: MODELS[0], text: 'Yes.' },
      { model: MODELS[1], text: 'No.' },
    ],
  })}\n`;
}

test('a file dropped on the window is imported; dropped again it adds nothing and says so', async ({
  start,
  folder,
}) => {
  const { window } = await start({ files: [writeQuestions(folder, { count: 2 })] });
  await window.begin();
  const dropped = toRow('Dropped 一?') + toRow('Dropped 二?');
  await drop(window, 'dropped.jsonl', dropped);
  await expect(window.page.getByTestId('import-summary')).toContainText('2 prompts, 4 responses');
  await window.confirmImport();
  await window.expectCounts('0 done 0 later 0 cannot judge 4 left');
  await expect(window.page.getByText('Imported: 2 prompts, 4 responses')).toBeVisible();

  await drop(window, 'dropped.jsonl', dropped);
  await expect(window.page.getByText('nothing was added')).toBeVisible();
  await window.expectCounts('0 done 0 later 0 cannot judge 4 left');
  await window.seesItem();
});

test('a file dropped on the list of projects becomes a project, and the same one when dropped again', async ({
  start,
  folder,
}) => {
  const { window } = await start({ files: [writeQuestions(folder, { count: 2 })] });
  await window.begin();
  await window.goHome();
  const content = toRow('A new project?');
  await drop(window, 'new.jsonl', content);
  await window.confirmImport();
  await window.expectCounts('0 done 0 later 0 cannot judge 1 left');
  await window.decide('a');
  await window.isSaved();
  await window.goHome();
  await expect(window.page.getByRole('button', { name: /^Open “/ })).toHaveCount(2);
  await drop(window, 'new.jsonl', content);
  await window.expectCounts('1 done 0 later 0 cannot judge 0 left');
  await window.goHome();
  await expect(window.page.getByRole('button', { name: /^Open “/ })).toHaveCount(2);
});
