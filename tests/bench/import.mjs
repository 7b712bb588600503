/**
 * Measures importing beside the parse floor, in one run: `node tests/bench/import.mjs [folder]`.
 *
 * Folder: AlpacaEval results or any other JSON arrays and JSON Lines; by default the fixtures. The floor is the least that
 * any importer has to do: read in 1 MB pieces, decode, split into records, `JSON.parse` each. Both take turns, and
 * processor time is taken rather than the clock, so that a busy machine does not decide; the figure is the median.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { handIn, roundOff } from './support/figures.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = resolve(process.argv[2] ?? join(root, 'tests/fixtures/alpaca_eval'));
const rounds = Number(process.env.ROUNDS ?? 15);
const work = mkdtempSync(join(tmpdir(), 'pairwright-bench-'));

const nativeSha256 = {
  name: 'native-sha256',
  enforce: 'pre',
  resolveId: (id) => (id === '@noble/hashes/sha2.js' ? '\0native-sha256' : undefined),
  load: (id) =>
    id === '\0native-sha256'
      ? `import { createHash } from 'node:crypto';
         export const sha256 = Object.assign((bytes) => createHash('sha256').update(bytes).digest(), {
           create: () => createHash('sha256'),
         });`
      : undefined,
};

try {
  const { importFiles, JsonSplitter, LineSplitter, LIMITS } = await buildModule('script');
  const native = await buildModule('native');
  const files = await openFolder(folder);
  const options = { app: 'bench', createSha256: () => createHash('sha256') };

  const readable = new Set(
    (await importFiles(files, options, () => {})).sources.map(({ fileName }) => fileName),
  );
  const arrays = files.filter(({ name }) => readable.has(name));
  const lines = await Promise.all(arrays.map((file) => toJsonLines(file, JsonSplitter, LIMITS)));

  const figures = [];
  console.log(`${folder}\n${rounds} rounds, median; MB = 10^6 bytes\n`);
  for (const [name, set] of [
    ['as they are', arrays],
    ['as JSON Lines', lines],
  ]) {
    const bytes = set.reduce((sum, { size }) => sum + size, 0);
    const floor = [];
    const inScript = [];
    const imported = [];
    const allNative = [];
    for (let round = 0; round < rounds + 3; round += 1) {
      floor.push(await time(() => parseFloor(set, JsonSplitter, LineSplitter, LIMITS)));
      inScript.push(await time(() => importFiles(set, { app: 'bench' }, () => {})));
      imported.push(await time(() => importFiles(set, options, () => {})));
      allNative.push(await time(() => native.importFiles(set, options, () => {})));
    }
    const speed = (times) => bytes / 1e6 / (median(times.slice(3)) / 1000);
    const base = speed(floor);
    console.log(`${name}: ${set.length} files, ${(bytes / 1e6).toFixed(2)} MB`);
    const measured = {
      name,
      files: set.length,
      megabytes: roundOff(bytes / 1e6),
      floorSpeed: roundOff(base),
      ratios: {},
    };
    const print = (label, times) => {
      measured.ratios[label.trim()] = roundOff(speed(times) / base);
      console.log(`  ${label} ${speed(times).toFixed(1)} MB/s = ${(speed(times) / base).toFixed(2)} x floor`);
    };
    print('parse floor                           ', floor);
    print('import, all SHA-256 in script (window)', inScript);
    print('import, files hashed by Node          ', imported);
    print('import, files and ids hashed by Node  ', allNative);
    figures.push(measured);
  }
  handIn({ rounds, sets: figures });
  await Promise.all(files.map((file) => file.close()));
} finally {
  rmSync(work, { recursive: true, force: true });
}

/**
 * Bundles the TypeScript sources: Node 20 cannot run them. *Hashing* `native` puts Node's SHA-256 in the place of the one
 * in script, to show what the content ids cost.
 */
async function buildModule(hashing) {
  const entry = join(work, `${hashing}.ts`);
  const from = (path) => JSON.stringify(join(root, 'shared/import', path));
  writeFileSync(
    entry,
    `export { importFiles } from ${from('import-files.ts')};
     export { JsonSplitter } from ${from('json-splitter.ts')};
     export { LineSplitter } from ${from('line-splitter.ts')};
     export { LIMITS } from ${from('limits.ts')};`,
  );
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    plugins: hashing === 'native' ? [nativeSha256] : [],
    build: {
      ssr: entry,
      outDir: work,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${hashing}.mjs` } },
    },
  });
  return import(pathToFileURL(join(work, `${hashing}.mjs`)).href);
}

async function openFolder(path) {
  const names = readdirSync(path, { recursive: true })
    .filter((name) => /\.(jsonl?|csv|tsv)$/.test(name))
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile())
    .toSorted();
  return Promise.all(
    names.map(async (name) => {
      const handle = await open(name);
      const buffer = Buffer.alloc(1024 * 1024);
      return {
        name: relative(path, name).replaceAll('\\', '/'),
        size: (await handle.stat()).size,
        async read(offset, length) {
          const { bytesRead } = await handle.read(buffer, 0, length, offset);
          return new Uint8Array(buffer.subarray(0, bytesRead));
        },
        close: () => handle.close(),
      };
    }),
  );
}

async function toJsonLines(file, JsonSplitter, limits) {
  const rest = [];
  for (let at = 0; at < file.size;) {
    const piece = await file.read(at, Math.min(1024 * 1024, file.size - at));
    rest.push(piece);
    at += piece.length;
  }
  const text = Buffer.concat(rest).toString('utf8');
  const pieces = text.trimStart().startsWith('[')
    ? new JsonSplitter('array', limits).push(text).map((piece) => JSON.stringify(JSON.parse(piece.text)))
    : text.split('\n');
  const content = Buffer.from(`${pieces.join('\n')}\n`);
  return {
    name: file.name.replace(/\.json$/, '.jsonl'),
    size: content.length,
    read: async (offset, length) => new Uint8Array(content.subarray(offset, offset + length)),
  };
}

async function parseFloor(files, JsonSplitter, LineSplitter, limits) {
  let fields = 0;
  for (const file of files) {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const isLines = file.name.endsWith('.jsonl');
    const splitter = isLines ? new LineSplitter(limits) : new JsonSplitter('array', limits);
    for (let at = 0; at < file.size;) {
      const bytes = await file.read(at, Math.min(1024 * 1024, file.size - at));
      at += bytes.length;
      for (const { text } of splitter.push(decoder.decode(bytes, { stream: true }))) {
        if (text !== '') fields += Object.keys(JSON.parse(text)).length;
      }
    }
  }
  return fields;
}

/** Milliseconds of processor time, all threads: unlike the clock, it does not count what others do on the machine. */
async function time(job) {
  const start = process.cpuUsage();
  await job();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];
}
