/**
 * Goals P8, P9 and P11: importing JSON Lines of several sizes in the real app, beside the parse floor in the same process:
 * `npm run bench:import` (`SIZES=256,500,2048` in MB).
 *
 * The floor is the least that any importer has to do: read in 1 MB pieces, decode, split into lines, `JSON.parse` each,
 * in a thread of the app's main process. Floor and import take turns. An import counts from the order to the moment at
 * which the project holds it: read, checked, hashed, written, flushed, named in the manifest.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handIn, median, printTable, roundOff } from './support/figures.mjs';
import { launchApp } from './support/launch-app.mjs';
import { writeOutputFile } from './support/output-file.mjs';

const sizes = (process.env.SIZES ?? '256,500,2048').split(',').map(Number);
const rounds = Number(process.env.ROUNDS ?? 3);
const MB = 1e6;
const temporary = mkdtempSync(join(tmpdir(), 'pairwright-bench-'));
const figures = { rounds, sizes: [] };

try {
  for (const size of sizes) {
    const path = join(temporary, `outputs-${size}.jsonl`);
    const file = writeOutputFile(path, { bytes: size * MB });
    figures.sizes.push(await measure(path, file));
    rmSync(path);
  }
  printFigures();
  handIn(figures);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** One size: a fresh app for each round, floor and import in turns. */
async function measure(path, { rows, responses, bytes }) {
  const runs = [];
  for (let round = 0; round < rounds; round += 1) {
    const bench = await launchApp({ env: { PAIRWRIGHT_OPEN_FILES: path } });
    try {
      runs.push(await runRound(bench, path, round));
    } finally {
      await bench.close();
    }
  }
  const middle = (pick) => median(runs.map(pick));
  return {
    megabytes: roundOff(bytes / MB),
    rows,
    responses,
    floor: roundOff(bytes / MB / middle(({ floor }) => floor)),
    import: roundOff(bytes / MB / middle(({ imported }) => imported)),
    ratio: roundOff(median(runs.map(({ floor, imported }) => floor / imported))),
    firstRowsMs: Math.round(middle(({ firstRows }) => firstRows)),
    memoryAboveIdle: Math.round(middle(({ peak, idle }) => peak - idle)),
    longestGapMs: Math.round(middle(({ gap }) => gap)),
    disk: roundOff(middle(({ disk }) => disk) / bytes),
  };
}

async function runRound(bench, path, round) {
  const { app, page, pid, work } = bench;
  // The sample project of a first start is there; nothing else happens.
  await page.waitForSelector('[data-screen="project"]');
  const idle = readMemory(pid);
  const memory = { peak: idle };
  const sampling = setInterval(() => {
    memory.peak = Math.max(memory.peak, readMemory(pid));
  }, 250);
  try {
    const measureFloor = () => app.evaluate(runFloor, path);
    const floorFirst = round % 2 === 0 ? await measureFloor() : undefined;
    memory.peak = readMemory(pid);
    await page.evaluate(watchGaps);
    const firstRows = await page.evaluate(preview);
    const { seconds: imported } = await page.evaluate(importInto, `bench-${round}`);
    const gap = await page.evaluate(() => window.longestGap);
    const peak = memory.peak;
    const floor = floorFirst ?? (await measureFloor());
    return { floor, imported, firstRows, gap, idle, peak, disk: sizeOf(work) };
  } finally {
    clearInterval(sampling);
  }
}

