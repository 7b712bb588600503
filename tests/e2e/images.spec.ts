import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../support/app-test.ts';

/** One red pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

test('an image beside the data is shown, and one that is not there is named', async ({
  start,
  restart,
  folder,
}) => {
  writeFileSync(join(folder, 'red.png'), Buffer.from(PIXEL, 'base64'));
  const path = join(folder, 'rows.json');
  const row = {
    conversations: [{ from: 'human', value: '<image><image>What is it?' }],
    chosen: { from: 'gpt', value: 'Red.' },
    rejected: { from: 'gpt', value: 'Blue.' },
    images: ['red.png', '../red.png'],
  };
  writeFileSync(path, JSON.stringify([row]));
  const started = await start({ files: [path] });
  await started.window.begin();

  const sees = async ({ page, item }: typeof started.window) => {
    const image = item.getByRole('img', { name: 'red.png', exact: true });
    await expect(image).toBeVisible();
    await expect(item).toContainText('Image, not loaded: ../red.png');
    const address = (await image.getAttribute('src')) ?? '';
    expect(await image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBe(1); // An img.
    const answered = await page.evaluate(async (known) => {
      const addresses = [known, `${known}x`, '/source-images/red.png'];
      const answers = await Promise.all(addresses.map((each) => fetch(each)));
      return answers.map(({ status, headers }) => [
        status,
        headers.get('content-type'),
        headers.get('x-content-type-options'),
      ]);
    }, address);
    expect(answered).toEqual([
      [200, 'image/png', 'nosniff'],
      [404, 'text/plain', 'nosniff'],
      [404, 'text/plain', 'nosniff'],
    ]);
  };
  await sees(started.window);

  const again = await restart(started);
  await again.window.reopen();
  await again.window.seesItem();
  await sees(again.window);
});
