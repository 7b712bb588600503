import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launchApp } from '../support/launch-app.ts';
import { AppPage } from './pages/app-page.ts';

/** Flips the lowest bit of the byte in the middle of a file. */
function flipBit(file: string): void {
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  writeFileSync(file, bytes);
}

test('a flipped bit in an imported file or in the manifest is told, and the work goes on', async () => {
  const first = await launchApp({ switches: ['--lang=en-US'] });
  await new AppPage(first.page).giveName('Ann');
  await first.close();
  const { profileDir, projectsDir } = first;
  const folder = join(projectsDir, readdirSync(projectsDir)[0] ?? '');
  const segment = readdirSync(join(folder, 'segments')).find((name) => name.endsWith('.seg')) ?? '';
  flipBit(join(folder, 'segments', segment));

  const second = await launchApp({ profileDir, projectsDir, switches: ['--lang=en-US'] });
  await second.page.getByRole('button', { name: /^Open “/ }).click();
  await expect(second.page.getByText('The data are damaged')).toBeVisible();
  await new AppPage(second.page).seesItem();
  await second.close();

  flipBit(join(folder, 'segments', segment));
  flipBit(join(folder, 'manifest.json'));
  const third = await launchApp({ profileDir, projectsDir, switches: ['--lang=en-US'] });
  await third.page.getByRole('button', { name: /^Open “/ }).click();
  await expect(third.page.getByText('mended from its second copy')).toBeVisible();
  await new AppPage(third.page).seesItem();
  await third.close();
  third.cleanUp();
});
