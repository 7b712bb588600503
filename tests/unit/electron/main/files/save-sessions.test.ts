import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SaveSessions } from '../../../../../electron/main/files/save-sessions.ts';
import type { Result } from '../../../../../shared/base/result.ts';
import type { Failure } from '../../../../../shared/ipc/failure.ts';

let root: string;
let saves: SaveSessions;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
  saves = new SaveSessions();
});

afterEach(async () => {
  await saves.abortAll();
  await rm(root, { recursive: true, force: true });
});

function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function saveFolder(name: string): Promise<string> {
  const save = valueOf(await saves.beginFolder(root, name));
  valueOf(await saves.startFile(save, 'train.jsonl'));
  valueOf(await saves.write(save, toBytes('{}\n')));
  valueOf(await saves.startFile(save, 'Sub/info.json'));
  return valueOf(await saves.commit(save)).place;
}

describe('saving a file', () => {
  it('shows nothing before it is whole, and then replaces the old one', async () => {
    const path = join(root, 'out.json');
    await writeFile(path, 'old');
    const save = valueOf(await saves.beginFile(path));
    valueOf(await saves.write(save, toBytes('new ')));
    valueOf(await saves.write(save, toBytes('content')));
    expect(await readFile(path, 'utf8')).toBe('old');
    valueOf(await saves.commit(save));

    expect(await readFile(path, 'utf8')).toBe('new content');
    expect(await readdir(root)).toEqual(['out.json']);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('that is given up leaves the old file and nothing else', async () => {
    const path = join(root, 'out.json');
    await writeFile(path, 'old');
    const save = valueOf(await saves.beginFile(path));
    await saves.write(save, toBytes('new'));
    await saves.abort(save);

    expect(await readdir(root)).toEqual(['out.json']);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await saves.write(save, toBytes('x'))).toMatchObject({ error: { code: 'bad-request' } });
    expect(await saves.commit(save)).toMatchObject({ error: { code: 'bad-request' } });
  });

  it('over a folder fails, says so, and leaves nothing', async () => {
    await mkdir(join(root, 'taken'));
    const save = valueOf(await saves.beginFile(join(root, 'taken')));

    expect((await saves.commit(save)).ok).toBe(false);
    expect(await readdir(root)).toEqual(['taken']);
  });

  it('into a folder that is not there says so', async () => {
    expect(await saves.beginFile(join(root, 'none', 'x'))).toMatchObject({ error: { code: 'not-found' } });
  });
});

describe('saving a folder', () => {
  it('makes a new one beside those of the same name', async () => {
    expect(await saveFolder('greetings: dpo')).toBe(join(root, 'greetings_ dpo'));
    await writeFile(join(root, 'greetings_ dpo', 'mine.txt'), 'mine');
    expect(await saveFolder('greetings: dpo')).toBe(join(root, 'greetings_ dpo 2'));

    expect((await readdir(root)).toSorted()).toEqual(['greetings_ dpo', 'greetings_ dpo 2']);
    expect((await readdir(join(root, 'greetings_ dpo'))).toSorted()).toEqual([
      'Sub',
      'mine.txt',
      'train.jsonl',
    ]);
    expect(await readFile(join(root, 'greetings_ dpo 2', 'train.jsonl'), 'utf8')).toBe('{}\n');
    expect((await stat(join(root, 'greetings_ dpo 2', 'train.jsonl'))).mode & 0o777).toBe(0o600);
  });

  it('that is given up leaves nothing', async () => {
    const save = valueOf(await saves.beginFolder(root, 'out'));
    await saves.startFile(save, 'a.json');
    await saves.abortAll();

    expect(await readdir(root)).toEqual([]);
    expect((await saves.commit(save)).ok).toBe(false);
  });

  it.each([
    '../x',
    '/etc/passwd',
    'a/../../b',
    'a\\b',
    'CON',
    'x.',
    '',
    '.',
    'a//b',
    'nul.json',
    'x\u202e.json',
  ])('takes no file named %j', async (name) => {
    const save = valueOf(await saves.beginFolder(root, 'out'));

    expect(await saves.startFile(save, name)).toMatchObject({ error: { code: 'bad-request' } });
  });

  it('takes no two names that differ in case only', async () => {
    const save = valueOf(await saves.beginFolder(root, 'out'));
    await saves.startFile(save, 'Train.jsonl');

    expect(await saves.startFile(save, 'train.JSONL')).toMatchObject({ error: { code: 'bad-request' } });
  });
});
