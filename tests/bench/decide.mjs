/**
 * Goal P1: from key down to the next item painted, in the real app, beside the floor (React swaps one text node) in the
 * same window: `npm run bench -- decide`. `--data FOLDER` takes the answers there in place of the generated mixed ones.
 *
 * Both take turns; the ratio is the median of the rounds.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { handIn, median, printTable, quantile, roundOff, summarise } from './support/figures.mjs';
import { launchApp } from './support/launch-app.mjs';
import { installProbe } from './support/probe.mjs';
import { createDraw, writeSampleSet } from './support/sample-set.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
const perRound = Number(process.env.DECISIONS ?? 100);
/** Unmeasured decisions after the floor and the app have changed places. */
const warmUp = 5;
/** Between decisions, ms: faster than people judge, yet what the last one set in motion has come to rest. */
const pause = { least: 180, spread: 80 };
const robotKeys = 100;
const robotPause = 100;

const SERIES = [
  { label: 'pairs, mixed', size: 'mixed', mode: 'pairs' },
  { label: 'pairs, 2 x 5 KB', size: '5 KB', mode: 'pairs', goal: 2.5 },
  { label: 'pairs, 2 x 20 KB', size: '20 KB', mode: 'pairs', goal: 5 },
  { label: 'ranking, mixed', size: 'mixed', mode: 'ranking' },
  { label: 'ranking, 6 x 20 KB', size: '20 KB', mode: 'ranking' },
];
const KEYS = {
  pairs: ['a', 'd', 's', 'd', 'a', 'Shift+A', 's', 'Shift+D'],
  ranking: ['3', '1', '6', '2', '5', '4'],
  // Without Shift: the robot's keys overlap.
  robot: ['a', 'd', 's', 'd', 'a', 's'],
};

