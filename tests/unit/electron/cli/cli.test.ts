import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPack } from '../../../../shared/pack/read-pack.ts';
import type { Pack } from '../../../../shared/pack/pack.ts';
import { writePack } from '../../../../shared/pack/write-pack.ts';
import { readVotes } from '../../shared/agreement/mt-bench-votes.ts';
import { naiveAlpha, naiveKappa, naivePercent, tabulate } from '../../shared/agreement/naive-agreement.ts';
import { buildCli, type BuiltCli, createTemporaryFolder, readFolder } from './run-built-cli.ts';

interface LeftOut {
  readonly file: string;
  readonly line: number | null;
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
}

interface ImportJson {
  readonly prompts: number;
  readonly responses: number;
  readonly judgments: number;
  readonly raters: number;
  readonly leftOut: readonly LeftOut[];
  readonly sources: readonly { readonly file: string; readonly format: string; readonly sha256: string }[];
}

interface AgreementJson {
  readonly units: number;
  readonly unitsWithTwo: number;
  readonly judgments: number;
  readonly raters: number;
  readonly percentAgreement: number | null;
  readonly krippendorffAlpha: number | null;
  readonly cohenKappa: readonly { raterA: string; raterB: string; n: number; value: number | null }[];
  readonly undefined: readonly { what: string; why: string }[];
}

interface ExportJson {
  readonly files: readonly { readonly name: string; readonly rows: number | null; readonly sha256: string }[];
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
}

// Every step is a process of its own, and machines that run tests are busy.
vi.setConfig({ testTimeout: 120_000 });

const mtBench = 'tests/fixtures/mt_bench';
const models = ['alpaca-13b', 'claude-v1', 'gpt-3.5-turbo', 'gpt-4', 'llama-13b'];
const mtBenchFiles = [
  `${mtBench}/question.jsonl`,
  ...models.map((model) => `${mtBench}/model_answer/${model}.jsonl`),
  `${mtBench}/human.jsonl`,
];

let cli: BuiltCli;
let folder: string;
let removeFolder: () => Promise<void>;
/** The human votes of MT-bench, imported. */
let whole: string;
let imported: ImportJson;

/** A path in a fresh folder of its own. */
let fresh = 0;
async function place(name: string): Promise<string> {
  fresh += 1;
  const own = join(folder, String(fresh));
  await mkdir(own);
  return join(own, name);
}

async function placeFile(name: string, content: string | Uint8Array): Promise<string> {
  const path = await place(name);
  await writeFile(path, content);
  return path;
}

