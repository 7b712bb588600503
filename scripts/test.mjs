/**
 * `npm test [-- --only lint,unit]`: installs what is missing, then runs every check and every test, and ends with
 * one line of counts. A failure does not stop what comes after it, unless that would make no sense.
 */
import { ensureDependencies } from './lib/dependencies.mjs';
import { ensureElectron } from './lib/electron-runtime.mjs';
import { stages } from './lib/stages.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

/** @import { Counts, Stage, StageResult } from './lib/stages.mjs' */

/** @type {Counts} */
const total = { passed: 0, failed: 0, skipped: 0 };

/** @param {Counts} counts */
function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * @param {string} name
 * @param {StageResult} result
 * @param {number} milliseconds
 */
function report(name, { output, ...counts }, milliseconds) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  if (counts.failed > 0) console.log(`\n----- ${name} -----\n${output.trim()}\n-----`);
  const seconds = (milliseconds / 1000).toFixed(1);
  console.log(
    `${counts.failed > 0 ? 'FAILED' : 'ok    '} ${name.padEnd(8)} ${describe(counts)} (${seconds} s)`,
  );
}

/** @param {Stage} stage */
async function runStage(stage) {
  const began = performance.now();
  /** @type {StageResult} */
  let result;
  try {
    result = await stage.run();
  } catch (error) {
    result = { passed: 0, failed: 1, skipped: 0, output: String(error) };
  }
  return { stage, result, milliseconds: performance.now() - began };
}

/**
 * A stage that cannot run is a failure, and says why.
 *
 * @param {Stage} stage
 * @param {string} reason
 */
function refuse(stage, reason) {
  report(stage.name, { passed: 0, failed: 1, skipped: 0, output: reason }, 0);
}

/** @param {readonly string[]} args */
async function main(args) {
  if (!(await ensureDependencies())) {
    total.failed += 1;
    return;
  }

  const names = args[0] === '--only' ? (args[1] ?? '').split(',') : stages.map(({ name }) => name);
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0 || (args.length > 0 && args[0] !== '--only')) {
    console.error(`Usage: npm test [-- --only ${stages.map(({ name }) => name).join(',')}]`);
    total.failed += 1;
    return;
  }
  const chosen = stages.filter(({ name }) => names.includes(name));
  /** @param {Stage['kind']} kind */
  const ofKind = (kind) => chosen.filter((stage) => stage.kind === kind);

  const screens = [...ofKind('browser'), ...ofKind('electron')];
  if (screens.length > 0) await ensureSystemPackages(['browser', 'electron', 'display', 'fonts']);

  // Two at a time: each of these keeps one core busy.
  const waiting = [...ofKind('static')];
  const work = async () => {
    for (let stage = waiting.shift(); stage; stage = waiting.shift()) {
      const { result, milliseconds } = await runStage(stage);
      report(stage.name, result, milliseconds);
    }
  };
  await Promise.all([work(), work()]);

  for (const stage of [...ofKind('node'), ...ofKind('browser')]) {
    const { result, milliseconds } = await runStage(stage);
    report(stage.name, result, milliseconds);
  }

  let built = true;
  for (const stage of ofKind('build')) {
    const { result, milliseconds } = await runStage(stage);
    report(stage.name, result, milliseconds);
    built = result.failed === 0;
  }

  for (const stage of ofKind('electron')) {
    if (!built) {
      refuse(stage, 'The build failed, so there is nothing to open.');
      continue;
    }
    try {
      await ensureElectron();
    } catch (error) {
      refuse(stage, error instanceof Error ? error.message : String(error));
      continue;
    }
    const { result, milliseconds } = await runStage(stage);
    report(stage.name, result, milliseconds);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
  total.failed += 1;
}
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${describe(total)}`);
