import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenedFiles } from '../../../../../electron/main/files/opened-files.ts';

let root: string;
let files: OpenedFiles;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
  files = new OpenedFiles();
});

afterEach(async () => {
  await files.forget();
  await rm(root, { recursive: true, force: true });
});

async function readText(token: string | undefined, offset = 0, length = 100): Promise<string> {
  const read = await files.read(token ?? '', offset, length);
  return read.ok ? new TextDecoder().decode(read.value) : read.error.code;
}

describe('opened files', () => {
  it('are read in pieces by a token that says nothing of the path', async () => {
    await writeFile(join(root, 'a.jsonl'), '0123456789');
    const [file] = await files.add([join(root, 'a.jsonl')]);

    expect(file).toMatchObject({ name: 'a.jsonl', size: 10 });
    expect(file?.token).toMatch(/^[\da-f-]{36}$/);
    expect(await readText(file?.token, 7)).toBe('789');
    expect(await readText(file?.token, 0, 3)).toBe('012');
    expect(await readText(file?.token, 10)).toBe('');
    expect(await readText(file?.token, 1_000)).toBe('');
  });

  it('in a folder are found at any depth, in order, without hidden ones and what is no data', async () => {
    await mkdir(join(root, 'd', 'sub', '.git'), { recursive: true });
    for (const name of [
      'd/b.jsonl',
      'd/a.jsonl.gz',
      'd/sub/c.jsonl',
      'd/README.md',
      'd/.hidden.jsonl',
      'd/sub/.git/config.json',
    ]) {
      await writeFile(join(root, name), name);
    }
    await symlink(join(root, 'd'), join(root, 'd', 'sub', 'loop'));

    const names = (await files.add([join(root, 'd')])).map(({ name }) => name);
    expect(names).toEqual(['d/a.jsonl.gz', 'd/b.jsonl', 'd/sub/c.jsonl']);
  });

  it('of one name are told apart by their folders', async () => {
    for (const folder of ['gpt-4', 'qwen/new']) {
      await mkdir(join(root, folder), { recursive: true });
      await writeFile(join(root, folder, 'model_outputs.json'), folder);
    }
    const named = await files.add([
      join(root, 'gpt-4', 'model_outputs.json'),
      join(root, 'qwen', 'new', 'model_outputs.json'),
    ]);
    expect(named.map(({ name }) => name)).toEqual(['gpt-4/model_outputs.json', 'new/model_outputs.json']);
  });

  it('that do not exist are left out', async () => {
    await writeFile(join(root, 'a'), 'x');

    expect(await files.add([join(root, 'none'), join(root, 'a')])).toHaveLength(1);
  });

  it('that have gone since say so', async () => {
    await writeFile(join(root, 'a'), 'x');
    const [file] = await files.add([join(root, 'a')]);
    await rm(join(root, 'a'));

    expect(await readText(file?.token)).toBe('not-found');
  });

  it('can be many at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => writeFile(join(root, `f${index}.jsonl`), `text ${index}`)),
    );
    const tokens = await files.add([root]);
    const texts = [];
    for (const round of [0, 1]) for (const { token } of tokens) texts.push((await readText(token)) + round);

    expect(new Set(texts).size).toBe(80);
    expect(tokens[0]?.name).toBe(`${basename(root)}/f0.jsonl`);
  });

  it('are forgotten with the page', async () => {
    await writeFile(join(root, 'a'), 'x');
    const [file] = await files.add([join(root, 'a')]);
    await readText(file?.token);
    await files.forget();

    expect(await readText(file?.token)).toBe('not-found');
  });
});
