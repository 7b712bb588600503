import { expect } from '@playwright/test';
import { isJudgmentOf } from '../../shared/domain/judgment.ts';
import { test } from '../support/app-test.ts';
import { readJournaledJudgments } from '../support/project-folder.ts';
import { writeQuestions } from '../support/write-items.ts';

/** The rankings in the journal, as places on the screen. */
function readRankings(projectsDir: string): number[][][] {
  return readJournaledJudgments(projectsDir).flatMap((judgment) => {
    if (!isJudgmentOf(judgment, 'ranking')) return [];
    const order = judgment.shown?.order ?? [];
    return [judgment.value.groups.map((group) => group.map((id) => order.indexOf(id) + 1))];
  });
}

test('by digits, with a tie, and with the last one taken back', async ({ start, folder }) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 2, perItem: 4 })] });
  await window.begin();
  const soFar = window.page.getByTestId('ranking-so-far');
  const { keyboard } = window.page;
  await keyboard.press('2');
  await keyboard.press('=');
  await keyboard.press('4');
  await expect(soFar).toHaveText('2 = 4');
  await keyboard.press('1');
  await expect(soFar).toHaveText('2 = 4 > 1');
  await keyboard.press('Backspace');
  await expect(soFar).toHaveText('2 = 4');
  await expect(window.response(1).locator('[data-rank]')).toHaveAttribute('data-rank', '1');
  await expect(window.response(3).locator('[data-rank]')).toHaveAttribute('data-rank', '1');
  await window.rank(['3', '1']);
  await window.isSaved();
  expect(readRankings(launched.projectsDir)).toEqual([[[2, 4], [3], [1]]]);
});

test('may end early: what was placed counts, the rest stays open', async ({ start, folder }) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 2, perItem: 5 })] });
  await window.begin();
  await window.rank(['5', '2', 'Enter']);
  await window.isSaved();
  expect(readRankings(launched.projectsDir)).toEqual([[[5], [2]]]);
  const [judgment] = readJournaledJudgments(launched.projectsDir);
  expect(judgment && isJudgmentOf(judgment, 'ranking') && judgment.value.responses).toHaveLength(5);
  await window.expectCounts(/^1 done/);
});

test('a digit pressed twice and a ranking of one are refused in words, and lose nothing', async ({
  start,
  folder,
}) => {
  const { launched, window } = await start({ files: [writeQuestions(folder, { count: 1, perItem: 3 })] });
  await window.begin();
  const { keyboard } = window.page;
  await keyboard.press('3');
  await keyboard.press('3');
  await expect(window.page.getByText('That response has its place already.').first()).toBeVisible();
  await keyboard.press('Enter');
  await expect(window.page.getByText(/^Place at least/).first()).toBeVisible();
  await expect(window.page.getByTestId('ranking-so-far')).toHaveText('3');
  await keyboard.press('9');
  await expect(window.page.getByTestId('ranking-so-far')).toHaveText('3');
  await window.rank(['1', '2']);
  await window.isSaved();
  expect(readRankings(launched.projectsDir)).toEqual([[[3], [1], [2]]]);
});
