import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { root } from '../../scripts/lib/root.mjs';
import { settingsSchema, type Settings } from '../../shared/ipc/settings.ts';
import { AppPage } from '../e2e/pages/app-page.ts';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';
import { readPng, writePalettePng } from './support/palette-png.ts';

/*
 * The pictures of the documentation, taken from the real app: `npm run screenshots`. They are no tests; look at them.
 */

const IMAGES = join(root, 'docs/images');
/** Without the answers of the judged models that are missing on purpose, and without the machine's votes. */
const MT_BENCH = join(root, 'tests/fixtures/mt_bench');
const running: LaunchedApp[] = [];

test.afterEach(async () => {
  for (const app of running.splice(0)) {
    await app.kill();
    app.cleanUp();
  }
});

/** Starts the app with its settings made and its window in the size of the pictures. */
async function start(settings: Partial<Settings>, files: readonly string[] = []): Promise<AppPage> {
  const profileDir = mkdtempSync(join(tmpdir(), 'pairwright-profile-'));
  const chosen = settingsSchema.parse({ raterName: 'Ada', ...settings });
  writeFileSync(join(profileDir, 'settings.json'), JSON.stringify(chosen));
  const launched = await launchApp({ profileDir, files });
  running.push(launched);
  await launched.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800);
  });
  await expect.poll(() => launched.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1280, 800]);
  return new AppPage(launched.page);
}

async function takePicture({ page }: AppPage, name: string): Promise<void> {
  await expect(page.locator('[data-item] [aria-busy="true"]')).toHaveCount(0);
  await page.mouse.move(0, 799);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((painted) => {
      requestAnimationFrame(() => requestAnimationFrame(painted));
    });
  });
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  mkdirSync(IMAGES, { recursive: true });
  writeFileSync(join(IMAGES, `${name}.png`), writePalettePng(readPng(png)));
}

/** The same screen in both looks. */
async function takeBoth(window: AppPage, name: string): Promise<void> {
  for (const look of ['light', 'dark'] as const) {
    await window.page.emulateMedia({ colorScheme: look });
    await takePicture(window, `${name}-${look}`);
  }
  await window.page.emulateMedia({ colorScheme: 'light' });
}

async function countResponses({ page }: AppPage): Promise<number> {
  return page.locator('[data-item] [data-response-id]').count();
}

/** Judges the items up to *position*, so that the window looks like work under way. */
async function judgeUpTo(window: AppPage, position: number): Promise<void> {
  const verdicts = ['a', 'd', 's', 'Shift+D', 'x', 'a', 'Shift+A', 'd'];
  const rankings = [
    ['2', '1', '3'],
    ['1', '3', '2'],
    ['3', '2', '1'],
  ];
  for (let item = 1; item < position; item += 1) {
    const before = await window.seesItem();
    const responses = await countResponses(window);
    // One key now and then puts an item off or leaves it to others.
    if (item === 3) await window.decide('g');
    else if (item === 12) await window.decide('n');
    else if (responses === 2) await window.decide(verdicts[item % verdicts.length] ?? 'a');
    else {
      const first = rankings[item % rankings.length] ?? [];
      await window.rank([...first, ...(responses === 4 ? ['4'] : [])]);
    }
    await expect(window.page.locator(`[data-item="${before}"]`)).toHaveCount(0);
  }
  await window.isSaved();
}

/** Steps through the queue to the item at *position*. */
async function openItem({ page }: AppPage, position: number): Promise<void> {
  const shown = page.getByTestId('position');
  for (;;) {
    const words = await shown.innerText();
    const current = Number(/\d+/.exec(words)?.[0]);
    if (current === position) return;
    await page.keyboard.press(current < position ? ']' : '[');
    await expect(shown).not.toHaveText(words);
  }
}

/** Where the response with these words stands: sides are drawn anew for every rater. */
async function findPlace({ page }: AppPage, words: string): Promise<number> {
  const article = page.locator('[data-item] article').filter({ hasText: words });
  return Number(await article.getAttribute('data-place'));
}

test('judging: a pair, a ranking, a mended answer', async () => {
  const window = await start({ language: 'en' });
  await judgeUpTo(window, 21);
  await takeBoth(window, 'review');

  await openItem(window, 23);
  // The system message forbids to name the supplier.
  const side = await findPlace(window, 'a fault at Tellurine');
  await window.page.keyboard.press('w');
  await window.page.keyboard.press(side === 0 ? 'a' : 'd');
  const text = window.page.getByRole('textbox', { name: 'Your version' });
  const original = await text.inputValue();
  await text.fill(
    original.replace(
      /a fault at Tellurine Networks\. We are in contact with them\./,
      'a fault that we are working on.',
    ),
  );
  await expect(window.page.getByTestId('mend-editor').locator('ins').first()).toBeVisible();
  await takeBoth(window, 'mend');
  await window.page.keyboard.press('Escape');

  await openItem(window, 13);
  // The two that keep to the policy, the friendlier one first.
  for (const opening of ['Dear Ms Whitlock', 'Your request for a refund'])
    await window.page.keyboard.press(String((await findPlace(window, opening)) + 1));
  await takeBoth(window, 'ranking');
});

test('import, agreement and export, on votes of many raters', async () => {
  const answers = readdirSync(join(MT_BENCH, 'model_answer')).toSorted();
  const window = await start({ language: 'en' }, [
    join(MT_BENCH, 'question.jsonl'),
    ...answers.map((name) => join(MT_BENCH, 'model_answer', name)),
    join(MT_BENCH, 'human.jsonl'),
  ]);
  await expect(window.page.getByTestId('import-summary')).toBeVisible();
  await window.page.getByRole('textbox', { name: 'Name of the project' }).fill('MT-bench');
  await window.page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await takeBoth(window, 'import');
  await window.confirmImport({ inPairs: true });
  await window.seesItem();
  await window.go('Agreement');
  await expect(window.page.getByTestId('krippendorff-alpha')).toBeVisible();
  await takeBoth(window, 'agreement');
  await window.go('Export');
  await expect(window.page.getByTestId('export-count')).toBeVisible();
  await takeBoth(window, 'export');
});

test('judging in Chinese', async () => {
  const window = await start({ language: 'zh-CN' });
  await judgeUpTo(window, 10);
  await window.page.emulateMedia({ colorScheme: 'light' });
  await takePicture(window, 'review-zh-CN');
});