async function readPackAt(path: string): Promise<Pack> {
  const pack = readPack(await readFile(path));
  if (!pack.ok) throw new Error(pack.error.message);
  return pack.value;
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

beforeAll(async () => {
  const temporary = await createTemporaryFolder();
  folder = temporary.path;
  removeFolder = temporary.remove;
  cli = await buildCli(join(folder, 'cli'));
  whole = await place('whole.pairwright');
  imported = await cli.runJson('import', ...mtBenchFiles, '--out', whole);
}, 120_000);

afterAll(() => removeFolder());

describe('pairwright import', () => {
  const votes = readVotes();
  const known = new Set(models);
  const placed = votes.filter((vote) => known.has(vote.model_a) && known.has(vote.model_b));

  it('takes in questions, answers and votes, and counts them', () => {
    expect(imported).toMatchObject({
      prompts: 40,
      responses: 200,
      judgments: placed.length,
      raters: new Set(placed.map(({ judge }) => judge)).size,
    });
    expect(imported.sources.map(({ file, format }) => [file, format])).toContainEqual([
      'human.jsonl',
      'mt-bench-judgments',
    ]);
    expect(imported.sources).toHaveLength(7);
  });

  it('leaves out the votes on a model without answers, one by one', () => {
    const lines = votes.flatMap((vote, index) => (placed.includes(vote) ? [] : [index + 1]));
    expect(imported.leftOut.map(({ line }) => line)).toEqual(lines);
    for (const { file, line, field, code, message } of imported.leftOut) {
      const vote = votes[(line ?? 0) - 1];
      expect({ file, code, model: vote?.[field as 'model_a' | 'model_b'] }).toEqual({
        file: 'human.jsonl',
        code: 'unknown_model',
        model: 'vicuna-13b-v1.2',
      });
      expect(message).toContain('vicuna-13b-v1.2');
    }
  });

  it('says the same in words: counts on standard output, a line for each row left out on standard error', async () => {
    const { exitCode, stdout, stderr } = await cli.run([
      'import',
      ...mtBenchFiles,
      '--out',
      await place('w.pairwright'),
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`40 prompts, 200 responses, ${placed.length} judgments`);
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(imported.leftOut.length);
    expect(lines[0]).toMatch(/^left out: human\.jsonl:3: model_b: .*vicuna.*\(unknown_model\)$/);
  });

  it('writes the same bytes whatever order the files are named in, and from wherever it is started', async () => {
    const reversed = await place('reversed.pairwright');
    await cli.runJson('import', ...mtBenchFiles.toReversed(), '--out', reversed);
    const inside = await place('inside.pairwright');
    const relative = mtBenchFiles.map((file) => file.slice(mtBench.length + 1));
    expect((await cli.run(['import', ...relative, '--out', inside], mtBench)).exitCode).toBe(0);
    const bytes = await readFile(whole);
    expect((await readFile(reversed)).equals(bytes)).toBe(true);
    expect((await readFile(inside)).equals(bytes)).toBe(true);
  });

  it('expands folders, and tells files of one name apart by theirs', async () => {
    const out = await place('folder.pairwright');
    const json = await cli.runJson<ImportJson>('import', mtBench, '--out', out, '--project-name', '评测');
    expect(json).toMatchObject({ prompts: 40, responses: 200, project: { name: '评测' } });
    const names = json.sources.map(({ file }) => file);
    expect(names).toContain('mt_bench/model_answer/gpt-4.jsonl');
    expect(names).toContain('mt_bench/reference_answer/gpt-4.jsonl');
  });

  const good =
    '{"instruction":"Say hi","output":"hi","generator":"heron"}\n{"instruction":"Say hi","output":"hello","generator":"lark"}\n';
  const rowsWithFaults = [
    ['true as a response', '{"instruction":"a","output":true,"generator":"heron"}', 'not_text'],
    ['null as a response', '{"instruction":"a","output":null,"generator":"heron"}', 'not_text'],
    ['an empty response', '{"instruction":"a","output":" ","generator":"heron"}', 'empty_response'],
    ['broken JSON', '{"instruction":"a","output":', 'bad_json'],
  ] as const;

  it.each(rowsWithFaults)('leaves out %s, names the line, and keeps the rest', async (_name, row, code) => {
    const file = await placeFile('rows.jsonl', `${good}${row}\n`);
    const json = await cli.runJson<ImportJson>('import', file, '--out', await place('p.pairwright'));
    expect(json).toMatchObject({
      prompts: 1,
      responses: 2,
      leftOut: [{ file: 'rows.jsonl', line: 3, code }],
    });
  });

  it.each(rowsWithFaults)('writes nothing and exits with 1 under --strict: %s', async (_name, row, code) => {
    const file = await placeFile('rows.jsonl', `${good}${row}\n`);
    const out = await placeFile('p.pairwright', 'before');
    const run = await cli.run(['import', file, '--out', out, '--strict', '--json']);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ leftOut: [{ code }] });
    expect(run.stderr).toMatch(/^error: .*--strict.*\n$/);
    expect(await readFile(out, 'utf8')).toBe('before');
  });

  it('exits with 0 under --strict when nothing was left out', async () => {
    const out = await place('p.pairwright');
    const run = await cli.run(['import', await placeFile('rows.jsonl', good), '--out', out, '--strict']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await readPackAt(out)).prompts).toHaveLength(1);
  });

  const whole2 = `[${good.trimEnd().split('\n').join(',\n')}]`;
  it.each([
    ['an empty file', 'empty.json', ''],
    ['blanks only', 'blank.jsonl', ' \n\n'],
    ['truncated JSON', 'cut.json', whole2.slice(0, -20)],
    ['an unknown layout', 'other.json', '[{"a":1,"b":2}]'],
    [
      'a wrong encoding',
      'gbk.jsonl',
      Buffer.from([0x7b, 0x22, 0xc4, 0xe3, 0xba, 0xc3, 0x22, 0x3a, 0x31, 0x7d]),
    ],
    ['a picture', 'picture.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])],
    ['a pack', 'work.pairwright', 'PK'],
  ])(
    'refuses %s in one line that names the file, beside a good one, and keeps what is stored',
    async (_name, name, content) => {
      const bad = await placeFile(name, content);
      const out = await placeFile('p.pairwright', 'before');
      const run = await cli.run(['import', await placeFile('good.jsonl', good), bad, '--out', out, '--json']);
      expect(run).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(run.stderr).toContain(name);
      expect([...(await readFolder(join(out, '..')))]).toEqual([['p.pairwright', 'before']]);
    },
  );

  it('names the line where truncated JSON breaks off', async () => {
    const cut = await placeFile('cut.json', whole2.slice(0, -20));
    const { stderr } = await cli.run(['import', cut, '--out', await place('p.pairwright')]);
    expect(stderr).toMatch(/^error: cut\.json:2: .*truncated_json/);
  });

  it('does not fill the terminal with the lines of a file that is no data at all', async () => {
    const noise = await placeFile('noise.jsonl', '{"a": x}\n'.repeat(500));
    const { exitCode, stderr } = await cli.run(['import', noise, '--out', await place('p.pairwright')]);
    expect(exitCode).toBe(2);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(21);
    expect(lines.at(-1)).toMatch(/^error: and \d+ more$/);
  });

  it('refuses a file that is not there, an empty folder, and a folder as --out', async () => {
    const file = await placeFile('good.jsonl', good);
    const empty = await place('empty');
    await mkdir(empty);
    const cases = [
      { args: [`${file}.missing`, '--out', await place('p')], says: 'no such file' },
      { args: [empty, '--out', await place('p')], says: 'holds no file' },
      { args: [file, '--out', empty], says: 'a folder is in the way' },
      { args: [file, '--out', join(empty, 'not', 'there')], says: 'no such file or folder' },
      { args: [file, '--out', file], says: 'both read and written' },
      { args: [file], says: '--out' },
      { args: ['--out', await place('p')], says: 'name the files' },
    ];
    for (const { args, says } of cases) {
      const run = await cli.run(['import', ...args]);
      expect(run).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr).toMatch(/^error: [^\n]*\n$/);
      expect(run.stderr).toContain(says);
    }
  });

  it('reports what else is in a folder, takes in the rest, and refuses the same file when it is named', async () => {
    const inside = join(await placeFile('good.jsonl', good), '..');
    await writeFile(join(inside, 'package.json'), '{"name":"x"}');
    await writeFile(join(inside, '.hidden.json'), 'not JSON');
    const json = await cli.runJson<ImportJson>('import', inside, '--out', await place('p.pairwright'));
    expect(json).toMatchObject({
      prompts: 1,
      leftOut: [{ code: 'unknown_layout' }],
    });
    const run = await cli.run(['import', join(inside, 'package.json'), '--out', await place('p.pairwright')]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/^error: package\.json: [^\n]*\(unknown_layout\)\n$/);
  });

  it('reads a file once that is named twice, by another name too', async () => {
    const file = await placeFile('good.jsonl', good);
    const link = await place('link.jsonl');
    await symlink(file, link);
    const json = await cli.runJson<ImportJson>(
      'import',
      file,
      file,
      link,
      '--out',
      await place('p.pairwright'),
    );
    expect(json.sources).toHaveLength(1);
  });

  it('takes in two files with the same content under one source', async () => {
    const out = await place('p.pairwright');
    await cli.runJson(
      'import',
      await placeFile('a.jsonl', good),
      await placeFile('b.jsonl', good),
      '--out',
      out,
    );
    expect((await readPackAt(out)).sources).toHaveLength(1);
  });

  it('prints names without letting them act on the terminal', async () => {
    const { stderr } = await cli.run(['import', 'a\u001b[31m\nb\u202e.json', '--out', 'x']);
    expect(stderr).toBe('error: a\\u001b[31m\\u000ab\\u202e.json: no such file or folder\n');
  });
});

