import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { chromium } from 'playwright';
import { root } from '../../scripts/lib/root.mjs';
import { serveWeb } from '../../scripts/serve-web.mjs';
import { AppPage } from './pages/app-page.ts';

const files = ['question.jsonl', 'model_answer/gpt-4.jsonl', 'model_answer/claude-v1.jsonl'].map((name) =>
  join(root, 'tests/fixtures/mt_bench', name),
);

test('without a display: the same window in a browser keeps what was judged over a reload', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'pairwright-browser-'));
  const served = await serveWeb({ folder: join(root, 'out/renderer'), files, port: 0 });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    locale: 'en-US',
  });
  try {
    const page = await context.newPage();
    const window = new AppPage(page);
    await page.goto(served.url);
    await expect(page.getByTestId('import-summary')).toContainText('40 prompts, 80 responses from 2 models');
    await window.confirmImport();
    await window.giveName('Ann');
    for (const key of ['a', 's', 'd']) await window.decide(key);
    await window.isSaved();

    await page.reload();
    await window.expectCounts(/^3 done/);
    await expect(page.getByText('nothing was added')).toBeVisible();
  } finally {
    await context.close();
    await served.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
