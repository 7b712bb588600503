import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';
import { writeItems, writeQuestions } from '../support/write-items.ts';
import { AppPage } from './pages/app-page.ts';

const row = (question: string, first: unknown, second: unknown) =>
  `${JSON.stringify({
    messages: [{ role: 'user', content: question }],
    responses: [
      { model: 'one', text: first },
      { model: 'two', text: second },
    ],
  })}\n`;

let folder: string;
let launched: LaunchedApp;
let window: AppPage;

// One project is open all the time: whatever is thrown at it, it has to be the same afterwards.
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwright-e2e-'));
  launched = await launchApp({
    switches: ['--lang=en-US'],
    files: [writeQuestions(folder, { count: 3 })],
    env: { PAIRWRIGHT_SAVE_DIR: folder },
  });
  window = new AppPage(launched.page);
  await window.begin();
  await window.decide('a');
  await window.isSaved();
});

test.afterAll(async () => {
  await launched.kill();
  launched.cleanUp();
  rmSync(folder, { recursive: true, force: true });
});

/** Every byte of the project folder. */
function readProject(): Record<string, string> {
  const [project = ''] = readdirSync(launched.projectsDir);
  const place = join(launched.projectsDir, project);
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path).toString('base64')];
    }),
  );
}

/** Writes a file and opens it in the window, as the open dialog would hand it over. */
async function open(name: string, content: string | Uint8Array): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, content);
  await openPaths(path);
}

async function openPaths(...paths: readonly string[]): Promise<void> {
  // Where the program answers its own open dialog in tests.
  await launched.app.evaluate((_electron, answer) => {
    process.env['PAIRWRIGHT_OPEN_FILES'] = answer;
  }, paths.join(delimiter));
  await window.pickFiles();
}

/** The message is there, nothing can be imported, and leaving brings back the work as it was. */
async function expectRefused(reason: string, before: Record<string, string>): Promise<void> {
  const { page } = window;
  await expect(page.getByRole('region', { name: 'Rows left out' })).toContainText(reason);
  await expect(page.getByTestId('import-summary')).toContainText('Nothing in these files can be imported.');
  await expect(page.getByTestId('confirm-import')).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await window.seesItem();
  expect(readProject()).toEqual(before);
  await window.expectCounts(/^1 done/);
}

for (const [what, name, content, reason] of [
  ['an empty file', 'empty.jsonl', '', 'The file is empty.'],
  [
    'a truncated JSON file',
    'truncated.json',
    `[${row('Cut?', 'One', 'Two').trim().slice(0, -20)}`,
    'The file ends in the middle of a value.',
  ],
  [
    'bytes of no encoding',
    'bytes.jsonl',
    Buffer.concat([
      Buffer.from('{"prompt":"'),
      Buffer.from('ff81ff8dff90', 'hex'),
      Buffer.from('","response_a":"x","response_b":"y"}\n'),
    ]),
    'The bytes do not fit the encoding.',
  ],
  ['responses that are no texts', 'types.jsonl', row('Types?', true, null), 'The field should be text.'],
  ['a picture', 'picture.jsonl', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), ''],
] as const) {
  test(`${what} is refused in words, and the open project stays as it is`, async () => {
    const before = readProject();
    await open(name, content);
    await expectRefused(reason, before);
  });
}

test('an empty pack is refused in words', async () => {
  const before = readProject();
  await open('empty.pairwright', '');
  await expect(window.page.getByRole('alert')).toContainText('empty.pairwright: The file is empty.');
  expect(readProject()).toEqual(before);
  await window.page.getByRole('button', { name: 'Close' }).click();
});

test('a pack with one changed bit is refused in words', async () => {
  await window.handIn();
  const name = readdirSync(folder).find((file) => file.endsWith('Ann.pairwright')) ?? '';
  const bytes = readFileSync(join(folder, name));
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  const before = readProject();
  await open('changed.pairwright', bytes);
  await expect(window.page.getByRole('alert')).toContainText(
    'changed.pairwright: The pack is damaged and was not used.',
  );
  expect(readProject()).toEqual(before);
  await window.page.getByRole('button', { name: 'Close' }).click();
  await window.go('Judge');
});

test('a file that has gone in the meantime is no reason to stop', async () => {
  const before = readProject();
  await openPaths(join(folder, 'nowhere.jsonl'));
  await window.seesItem();
  expect(readProject()).toEqual(before);
});

test('hostile texts are shown and do nothing', async () => {
  const { page } = window;
  const happened: string[] = [];
  page.on('dialog', (dialog) => {
    happened.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('framenavigated', (frame) => happened.push(`navigated: ${frame.url()}`));
  page.on('request', (request) => {
    if (!request.url().startsWith('app:') && !request.url().startsWith('data:')) happened.push(request.url());
  });
  const address = page.url();
  const hostile = [
    '<script>window.ran = 1; alert(1)</script>',
    '<img src=x onerror="window.ran = 1; alert(1)">',
    '[click](javascript:window.ran=1) <a href="javascript:window.ran=1">here</a>',
    '<iframe src="https://example.org/"></iframe><form action="https://example.org/"><button>go</button></form>',
    '![beacon](https://example.org/beacon.png)',
    '<style>*{display:none}</style><base href="https://example.org/">',
  ].join('\n\n');
  const long = `Start ${'x'.repeat(100 * 1024)} end`;
  await openPaths(
    writeItems(folder, 'hostile.jsonl', [
      { question: 'Hostile?', responses: [hostile, 'Plain.'] },
      { question: 'Long?', responses: [long, 'Short.'] },
      { question: 'Hidden?', responses: ['safe \u202Ereversed\u202C zero\u200Bwidth', 'عربي نص'] },
    ]),
  );
  await expect(page.getByTestId('import-summary')).toContainText('3 prompts, 6 responses');
  await window.confirmImport();

  await test.step('the hostile one', async () => {
    await window.decide('a');
    await window.decide('a');
    await window.seesItem();
    await expect(window.item).toContainText('Hostile?');
    await expect(window.item).toContainText('alert(1)');
    expect(await window.item.locator('script, iframe, form, style, base, img, [onerror]').count()).toBe(0);
    expect(await window.item.locator('[href^="javascript:" i], [src^="http" i]').count()).toBe(0);
    for (const link of await window.item.getByText(/^(click|here)$/).all()) await link.click();
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    expect(page.url()).toBe(address);
    expect(happened).toEqual([]);
    await window.decide('d');
  });
  await test.step('100 KB in one line', async () => {
    await expect(window.item).toContainText('Long?');
    await expect(window.item).toContainText('end');
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
    await window.decide('d');
  });
  await test.step('what cannot be seen is marked', async () => {
    await expect(window.item).toContainText('Hidden?');
    await expect(window.item.locator('[data-name="RLO"]')).toHaveCount(1);
    await expect(window.item.locator('[data-name="ZWSP"]')).toHaveCount(1);
    await expect(window.item).toContainText('عربي نص');
  });
  await window.isSaved();
});