/** Seconds that the parse floor takes, in a thread of the app's main process. */
function runFloor(_electron, path) {
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    const { open } = require('node:fs/promises');
    (async () => {
      const started = performance.now();
      const handle = await open(workerData);
      const decoder = new TextDecoder();
      let rest = '';
      let fields = 0;
      for (let offset = 0; ; ) {
        const buffer = new Uint8Array(1 << 20);
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
        if (bytesRead === 0) break;
        offset += bytesRead;
        const lines = (rest + decoder.decode(buffer.subarray(0, bytesRead), { stream: true })).split('\\n');
        rest = lines.pop();
        for (const line of lines) fields += Object.keys(JSON.parse(line)).length;
      }
      await handle.close();
      parentPort.postMessage({ seconds: (performance.now() - started) / 1000, fields });
    })();`;
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true, workerData: path });
    worker.on('error', reject);
    worker.on('message', ({ seconds }) => {
      resolve(seconds);
    });
  });
}

/** Runs in the page: notes the longest time between two turns of its event loop. */
function watchGaps() {
  window.longestGap = 0;
  const channel = new MessageChannel();
  let last = performance.now();
  channel.port1.addEventListener('message', () => {
    const now = performance.now();
    window.longestGap = Math.max(window.longestGap, now - last);
    last = now;
    setTimeout(() => {
      channel.port2.postMessage(0);
    }, 0);
  });
  channel.port1.start();
  channel.port2.postMessage(0);
}

/** Runs in the page: milliseconds from asking to the first rows of the file. */
async function preview() {
  const { call } = window.pairwright;
  const [file] = (await call('files/pick', null)).value;
  const startedAt = performance.now();
  const { run } = (
    await call('import/start', {
      files: [{ token: file.token, choice: {} }],
      project: null,
      write: false,
      limitBytes: 1,
    })
  ).value;
  for (let seen = 0; ;) {
    const { value } = await call('import/watch', { run, seen });
    seen = value.version;
    if (value.inspections) {
      if (value.inspections[0].firstRows.length === 0) throw new Error('No first rows');
      await call('import/cancel', { run });
      return performance.now() - startedAt;
    }
  }
}

/** Runs in the page: makes a project and imports the file into it. */
async function importInto(id) {
  const { call } = window.pairwright;
  const [file] = (await call('files/pick', null)).value;
  const created = await call('projects/create', {
    id,
    name: id,
    guideline: '',
    labelling: { comparison: 'ranking' },
    seed: 's',
  });
  if (!created.ok) throw new Error(created.error.message);
  const startedAt = performance.now();
  const started = await call('import/start', {
    files: [{ token: file.token, choice: {} }],
    project: id,
    write: true,
    limitBytes: null,
  });
  if (!started.ok) throw new Error(started.error.message);
  const { run } = started.value;
  for (let seen = 0; ;) {
    const { value } = await call('import/watch', { run, seen });
    seen = value.version;
    if (value.end?.is === 'failed') throw new Error(value.end.failure.message);
    if (value.end) return { seconds: (performance.now() - startedAt) / 1000 };
  }
}

/**
 * Megabytes of memory that the app's processes hold and no file backs. Cheap to read: asking for what each process has by
 * itself of shared pages takes longer than what is measured.
 */
function readMemory(pid) {
  let kilobytes = 0;
  for (const process of listProcesses(pid)) {
    const status = readStatus(process);
    kilobytes += Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
  }
  return kilobytes / 1000;
}

/** Empty when the process has ended meanwhile. */
function readStatus(process) {
  try {
    return readFileSync(`/proc/${process}/status`, 'utf8');
  } catch {
    return '';
  }
}

function listProcesses(pid) {
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(/^PPid:\s+(\d+)$/m.exec(readStatus(name))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [];
  for (const open = [pid]; open.length > 0;) {
    const next = open.pop();
    found.push(next);
    open.push(...(children.get(next) ?? []));
  }
  return found;
}

function sizeOf(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, entry) =>
        sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
}

function printFigures() {
  console.log(`importing JSON Lines, ${rounds} rounds, medians; MB = 10^6 bytes\n`);
  printTable(
    ['MB', 'responses', 'floor MB/s', 'import MB/s', 'ratio', 'first rows ms', 'memory MB', 'gap ms', 'disk'],
    figures.sizes.map((size) => [
      String(size.megabytes),
      String(size.responses),
      size.floor,
      size.import,
      size.ratio,
      String(size.firstRowsMs),
      String(size.memoryAboveIdle),
      String(size.longestGapMs),
      size.disk,
    ]),
  );
  console.log(
    '\ngoals: ratio >= 0.5, first rows <= 1000 ms, memory < 300 MB above idle, gap <= 50 ms, disk <= 2.2 x the file',
  );
}
