/**
 * Goal P3: a judgment on the disk, asked by the page and answered by the main process, beside a bare append + fdatasync
 * of as many bytes in Node. `npm run bench -- append`. Both take turns, so that a busy machine slows both.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { findElectron } from '../../scripts/lib/electron-runtime.mjs';
import { root } from '../../scripts/lib/root.mjs';

const rounds = Number(process.env.ROUNDS ?? 20);
const perRound = 100;
/** What one pair judgment takes in the journal. */
const lineBytes = 400;

const runtime = findElectron();
if (!runtime) throw new Error('There is no Electron here yet: "npm run bench" fetches one.');
const work = mkdtempSync(join(tmpdir(), 'pairwright-bench-'));
const app = await _electron.launch({
  executablePath: runtime.executable,
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    `--user-data-dir=${join(work, 'profile')}`,
    root,
  ],
  env: { ...process.env, ...runtime.env, PAIRWRIGHT_PROJECTS_DIR: join(work, 'projects') },
});

try {
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
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
  console.log(`${raw.length} each, times in ms, Electron ${runtime.version}`);
  console.log(`  append + fdatasync in Node        ${describe(raw)}`);
  console.log(`  empty call, page → main → page    ${describe(ipc)}`);
  console.log(`  judgment saved, seen by the page  ${describe(saved)}`);
  const ratio = quantile(saved, 0.5) / quantile(raw, 0.5);
  console.log(`  saved / bare append, medians      ${ratio.toFixed(2)} (goal P3: at most 2.5)`);
} finally {
  await app.close();
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
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

function describe(times) {
  return [0.5, 0.95, 0.99].map((share) => `p${share * 100} ${quantile(times, share).toFixed(3)}`).join('  ');
}

function quantile(times, share) {
  return times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)];
}