describe('pairwright inspect', () => {
  it('says what the pack holds, and its hash', async () => {
    expect(await cli.runJson('inspect', whole)).toMatchObject({
      project: { name: 'mt_bench' },
      prompts: 40,
      responses: 200,
      judgments: imported.judgments,
      raters: imported.raters,
      sha256: hash(await readFile(whole)),
      models,
    });
  });
});

describe('pairwright agreement', () => {
  it('has the figures that a few plain lines have', async () => {
    const known = new Set(models);
    const units = tabulate(readVotes().filter((vote) => known.has(vote.model_a) && known.has(vote.model_b)));
    const json = await cli.runJson<AgreementJson>('agreement', whole);
    expect(json).toMatchObject({
      units: units.size,
      unitsWithTwo: [...units.values()].filter((unit) => unit.size > 1).length,
      judgments: imported.judgments,
      raters: imported.raters,
    });
    expect(json.percentAgreement).toBeCloseTo(naivePercent(units), 12);
    expect(json.krippendorffAlpha).toBeCloseTo(naiveAlpha(units), 12);
    for (const { raterA, raterB, n, value } of json.cohenKappa) {
      const expected = naiveKappa(units, raterA, raterB);
      expect(n).toBe(expected.n);
      expect(value ?? Number.NaN).toSatisfy((found: number) =>
        Number.isNaN(expected.kappa) ? Number.isNaN(found) : Math.abs(found - expected.kappa) < 1e-12,
      );
    }
    const absent = json.cohenKappa.filter(({ value }) => value === null);
    expect(json.undefined).toHaveLength(absent.length);
    expect(json.undefined[0]).toMatchObject({ what: 'cohenKappa', why: 'undefined_no_variation' });
  });

  it('says in words why there is no value', async () => {
    const file = await placeFile('good.jsonl', '{"prompt":"p","response_a":"x","response_b":"y"}\n');
    const out = await place('p.pairwright');
    await cli.runJson('import', file, '--out', out);
    expect(await cli.runJson('agreement', out)).toMatchObject({
      units: 0,
      percentAgreement: null,
      krippendorffAlpha: null,
      cohenKappa: [],
      undefined: [
        { what: 'percentAgreement', why: 'no_data' },
        { what: 'krippendorffAlpha', why: 'no_data' },
      ],
    });
    expect((await cli.run(['agreement', out])).stdout).toContain(
      'undefined, because nobody has judged a pair',
    );
  });
});

