/**
 * Goal P3: a judgment on the disk, asked by the page and answered by the main process, beside a bare append + fdatasync
 * of as many bytes in Node. `npm run bench -- append`. Both take turns, so that a busy machine slows both.
 */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { handIn, printTable, roundOff, summarise } from './support/figures.mjs';
import { launchApp } from './support/launch-app.mjs';

const rounds = Number(process.env.ROUNDS ?? 20);
const perRound = 100;
/** What one pair judgment takes in the journal. */
const lineBytes = 400;

const { page, work, version, close } = await launchApp();

try {
  const created = await page.evaluate(() =>
    window.pairwright.call('projects/create', {
      id: 'bench',
      name: 'Bench',
      guideline: '',
      labelling: { comparison: 'ranking' },
      seed: 's',
    }),
  );
  if (!created.ok) throw new Error(created.error.message);

  const raw = [];
  const ipc = [];
  const saved = [];
  // The first round warms everything up.
  for (let round = 0; round <= rounds; round += 1) {
    const times = [
      await appendRaw(perRound),
      await page.evaluate(timeCalls, { first: round * perRound, count: perRound, appends: false }),
      await page.evaluate(timeCalls, { first: round * perRound, count: perRound, appends: true }),
    ];
    if (round === 0) continue;
    for (const [index, all] of [raw, ipc, saved].entries()) all.push(...times[index]);
  }
  const figures = {
    electron: version,
    bare: summarise(raw),
    emptyCall: summarise(ipc),
    saved: summarise(saved),
  };
  figures.ratio = roundOff(figures.saved.p50 / figures.bare.p50);
  console.log(`a judgment saved, ms; ${raw.length} each; Electron ${version}\n`);
  printTable(
    ['', 'p50', 'p95', 'p99'],
    [
      ['append + fdatasync in Node', figures.bare],
      ['empty call, page → main → page', figures.emptyCall],
      ['judgment saved, seen by the page', figures.saved],
    ].map(([label, { p50, p95, p99 }]) => [label, p50, p95, p99]),
  );
  console.log(`\nratio of p50, saved to bare append: ${figures.ratio} (goal <= 2.5)`);
  handIn(figures);
} finally {
  await close();
}

/** Runs in the page: asks *count* times, one after the other, and says how long each answer took. */
async function timeCalls({ first, count, appends }) {
  const times = [];
  for (let index = first; index < first + count; index += 1) {
    const draft = {
      id: `judgment-${index}`,
      raterId: 'rater',
      promptId: `prompt-${index}`,
      turn: 1,
      pass: 1,
      value: {
        kind: 'preference',
        responses: ['response-a', 'response-b'],
        outcome: { is: 'better', better: 'response-a', strength: 'clearly' },
      },
      shown: { order: ['response-a', 'response-b'], seed: 'seed' },
      at: '2026-11-21T10:00:00.000Z',
      durationMs: 500,
      app: '0.1.0',
    };
    const start = performance.now();
    const answer = await (appends
      ? window.pairwright.call('project/append', { id: 'bench', raterId: 'rater', drafts: [draft] })
      : window.pairwright.call('app/about', null));
    times.push(performance.now() - start);
    if (!answer.ok) throw new Error(answer.error.message);
  }
  return times;
}

async function appendRaw(count) {
  const handle = await open(join(work, 'raw'), 'a');
  const bytes = new Uint8Array(lineBytes).fill(0x61);
  const times = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await handle.write(bytes);
    await handle.datasync();
    times.push(performance.now() - start);
  }
  await handle.close();
  return times;
}
