/**
 * Goals P6 and P7: opening a project of 100,000 and of 1,000,000 responses to its first item in the real app, and counts
 * and filters over the larger one: `npm run bench -- open`. The sizes take turns; the ratio is that of the medians.
 *
 * An opening counts from the click in the list of projects to the frame that has the first item with its texts. What
 * comes after it is measured too: until everything is there, and the longest time that the page did not answer.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { createServer } from 'vite';
import { root } from '../../scripts/lib/root.mjs';
import { handIn, median, printTable, roundOff } from './support/figures.mjs';
import { launchApp } from './support/launch-app.mjs';
import { writeOutputFile } from './support/output-file.mjs';

const rounds = Number(process.env.ROUNDS ?? 5);
const sizes = (process.env.RESPONSES ?? '100000,1000000').split(',').map(Number);
/** Bytes of a row with its four responses, of the lengths below. */
const ROW = 1625;
const LENGTHS = { shortest: 100, longest: 400 };

const work = mkdtempSync(join(tmpdir(), 'pairwright-bench-'));
try {
  const files = sizes.map((size) => {
    const path = join(work, `outputs-${size}.jsonl`);
    return { path, ...writeOutputFile(path, { bytes: (size / 4) * ROW, ...LENGTHS }) };
  });
  const figures = await measure(files);
  print(figures);
  handIn(figures);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function measure(files) {
  const [first, ...further] = files;
  const bench = await launchApp({
    files: [first.path],
    env: { PAIRWRIGHT_OPEN_FILES: further.map(({ path }) => path).join(delimiter) },
  });
  const { page, projectsDir } = bench;
  page.setDefaultTimeout(600_000);
  try {
    await takeImport(page, true);
    for (const _ of further) {
      await page.getByRole('button', { name: 'Open files…' }).first().click();
      await takeImport(page, false);
    }
    const runs = files.map(() => []);
    // The first round warms up the disk and the compiler.
    for (let round = -1; round < rounds; round += 1) {
      for (const [number, { path }] of files.entries()) {
        const run = await page.evaluate(openProject, basename(path, '.jsonl'));
        if (round >= 0) runs[number].push(run);
        await page.getByRole('button', { name: 'Projects' }).click();
        await page
          .getByRole('button', { name: /^Open “/ })
          .first()
          .waitFor();
      }
    }
    const openings = files.map(({ responses }, number) => ({
      responses,
      firstItemMs: roundOff(median(runs[number].map(({ firstItem }) => firstItem))),
      completeMs: roundOff(median(runs[number].map(({ complete }) => complete))),
      longestGapMs: roundOff(median(runs[number].map(({ gap }) => gap))),
    }));
    return {
      rounds,
      electron: bench.version,
      openings,
      ratio: roundOff(openings.at(-1).firstItemMs / openings[0].firstItemMs),
      counts: await measureCounts(projectsDir),
    };
  } finally {
    await bench.close();
  }
}

/** Confirms the import that is shown, and goes back to the list of projects when it is done. */
async function takeImport(page, asksForName) {
  await page.getByTestId('confirm-import').click();
  if (asksForName) {
    await page.getByRole('textbox', { name: 'Your name' }).fill('Bench');
    await page.keyboard.press('Enter');
  }
  await page.locator('[data-item] [data-scroll]').first().waitFor();
  await page.getByRole('button', { name: 'Projects' }).click();
  await page
    .getByRole('button', { name: /^Open “/ })
    .first()
    .waitFor();
}

/** Runs in the page. */
async function openProject(name) {
  const button = [...document.querySelectorAll('button')].find((each) =>
    (each.getAttribute('aria-label') ?? each.textContent ?? '').includes(`“${name}”`),
  );
  const isOpen = () => document.querySelector('[data-item] [data-scroll]') !== null;
  const isComplete = () => document.querySelector('[data-testid="loading-rest"]') === null;
  const nextTurn = () =>
    new Promise((resolve) => {
      setTimeout(resolve);
    });
  const startedAt = performance.now();
  let [last, gap] = [startedAt, 0];
  const until = async (condition) => {
    while (!condition()) {
      await nextTurn();
      const now = performance.now();
      gap = Math.max(gap, now - last);
      last = now;
    }
  };
  button.click();
  await until(isOpen);
  await new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
  last = performance.now();
  const firstItem = last - startedAt;
  await until(isComplete);
  return { firstItem, complete: performance.now() - startedAt, gap };
}

/** Counts and filters over the largest project: the best of many runs is what the code takes, the rest is the machine. */
async function measureCounts(projectsDir) {
  const server = await createServer({ root, configFile: false, appType: 'custom', logLevel: 'error' });
  try {
    const load = (path) => server.ssrLoadModule(`/shared/segment/${path}.ts`);
    const { SegmentIndexReader } = await load('segment-index-reader');
    const { Catalogue } = await load('catalogue');
    const { countByOrigin, filterPrompts } = await load('count-items');
    const indexes = readdirSync(projectsDir, { recursive: true })
      .filter((path) => path.endsWith('.idx'))
      .map((path) => ({ sha256: basename(path, '.idx'), bytes: readFileSync(join(projectsDir, path)) }))
      .toSorted((left, right) => right.bytes.length - left.bytes.length);
    const [{ sha256, bytes }] = indexes;
    const reader = await SegmentIndexReader.open(
      async (offset, length) => new Uint8Array(bytes.subarray(offset, offset + length)),
      sha256,
    );
    const { head, items } = (await reader.value.readAll()).value;
    const catalogue = new Catalogue(head.counts, () => true);
    const segment = catalogue.addSegment(head);
    for (const part of items) catalogue.addItems(segment, part);
    const [{ model }] = catalogue.origins;
    return {
      responses: catalogue.responseCount,
      countMs: best(() => countByOrigin(catalogue)),
      filterMs: best(() => filterPrompts(catalogue, { isFrom: (origin) => origin.model === model })),
    };
  } finally {
    await server.close();
  }
}

function best(count) {
  const times = Array.from({ length: 30 }, () => {
    const startedAt = performance.now();
    count();
    return performance.now() - startedAt;
  });
  return roundOff(Math.min(...times));
}

function print({ openings, ratio, counts }) {
  console.log(`opening a project, ${rounds} rounds, medians\n`);
  printTable(
    ['responses', 'first item ms', 'everything ms', 'longest gap ms'],
    openings.map((each) => [
      String(each.responses),
      each.firstItemMs,
      each.completeMs,
      String(each.longestGapMs),
    ]),
  );
  console.log(`\nratio of the first items: ${ratio.toFixed(2)} (goal <= 1.2)`);
  console.log(
    `over ${counts.responses} responses: counts by author ${counts.countMs} ms, a filter ${counts.filterMs} ms (goal <= 16 ms)`,
  );
}
