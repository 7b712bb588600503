import { expect } from '@playwright/test';
import { toItemKey } from '../../shared/review/queue.ts';
import { isJudgmentOf, type Judgment } from '../../shared/domain/judgment.ts';
import { test } from '../support/app-test.ts';
import { readJournaledJudgments } from '../support/project-folder.ts';
import { writeItems, writeQuestions } from '../support/write-items.ts';

function toKey(judgment: Judgment): string {
  if (!isJudgmentOf(judgment, 'preference')) throw new Error(`Not a preference: ${judgment.value.kind}`);
  return toItemKey(judgment.promptId, judgment.value.responses);
}

test('a key held down judges one item', async ({ start, folder }) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 20 })] });
  await window.begin();
  const held = await window.seesItem();
  // Every further one is a repetition, as the keyboard sends it.
  for (let press = 0; press < 15; press += 1) {
    await window.page.keyboard.down('a');
    await window.isPainted();
  }
  await window.page.keyboard.up('a');
  await window.isSaved();
  expect(readJournaledJudgments(launched.projectsDir).map(toKey)).toEqual([held]);
  await window.expectCounts(/^1 done/);
});

test('presses within one frame judge what is on the screen, once', async ({ start, folder }) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 20 })] });
  await window.begin();
  const seen = [await window.seesItem()];
  for (let round = 0; round < 5; round += 1) {
    await window.page.evaluate(() => {
      for (const code of ['KeyA', 'KeyD', 'KeyS']) {
        const init = { code, key: code.slice(3).toLowerCase(), bubbles: true, cancelable: true };
        document.body.dispatchEvent(new KeyboardEvent('keydown', init));
        document.body.dispatchEvent(new KeyboardEvent('keyup', init));
      }
    });
    seen.push(await window.seesItem());
  }
  await window.isSaved();
  const judged = readJournaledJudgments(launched.projectsDir);
  expect(judged.map(toKey)).toEqual(seen.slice(0, 5));
  // The first of the three keys each time.
  for (const { value, shown } of judged) {
    expect(value).toMatchObject({ outcome: { is: 'better', better: shown?.order[0] } });
  }
});

test('60 items at ten a second: none lost, none doubled, in the order of the queue', async ({
  start,
  folder,
}) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 60 })] });
  await window.begin();
  const seen: string[] = [];
  const keys = ['a', 'd', 's', 'x', 'Shift+A', 'Shift+D'];
  const pressed: string[] = [];
  for (let index = 0; index < 60; index += 1) {
    const nextAt = Date.now() + 100;
    pressed.push(keys[index % keys.length] ?? 'a');
    seen.push(await window.decide(pressed[index] ?? 'a'));
    // Not a wait for anything: the pace is what is tried here.
    await window.page.evaluate(
      (rest) =>
        new Promise((resolve) => {
          setTimeout(resolve, rest);
        }),
      nextAt - Date.now(),
    );
  }
  await window.isSaved();
  await window.expectCounts('60 done 0 later 0 cannot judge 0 left');
  const judged = readJournaledJudgments(launched.projectsDir);
  expect(judged.map(toKey)).toEqual(seen);
  expect(new Set(seen).size).toBe(60);
  expect(judged.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1));
  const signs = judged.map(({ value, shown }) => {
    if (value.kind !== 'preference') return value.kind;
    const { outcome } = value;
    if (outcome.is !== 'better') return outcome.is === 'tie' ? 's' : 'x';
    const key = outcome.better === shown?.order[0] ? 'a' : 'd';
    return outcome.strength === 'clearly' ? key : `Shift+${key.toUpperCase()}`;
  });
  expect(signs).toEqual(pressed);
});

