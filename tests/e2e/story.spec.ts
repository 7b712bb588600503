import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { createNumberFormats } from '../../shared/i18n/number-formats.ts';
import { isJudgmentOf } from '../../shared/domain/judgment.ts';
import { root } from '../../scripts/lib/root.mjs';
import { type LaunchedApp, launchApp, type LaunchOptions } from '../support/launch-app.ts';
import { readJournaledJudgments } from '../support/project-folder.ts';
import { runCliJson } from '../support/run-cli.ts';
import { AppPage } from './pages/app-page.ts';

const ALPACA = [
  'Qwen1.5-7B-Chat',
  'claude-2',
  'gemini-pro',
  'gpt4_0613',
  'llama-2-7b-chat-hf',
  'text_davinci_003',
].map((model) => join(root, 'tests/fixtures/alpaca_eval', model, 'model_outputs.json'));
const ENGLISH = ['--lang=en-US'];
const folders: string[] = [];
const running: LaunchedApp[] = [];

test.afterAll(async () => {
  for (const app of running) {
    await app.kill();
    app.cleanUp();
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function start(options: LaunchOptions): Promise<{ launched: LaunchedApp; window: AppPage }> {
  const launched = await launchApp({ switches: ENGLISH, ...options });
  running.push(launched);
  return { launched, window: new AppPage(launched.page) };
}

/** Ends the app as a power cut would and starts it again on the same data. */
async function restart(
  launched: LaunchedApp,
  env: LaunchOptions['env'],
  whileDead: () => void = () => undefined,
): Promise<Awaited<ReturnType<typeof start>>> {
  await launched.kill();
  whileDead();
  running.splice(running.indexOf(launched), 1);
  const { profileDir, projectsDir } = launched;
  return start({ profileDir, projectsDir, ...(env && { env }) });
}

async function reopen({ page }: AppPage): Promise<void> {
  await page.getByRole('button', { name: /^Open “/ }).click();
}

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pairwright-e2e-'));
  folders.push(folder);
  return folder;
}

/** Keys that a rater might press, without chance: every verdict, in a fixed mix. */
const VERDICTS = ['a', 'd', 'Shift+A', 's', 'd', 'x', 'a', 'Shift+D', 'a', 'd'];

test('a day of work: import, judge, crash, lose the profile, undo, hand in, merge, agree, export', async () => {
  const handIn = tempFolder();
  let { launched, window } = await start({ files: ALPACA, env: { PAIRWRIGHT_SAVE_DIR: handIn } });

  await test.step('the preview says what the files become and what is left out', async () => {
    await expect(window.page.getByTestId('import-summary')).toContainText('6 models');
    await expect(window.page.getByTestId('import-summary')).toContainText('2 rows left out');
    await window.confirmImport({ inPairs: true });
    await window.giveName('Ann');
  });

  await test.step('30 items by keyboard alone', async () => {
    for (let item = 0; item < 30; item += 1) await window.decide(VERDICTS[item % VERDICTS.length] ?? 'a');
    await window.isSaved();
    await window.expectCounts(/^30 done/);
  });
  const judged = readJournaledJudgments(launched.projectsDir);
  expect(judged).toHaveLength(30);

  await test.step('killed and opened again: all 30 are there', async () => {
    ({ launched, window } = await restart(launched, { PAIRWRIGHT_SAVE_DIR: handIn }));
    await reopen(window);
    await window.expectCounts(/^30 done/);
  });

  await test.step('the IndexedDB folder deleted: rebuilt, told once, all 30 there, texts too', async () => {
    const database = join(launched.profileDir, 'IndexedDB');
    ({ launched, window } = await restart(launched, { PAIRWRIGHT_SAVE_DIR: handIn }, () => {
      rmSync(database, { recursive: true });
    }));
    await reopen(window);
    await expect(window.page.getByText('has been rebuilt from the project folder')).toBeVisible();
    await window.expectCounts(/^30 done/);
    await expect(window.page.locator('[data-item] [data-scroll]').first()).not.toBeEmpty();
  });

  await test.step('undo reaches back over the restarts', async () => {
    for (const left of [29, 28, 27]) {
      await window.page.keyboard.press('z');
      await window.expectCounts(new RegExp(`^${left} done`));
    }
    await window.isSaved();
    expect(readJournaledJudgments(launched.projectsDir)).toHaveLength(33);
  });

  await test.step('the return pack is saved', async () => {
    await window.go('Hand in and merge');
    await window.page.getByTestId('save-return-pack').click();
    await expect(window.page.getByText(/^Saved: /)).toBeVisible();
  });

  const other = await start({ files: ALPACA, env: { PAIRWRIGHT_SAVE_DIR: handIn } });
  await test.step('a second rater judges 20 of the same items, differently', async () => {
    await other.window.confirmImport({ inPairs: true });
    await other.window.giveName('Ben');
    for (let item = 0; item < 20; item += 1) await other.window.decide(['a', 's', 'd'][item % 3] ?? 'a');
    await other.window.isSaved();
    await other.window.go('Hand in and merge');
    await other.window.page.getByTestId('save-return-pack').click();
    await expect(other.window.page.getByText(/^Saved: /)).toBeVisible();
  });
  const packs = readdirSync(handIn)
    .filter((name) => name.endsWith('.pairwright'))
    .toSorted()
    .map((name) => join(handIn, name));
  expect(packs).toHaveLength(2);

  const lead = await start({ files: packs.toReversed(), env: { PAIRWRIGHT_SAVE_DIR: handIn } });
  await test.step('the lead merges both, and one of them twice', async () => {
    await expect(lead.window.page.getByTestId('merge-reports').getByRole('listitem')).toHaveCount(2);
    await lead.window.giveName('Lea');
  });

  const merged = join(handIn, 'merged.pairwright');
  await runCliJson('merge', ...packs, '--out', merged);
  const agreement = z
    .object({
      units: z.number(),
      unitsWithTwo: z.number(),
      judgments: z.number(),
      percentAgreement: z.number(),
      krippendorffAlpha: z.number(),
    })
    .parse(await runCliJson('agreement', merged));

  await test.step('agreement is what the command line computes', async () => {
    expect(agreement.unitsWithTwo).toBeGreaterThan(5);
    expect(agreement.judgments).toBe(47);
    await lead.window.go('Agreement');
    // Written as on the screen: raters who answer by a pattern agree by chance, and an alpha of -0.004 is no minus zero.
    const numbers = createNumberFormats('en');
    await expect(lead.window.page.getByTestId('percent-agreement')).toContainText(
      numbers.percent(agreement.percentAgreement),
    );
    await expect(lead.window.page.getByTestId('krippendorff-alpha')).toContainText(
      numbers.coefficient(agreement.krippendorffAlpha),
    );
    await expect(lead.window.page.getByTestId('agreement-coverage')).toContainText(
      String(agreement.unitsWithTwo),
    );
  });

  await test.step('a disagreement opens its item', async () => {
    await lead.window.page.getByRole('button', { name: 'Open this item' }).first().click();
    await lead.window.seesItem();
  });

  await test.step('the exported rows are what was judged', async () => {
    await window.go('Export');
    const count = window.page.getByTestId('export-count');
    await expect(count).toBeVisible();
    const rows = Number(await count.getAttribute('data-rows'));
    await window.page.getByTestId('save-export').click();
    await expect(window.page.getByText(/^Saved: .*llamafactory-dpo/)).toBeVisible();
    const folder = readdirSync(handIn).find((name) => name.endsWith('llamafactory-dpo'));
    const file = join(handIn, folder ?? '', 'pairwright_dpo.json');
    const exported = z
      .array(z.object({ chosen: z.object({ value: z.string() }), rejected: z.object({ value: z.string() }) }))
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(exported).toHaveLength(rows);

    // Of the 30 judgments, the last three were undone; each clear or slight preference is one row, with these texts.
    const preferences = judged.slice(0, 27).flatMap((judgment) => {
      if (!isJudgmentOf(judgment, 'preference') || judgment.value.outcome.is !== 'better') return [];
      const { better } = judgment.value.outcome;
      const worse = judgment.value.responses.find((id) => id !== better) ?? better;
      return [[textOf(launched.projectsDir, better), textOf(launched.projectsDir, worse)]];
    });
    const rowsAsText = exported.map(({ chosen, rejected }) => JSON.stringify([chosen.value, rejected.value]));
    expect(new Set(rowsAsText)).toEqual(new Set(preferences.map((pair) => JSON.stringify(pair))));
    expect(exported).toHaveLength(preferences.length);
  });
});

/** The text of a response as it stands in the segments of the only project, trimmed as exports are. */
function textOf(projectsDir: string, responseId: string): string {
  const [project] = readdirSync(projectsDir);
  const folder = join(projectsDir, project ?? '', 'segments');
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (!line.includes(`"id":"${responseId}"`)) continue;
      const record = z
        .object({ response: z.object({ turns: z.array(z.string()) }) })
        .safeParse(JSON.parse(line));
      if (record.success) return (record.data.response.turns.at(-1) ?? '').trim().normalize('NFC');
    }
  }
  throw new Error(`No response ${responseId}`);
}
