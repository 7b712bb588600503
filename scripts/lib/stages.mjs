/** What `npm test` runs, in order, and how the result of each part is read. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 *
 * @typedef {Counts & {output: string}} StageResult
 *
 * @typedef {object} Stage
 * @property {string} name
 * @property {'static' | 'node' | 'browser' | 'build' | 'electron'} kind what it needs and when it runs
 * @property {() => Promise<StageResult>} run
 */

const reports = join(root, 'test-results/reports');
/** Colours are for terminals; here the output is kept and shown only when something failed. */
const plain = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };

/**
 * A static check counts as one test.
 *
 * @param {string} name
 * @param {string} script path of the tool under node_modules, or of a script of ours
 * @param {...string} args
 * @returns {Stage}
 */
function check(name, script, ...args) {
  return {
    name,
    kind: 'static',
    async run() {
      const { code, output } = await run(process.execPath, [script, ...args], { env: plain, minutes: 5 });
      return code === 0
        ? { passed: 1, failed: 0, skipped: 0, output }
        : { passed: 0, failed: 1, skipped: 0, output };
    },
  };
}

/** @param {string} path */
async function readReport(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Reads the JSON reporter's file of Vitest.
 *
 * @param {any} report parsed JSON, or `undefined`
 * @returns {Counts}
 */
export function countVitest(report) {
  if (!report) return { passed: 0, failed: 0, skipped: 0 };
  // A file that could not be loaded has no tests, and would otherwise count as nothing.
  const unloaded = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Reads the JSON reporter's file of Playwright.
 *
 * @param {any} report parsed JSON, or `undefined`
 * @returns {Counts}
 */
export function countPlaywright(report) {
  if (!report) return { passed: 0, failed: 0, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/**
 * A stage of many tests. What the runner itself reports as a failure, without a failed test (a crash, a time-out,
 * an error outside a test, no tests at all), counts as one.
 *
 * @param {string} name
 * @param {Stage['kind']} kind
 * @param {(report: any) => Counts} count
 * @param {(reportFile: string) => {args: string[], env?: NodeJS.ProcessEnv}} command
 * @returns {Stage}
 */
function tests(name, kind, count, command) {
  return {
    name,
    kind,
    async run() {
      const file = join(reports, `${name}.json`);
      await mkdir(dirname(file), { recursive: true });
      await rm(file, { force: true });
      const { args, env } = command(file);
      const { code, output } = await run(process.execPath, args, { env: { ...plain, ...env }, minutes: 12 });
      const counts = count(await readReport(file));
      if (code !== 0 && counts.failed === 0) counts.failed = 1;
      return { ...counts, output };
    },
  };
}

/** @param {string} project */
function vitest(project) {
  /** @param {string} file */
  return (file) => ({
    args: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
  });
}

/** @type {readonly Stage[]} */
export const stages = [
  check('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '.'),
  check('lint', 'node_modules/oxlint/bin/oxlint', '--type-aware'),
  check('types', 'scripts/typecheck.mjs'),
  check(
    'layers',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'shared',
    'electron',
    'renderer/src',
    'tests',
    'scripts',
  ),
  check('unused', 'node_modules/knip/bin/knip.js'),
  tests('unit', 'node', countVitest, vitest('unit')),
  tests('browser', 'browser', countVitest, vitest('browser')),
  { ...check('build', 'scripts/build.mjs'), kind: 'build' },
  tests('e2e', 'electron', countPlaywright, (file) => ({
    args: ['node_modules/@playwright/test/cli.js', 'test', '--project', 'e2e', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  })),
];
