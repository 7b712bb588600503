import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeFolder } from '../../../../../electron/main/files/node-folder.ts';
import { RecentFiles } from '../../../../../electron/main/files/recent-files.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function write(...names: readonly string[]): Promise<string[]> {
  const paths = names.map((name) => join(root, name));
  for (const path of paths) await writeFile(path, 'x');
  return paths;
}

describe('files opened lately', () => {
  it('are listed by name, the latest first, and survive a restart', async () => {
    const profile = createNodeFolder(join(root, 'profile'));
    const recent = new RecentFiles(profile);
    const paths = await write('a.jsonl', 'b.jsonl', 'c.jsonl');
    await recent.add(paths.slice(0, 2));
    await recent.add(paths.slice(2));
    await recent.add(paths.slice(0, 2));

    const list = await new RecentFiles(profile).list();
    expect(list.map(({ names }) => names)).toEqual([['a.jsonl', 'b.jsonl'], ['c.jsonl']]);
    expect(list[0]?.folder).toBe(basename(root));
    expect(JSON.stringify(list)).not.toContain(root);
    expect(await recent.find(list[0]?.id ?? '')).toEqual(paths.slice(0, 2));
    expect(await recent.find('another')).toEqual([]);
  });

  it('are not listed when one of them has gone', async () => {
    const recent = new RecentFiles(createNodeFolder(join(root, 'profile')));
    const paths = await write('a.jsonl', 'b.jsonl');
    await recent.add(paths);
    await rm(paths[1] ?? '');
    expect(await recent.list()).toEqual([]);
  });

  it('are eight at most', async () => {
    const recent = new RecentFiles(createNodeFolder(join(root, 'profile')));
    for (let number = 0; number < 12; number += 1) await recent.add(await write(`${number}.jsonl`));
    const list = await recent.list();
    expect(list).toHaveLength(8);
    expect(list[0]?.names).toEqual(['11.jsonl']);
  });
});