test('keys of an input method do nothing', async ({ start, folder }) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 3 })] });
  await window.begin();
  const item = await window.seesItem();
  await window.page.evaluate(() => {
    const common = { code: 'KeyA', bubbles: true, cancelable: true };
    for (const init of [
      { ...common, key: 'a', isComposing: true },
      { ...common, key: 'Process' },
      { ...common, key: 'a', keyCode: 229 },
    ]) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', init));
    }
  });
  await window.isPainted();
  expect(await window.seesItem()).toBe(item);
  await window.decide('a');
  await window.isSaved();
  expect(readJournaledJudgments(launched.projectsDir).map(toKey)).toEqual([item]);
});

test('keys do nothing to the work while a dialog is open', async ({ start, folder }) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 3 })] });
  await window.begin();
  const item = await window.seesItem();
  await window.page.keyboard.press('?');
  await expect(window.page.getByRole('dialog')).toBeVisible();
  for (const key of ['a', 's', 'n', 'g']) await window.page.keyboard.press(key);
  await window.page.keyboard.press('Escape');
  await expect(window.page.getByRole('dialog')).toHaveCount(0);
  expect(await window.decide('d')).toBe(item);
  await window.isSaved();
  expect(readJournaledJudgments(launched.projectsDir).map(toKey)).toEqual([item]);
});

test('keys do nothing on the other screens of a project', async ({ start, folder }) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 3 })] });
  await window.begin();
  await window.decide('a');
  for (const tab of ['Hand in and merge', 'Agreement', 'Export'] as const) {
    await window.go(tab);
    for (const key of ['a', 's', 'n', 'z']) await window.page.keyboard.press(key);
  }
  await window.go('Judge');
  await window.expectCounts(/^1 done .*2 left$/);
  await window.isSaved();
  expect(readJournaledJudgments(launched.projectsDir)).toHaveLength(1);
});

test('Space scrolls both texts, and no key leaves the page where it was', async ({ start, folder }) => {
  const long = Array.from({ length: 400 }, (_, line) => `Line ${line}`).join('\n\n');
  const { window } = await start({
    files: [writeItems(folder, 'long.jsonl', [{ question: 'Long?', responses: [long, `${long}\n\nEnd`] }])],
  });
  await window.begin();
  const tops = () =>
    window.item.locator('[data-scroll]').evaluateAll((panes) => panes.map(({ scrollTop }) => scrollTop));
  await expect(window.item.locator('[data-scroll]').first()).toContainText('Line 399');
  expect(await tops()).toEqual([0, 0]);
  await window.page.keyboard.press('Space');
  await expect.poll(async () => (await tops()).every((top) => top > 100)).toBe(true);
  await window.page.keyboard.press('Shift+Space');
  await expect.poll(tops).toEqual([0, 0]);
});

test('whatever is pressed while items fly by, only what was on the screen is judged', async ({
  start,
  folder,
}) => {
  const long = 'Long. '.repeat(8000);
  const items = Array.from({ length: 70 }, (_, index) => ({
    question: `Question number ${index + 1}`,
    responses: [`${index} ${long}`, `${index} other ${long}`],
  }));
  const { launched, window } = await start({ files: [writeItems(folder, 'long.jsonl', items)] });
  await window.begin();
  const onScreen = await window.page.evaluate(async () => {
    const press = (code: string) => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key: code, bubbles: true }));
      document.body.dispatchEvent(new KeyboardEvent('keyup', { code, key: code, bubbles: true }));
    };
    const seen: (string | undefined)[] = [];
    for (let jump = 0; jump < 12; jump += 1) {
      // Further than texts are read ahead.
      for (let step = 0; step < 5; step += 1) press('BracketRight');
      await new Promise((resolve) => {
        requestAnimationFrame(() => {
          setTimeout(resolve);
        });
      });
      seen.push(document.querySelector<HTMLElement>('[data-item]')?.dataset['item']);
      press('KeyA');
    }
    return seen;
  });
  const last = await window.decide('s');
  await window.isSaved();
  const judged = readJournaledJudgments(launched.projectsDir).map(toKey);
  expect(judged.at(-1)).toBe(last);
  expect(judged.slice(0, -1).filter((key) => !onScreen.includes(key))).toEqual([]);
});
