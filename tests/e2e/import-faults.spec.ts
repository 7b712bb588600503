import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from '@playwright/test';
import { writeOutputFile } from '../bench/support/output-file.mjs';
import { type StartedApp, test } from '../support/app-test.ts';
import { readJournaledJudgments } from '../support/project-folder.ts';
import { writeQuestions } from '../support/write-items.ts';
import { ImportTray } from './pages/import-tray.ts';

const MEGABYTE = 1024 ** 2;

/** A file of model outputs that takes some seconds to read. */
function writeLarge(folder: string, name = 'large.jsonl'): string {
  const path = join(folder, name);
  writeOutputFile(path, { bytes: 100 * MEGABYTE });
  return path;
}

/** Every file of the projects but the lock, with its content. */
function listFiles(projectsDir: string): string[] {
  return readdirSync(projectsDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'lock')
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return `${relative(projectsDir, path)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
    })
    .toSorted();
}

/** A project of three questions, the first of them judged, with the import of a large file under way. */
async function interrupt({ window, launched }: StartedApp, large: string) {
  await window.begin();
  await window.decide('a');
  await window.isSaved();
  const before = listFiles(launched.projectsDir);
  const tray = new ImportTray(window, launched.app);
  await tray.order(large);
  return { before, tray };
}

test('a kill in the middle of an import: the project is as it was before', async ({
  start,
  restart,
  folder,
}) => {
  const first = await start({ files: [writeQuestions(folder, { count: 3 })] });
  const { before, tray } = await interrupt(first, writeLarge(folder));
  await tray.isBeyond(0.2);
  const { window, launched } = await restart(first, {
    whileDead: () => {
      // There was something to leave behind.
      expect(listFiles(first.launched.projectsDir).join('\n')).toContain('.tmp');
    },
  });
  await window.reopen();
  await window.seesItem();
  await window.expectCounts('1 done 0 later 0 cannot judge 2 left');
  await expect(new ImportTray(window, launched.app).region).toHaveCount(0);
  expect(listFiles(launched.projectsDir)).toEqual(before);
});

test('a cancellation in the middle of an import: the project is as it was before', async ({
  start,
  folder,
}) => {
  const started = await start({ files: [writeQuestions(folder, { count: 3 })] });
  const { before, tray } = await interrupt(started, writeLarge(folder));
  await tray.isBeyond(0.2);
  await tray.cancelFirst();
  await expect(tray.region).toContainText('Cancelled; nothing was kept');
  await expect.poll(() => listFiles(started.launched.projectsDir)).toEqual(before);
  await started.window.expectCounts('1 done 0 later 0 cannot judge 2 left');
});

test('a disk that is full in the middle of an import: says so, and the project is as it was before', async ({
  start,
  folder,
}) => {
  const disk = join(folder, 'disk');
  const unmount = mountSmallDisk(disk);
  test.skip(unmount === undefined, 'a small disk can be mounted by root on Linux only');
  try {
    const projectsDir = join(disk, 'projects');
    mkdirSync(projectsDir);
    const started = await start({ files: [writeQuestions(folder, { count: 3 })], projectsDir });
    const { before, tray } = await interrupt(started, writeLarge(folder));
    await expect(tray.region).toContainText('The disk is full', { timeout: 60_000 });
    expect(listFiles(projectsDir)).toEqual(before);
    // There is room again, and the work goes on.
    await started.window.decide('d');
    await started.window.isSaved();
    expect(readJournaledJudgments(projectsDir)).toHaveLength(2);
    await started.launched.kill();
  } finally {
    unmount?.();
  }
});

/** A disk of 20 MB, and how to take it away; `undefined` where that is not possible. */
function mountSmallDisk(path: string): (() => void) | undefined {
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return () => execFileSync('umount', ['--lazy', path]);
}

test('decisions during two imports, one after the other, are all saved; the second finds everything there', async ({
  start,
  folder,
}) => {
  const started = await start({ files: [writeQuestions(folder, { count: 9 })] });
  const { window, launched } = started;
  const large = writeLarge(folder);
  const { tray } = await interrupt(started, large);
  await tray.order(large);
  await expect(tray.region).toContainText('Waits for the import before it');
  for (const key of ['a', 'd', 's', 'x', 'a']) await window.decide(key);
  await window.isSaved();
  // All of that while the first was under way, or the second at the latest.
  await expect(tray.region.getByRole('progressbar').first()).toBeVisible();
  await expect(tray.region).toContainText('Everything was already there', { timeout: 90_000 });
  await expect(tray.region).toContainText(/large\.jsonl · [\d,]+ prompts, [\d,]+ responses imported/);
  const judged = readJournaledJudgments(launched.projectsDir);
  expect(judged.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  await window.expectCounts(/^6 done/);
});