const folder = process.argv[2] === undefined ? undefined : resolve(process.argv[2]);
const only = process.env.ONLY;
const work = mkdtempSync(join(tmpdir(), 'pairwright-bench-'));
try {
  const floorScript = await buildFloor();
  const sets = new Map();
  const filesOf = (size) => {
    if (!sets.has(size)) {
      const given = size === 'mixed' && folder !== undefined;
      sets.set(size, given ? findAnswers(folder) : writeSampleSet(join(work, size.replace(' ', '')), size));
    }
    return sets.get(size);
  };

  const figures = { series: [], robot: undefined };
  for (const series of SERIES) {
    if (only !== undefined && !series.label.includes(only)) continue;
    figures.series.push(await measureSeries(series, filesOf(series.size), floorScript));
  }
  if (figures.series.length > 0) printSeries(figures.series);
  if (only === undefined || only === 'robot') {
    figures.robot = await measureRobot(filesOf('mixed'));
    printRobot(figures.robot);
  }
  handIn(figures);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function measureSeries({ label, mode, goal }, files, floorScript) {
  const launched = await openProject(files, mode);
  const { page } = launched;
  try {
    await page.evaluate(floorScript);
    const draw = createDraw(7);
    const app = [];
    const floor = [];
    const presented = [];
    let [longTasks, blank, decided] = [0, 0, 0];
    const takeApp = async () => {
      await show(page, 'app');
      const keys = KEYS[mode];
      const all = await measureRound(page, 'app', mode === 'ranking' ? keys.length : 1, draw, (number) =>
        mode === 'ranking' ? keys : [keys[number % keys.length]],
      );
      app.push(all.times);
      presented.push(...all.presented);
      longTasks += all.longTasks;
      blank += all.blank;
      decided += all.decided;
    };
    const takeFloor = async () => {
      await show(page, 'floor');
      floor.push((await measureRound(page, 'floor', 1, draw, () => ['F9'])).times);
    };
    for (let number = 0; number < rounds; number += 1) {
      // Neither is always the one that comes first.
      const turns = number % 2 === 0 ? [takeFloor, takeApp] : [takeApp, takeFloor];
      for (const turn of turns) await turn();
    }
    await isSaved(page);
    const judged = readJudgments(launched.projectsDir).length;
    if (judged !== decided) throw new Error(`${label}: ${decided} decided, but ${judged} in the journal`);
    return {
      label,
      goal,
      electron: launched.version,
      app: summarise(app.flat()),
      floor: summarise(floor.flat()),
      ratio: roundOff(median(app.map((times, index) => median(times) / median(floor[index])))),
      longTasks,
      blank,
      // Below 16 ms the API says nothing.
      presentedP95: quantile(withShort(presented, app.flat().length), 0.95),
    };
  } finally {
    await launched.close();
  }
}

/** Presses keys at a person's pace, each after the one before has been answered, and takes the times. */
async function measureRound(page, shows, everyKey, draw, keysOf) {
  const take = async (count) => {
    await page.evaluate(([what, every]) => window.bench.begin(what, every), [shows, everyKey]);
    for (let number = 0; number < count; number += 1) {
      for (const key of keysOf(number)) await page.keyboard.press(key);
      await within(
        page.evaluate((wanted) => window.bench.painted(wanted), number + 1),
        `${shows}: key ${number + 1} brought nothing`,
      );
      // Keys fall anywhere between two frames.
      await setTimeout(pause.least + pause.spread * draw());
    }
    return page.evaluate(() => window.bench);
  };
  await take(warmUp);
  const { decisions, longTasks, presented, blank } = await take(perRound);
  return {
    times: decisions.map(({ time }) => time),
    presented,
    longTasks: longTasks.length,
    blank,
    decided: warmUp + perRound,
  };
}

/** Ten decisions a second, whether or not the window keeps up: what is pressed, and what the journal has of it. */
async function measureRobot(files) {
  const launched = await openProject(files, 'pairs');
  const { page } = launched;
  try {
    await page.evaluate(() => window.bench.begin('app', 1));
    const presses = [];
    const start = performance.now();
    for (let number = 0; number < robotKeys; number += 1) {
      await setTimeout(Math.max(0, start + number * robotPause - performance.now()));
      presses.push(page.keyboard.press(KEYS.robot[number % KEYS.robot.length]));
    }
    await Promise.all(presses);
    const seconds = (performance.now() - start) / 1000;
    await page.waitForFunction(
      (count) => window.bench.decisions.length >= count && window.bench.decisions.at(-1).time !== undefined,
      robotKeys,
    );
    await isSaved(page);
    const { decisions, longTasks } = await page.evaluate(() => window.bench);
    const expected = decisions.map(({ key, item }) => `${item} ${key}`);
    const judged = readJudgments(launched.projectsDir).map((judgment) => {
      const { outcome } = judgment.value;
      const left = judgment.shown.order[0];
      const key = outcome.is === 'better' ? (outcome.better === left ? 'a' : 'd') : 's';
      return `${judgment.promptId}:${judgment.value.responses.toSorted().join('+')} ${key}`;
    });
    const { lost, reordered } = compare(expected, judged);
    return {
      pressed: expected.length,
      seconds: roundOff(seconds),
      journaled: judged.length,
      lost,
      reordered,
      time: summarise(decisions.map(({ time }) => time)),
      longTasks: longTasks.length,
    };
  } finally {
    await launched.close();
  }
}

/** Starts the app on the files and answers what it asks, until the first item is on the screen. */
async function openProject(files, mode) {
  const launched = await launchApp({ files });
  const { page } = launched;
  page.setDefaultTimeout(120_000);
  if (mode === 'pairs') await page.getByText('Compare them two at a time').click();
  await page.getByTestId('confirm-import').click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Bench');
  await page.keyboard.press('Enter');
  await page.locator('[data-item] [data-scroll]').first().waitFor();
  await page.evaluate(installProbe);
  return launched;
}

/** The one that is not measured is not there, so that the floor is that of an empty window. */
async function show(page, what) {
  await page.evaluate((shown) => {
    // Otherwise the browser looks at each key for a visible place for the caret, in all of the hidden app.
    getSelection().removeAllRanges();
    document.getElementById('root').style.display = shown === 'app' ? '' : 'none';
    document.getElementById('bench-floor').style.display = shown === 'floor' ? '' : 'none';
  }, what);
  await setTimeout(500);
}

async function isSaved(page) {
  await page.locator('[data-testid="save-status"][data-status="saved"]').waitFor({ state: 'attached' });
}

/** Every judgment in the only project's journal, in order. */
function readJudgments(projectsDir) {
  const [project] = readdirSync(projectsDir);
  const journal = join(projectsDir, project, 'journal');
  return readdirSync(journal)
    .toSorted()
    .flatMap((name) => readFileSync(join(journal, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.slice(line.indexOf(' ') + 1)).judgment);
}

/** How many of *expected* are not in *actual*, and how many of the others stand in another order there. */
function compare(expected, actual) {
  const kept = expected.filter((entry) => actual.includes(entry));
  const found = actual.filter((entry) => expected.includes(entry));
  return {
    lost: expected.length - kept.length,
    reordered: kept.filter((entry, index) => entry !== found[index]).length,
  };
}

function findAnswers(path) {
  return readdirSync(path)
    .map((name) => join(path, name, 'model_outputs.json'))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .toSorted();
}

async function buildFloor() {
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'chrome130',
      rolldownOptions: {
        input: fileURLToPath(new URL('support/floor-page.mjs', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  return output[0].code;
}

async function within(promise, complaint) {
  const late = new AbortController();
  const timeout = setTimeout(20_000, undefined, { signal: late.signal }).then(
    () => {
      throw new Error(complaint);
    },
    () => undefined,
  );
  await Promise.race([promise, timeout]);
  late.abort();
}

function withShort(times, count) {
  return [...times, ...Array.from({ length: Math.max(0, count - times.length) }, () => 0)];
}

function printSeries(series) {
  console.log(
    `key down to next item painted, ms; ${rounds} rounds of ${perRound}; Electron ${series[0].electron}\n`,
  );
  printTable(
    [
      '',
      'p50',
      'p95',
      'p99',
      'floor p50',
      'p95',
      'p99',
      'ratio of p50',
      'goal',
      'presented p95',
      'long tasks',
    ],
    series.map(({ label, goal, app, floor, ratio, presentedP95, longTasks }) => [
      label,
      app.p50,
      app.p95,
      app.p99,
      floor.p50,
      floor.p95,
      floor.p99,
      ratio,
      goal === undefined ? '' : `<= ${goal}`,
      presentedP95 === 0 ? '< 16' : String(presentedP95),
      String(longTasks),
    ]),
  );
  const blank = series.reduce((sum, one) => sum + one.blank, 0);
  if (blank > 0) console.log(`\n${blank} items were painted without their texts`);
}

function printRobot({ pressed, seconds, journaled, lost, reordered, time, longTasks }) {
  console.log(`
robot: ${pressed} decisions in ${seconds.toFixed(1)} s; ${journaled} in the journal, ${lost} lost, ${reordered} reordered
  key down to next item painted, ms: p50 ${time.p50}  p95 ${time.p95}  p99 ${time.p99}; long tasks ${longTasks}`);
}