describe('pairwright merge', () => {
  /** The votes of some of the raters, as a pack of its own; the raters are dealt out in turn. */
  async function deal(hands: number): Promise<string[]> {
    const pack = await readPackAt(whole);
    return Promise.all(
      Array.from({ length: hands }, (_, hand) => {
        const raters = pack.raters.filter((_rater, index) => index % hands === hand);
        const ids = new Set(raters.map(({ id }) => id));
        const judgments = pack.judgments.filter(({ raterId }) => ids.has(raterId));
        return placeFile(`${hand}.pairwright`, writePack({ ...pack, raters, judgments }));
      }),
    );
  }

  it('gives the same bytes in any order, twice, and step by step: those of the whole', async () => {
    const [a = '', b = '', c = ''] = await deal(3);
    const bytes = await readFile(whole);
    for (const packs of [
      [a, b, c],
      [c, a, b],
      [b, b, a, c, a],
    ]) {
      const out = await place('m.pairwright');
      const json = await cli.runJson<Record<string, number>>('merge', ...packs, '--out', out);
      const first = (await readPackAt(packs[0] ?? '')).judgments.length;
      expect(json).toMatchObject({
        judgments: imported.judgments,
        added: imported.judgments - first,
        conflicts: [],
      });
      expect((await readFile(out)).equals(bytes)).toBe(true);
    }
    const step = await place('step.pairwright');
    await cli.runJson('merge', a, b, '--out', step);
    await cli.runJson('merge', step, c, '--out', step);
    expect((await readFile(step)).equals(bytes)).toBe(true);
    const again = await cli.runJson('merge', step, c, '--out', step);
    expect(again).toMatchObject({ added: 0, alreadyThere: (await readPackAt(c)).judgments.length });
  });

  it('lists what differs under one id', async () => {
    const pack = await readPackAt(whole);
    const [judgment, ...rest] = pack.judgments;
    if (!judgment) throw new Error('no judgments');
    const changed = await placeFile(
      'c.pairwright',
      writePack({ ...pack, judgments: [{ ...judgment, durationMs: 1 }, ...rest] }),
    );
    const json = await cli.runJson('merge', whole, changed, '--out', await place('m.pairwright'));
    expect(json).toMatchObject({ conflicts: [{ what: 'judgment', id: judgment.id }], added: 0 });
  });
});

describe('a pack that is not whole', () => {
  it('is refused by every command, in one line that names file and part; what is stored stays', async () => {
    const bytes = await readFile(whole);
    const parts = new Set<string>();
    const out = await placeFile('m.pairwright', 'before');
    const offsets = Array.from({ length: 24 }, (_, index) => Math.floor((index * (bytes.length - 1)) / 23));
    for (const [index, offset] of offsets.entries()) {
      const flipped = Uint8Array.from(bytes);
      flipped[offset] = (bytes[offset] ?? 0) ^ (1 << (index % 8));
      const bad = await placeFile('bad.pairwright', flipped);
      const args = [
        ['merge', whole, bad, '--out', out],
        ['inspect', bad],
        ['agreement', bad],
        ['export', bad, '--preset', 'trl-dpo', '--out', join(out, '..', 'x')],
      ][index % 4];
      const run = await cli.run([...(args ?? []), '--json']);
      expect(run, `byte ${offset}`).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr).toMatch(
        /^error: [^\n]*bad\.pairwright: the pack is damaged in [^\n]*\(damaged\)\n$/,
      );
      parts.add(/damaged in ([\w.]+)/.exec(run.stderr)?.[1] ?? '');
    }
    expect(parts.size).toBeGreaterThan(2);
    expect([...(await readFolder(join(out, '..')))]).toEqual([['m.pairwright', 'before']]);
  });

  it('is refused when it is empty, a folder, cut short, something else, or not there', async () => {
    const bytes = await readFile(whole);
    const somewhere = await place('folder.pairwright');
    await mkdir(somewhere);
    const cases = [
      { path: await placeFile('empty.pairwright', ''), says: 'empty' },
      { path: somewhere, says: 'a folder' },
      { path: await placeFile('cut.pairwright', bytes.subarray(0, 5000)), says: 'damaged' },
      { path: await placeFile('text.pairwright', 'hello'), says: 'not a Pairwright pack' },
      { path: join(somewhere, 'none.pairwright'), says: 'no such file' },
    ];
    for (const { path, says } of cases) {
      const run = await cli.run(['inspect', path]);
      expect(run).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr).toMatch(/^error: [^\n]*\n$/);
      expect(run.stderr).toContain(path);
      expect(run.stderr).toContain(says);
    }
  });
});

describe('pairwright export', () => {
  it.each(['llamafactory-dpo', 'llamafactory-sft', 'trl-dpo', 'trl-sft'])(
    'writes %s with names, rows and hashes that are true',
    async (preset) => {
      const out = await place(preset);
      const json = await cli.runJson<ExportJson>('export', whole, '--preset', preset, '--out', out);
      const files = await readFolder(out);
      expect([...files.keys()].toSorted()).toEqual(json.files.map(({ name }) => name).toSorted());
      for (const { name, sha256 } of json.files) expect(hash(await readFile(join(out, name)))).toBe(sha256);
      const [data] = json.files;
      if (!data) throw new Error('no file');
      const text = await readFile(join(out, data.name), 'utf8');
      const rows: unknown[] = data.name.endsWith('.json')
        ? (JSON.parse(text) as unknown[])
        : text
            .trimEnd()
            .split('\n')
            .map((line): unknown => JSON.parse(line));
      expect(rows).toHaveLength(data.rows ?? -1);
      expect(rows.length).toBeGreaterThan(30);
      expect(json.leftOut.every(({ reason, count }) => reason !== '' && count > 0)).toBe(true);
    },
  );

  it('replaces an earlier export with the same bytes, and refuses a folder with anything else', async () => {
    const out = await place('export');
    const args = ['export', whole, '--preset', 'trl-dpo', '--out', out];
    await mkdir(out);
    await cli.runJson(...args);
    const before = await readFolder(out);
    await cli.runJson(...args);
    expect(await readFolder(join(out, '..'))).toEqual(
      new Map([...before].map(([name, text]) => [`export/${name}`, text])),
    );

    await cli.runJson('export', whole, '--preset', 'trl-sft', '--out', out);
    expect([...(await readFolder(out)).keys()]).toContain('sft_lora.yaml');
    await writeFile(join(out, 'sft_lora.yaml'), 'mine');
    expect(await cli.run(args)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('sft_lora.yaml') as string,
    });
    expect(await readFile(join(out, 'sft_lora.yaml'), 'utf8')).toBe('mine');

    const foreign = await placeFile('mine.txt', 'mine');
    const run = await cli.run(['export', whole, '--preset', 'trl-dpo', '--out', join(foreign, '..')]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect([...(await readFolder(join(foreign, '..')))]).toEqual([['mine.txt', 'mine']]);
  });

  it('writes nothing when there is nothing to train on', async () => {
    const pack = await readPackAt(whole);
    const empty = await placeFile('empty.pairwright', writePack({ ...pack, judgments: [] }));
    const out = await place('export');
    const run = await cli.run(['export', empty, '--preset', 'trl-dpo', '--out', out]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('no-rows');
    expect([...(await readFolder(join(out, '..'))).keys()]).toEqual([]);
  });

  it('lists the presets', async () => {
    const { stdout } = await cli.run(['export', '--list']);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['llamafactory-dpo', 'llamafactory-sft', 'trl-dpo', 'trl-sft']);
    expect(await cli.runJson('export', '--list')).toMatchObject({
      presets: [{ name: 'llamafactory-dpo' }, {}, {}, {}],
    });
  });

  it('refuses an unknown preset and names those there are', async () => {
    const run = await cli.run(['export', whole, '--preset', 'csv', '--out', await place('x')]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('llamafactory-dpo');
  });
});

describe('the command line itself', () => {
  it('is one file that can be started by its name', async () => {
    const file = join(folder, 'cli', 'pairwright.mjs');
    expect([...(await readFolder(join(folder, 'cli'))).keys()]).toEqual(['pairwright.mjs']);
    expect(await readFile(file, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect((await stat(file)).mode & 0o111).toBe(0o111);
  });

  it('explains itself', async () => {
    for (const args of [['--help'], ['-h']]) {
      expect(await cli.run(args)).toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining('pairwright merge') as string,
      });
    }
    expect((await cli.run(['import', '--help'])).stdout).toContain('--strict');
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(await cli.run(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [[], 'pairwright import'],
    [['imprt'], 'there is no command imprt'],
    [['inspect'], 'name one pack'],
    [['inspect', 'a', 'b'], 'name one pack'],
    [['inspect', '--fast', 'a'], '--fast'],
    [['merge', '--out', 'x'], 'name the packs'],
    [['merge', 'a'], '--out'],
    [['export', 'a', '--preset', 'trl-dpo'], '--out'],
  ])('refuses %j', async (args, says) => {
    const run = await cli.run(args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(says);
  });
});
