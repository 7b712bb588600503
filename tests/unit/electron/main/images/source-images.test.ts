import { link, mkdir, mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeFolder } from '../../../../../electron/main/files/node-folder.ts';
import { SourceFolders } from '../../../../../electron/main/images/source-folders.ts';
import { SourceImages } from '../../../../../electron/main/images/source-images.ts';
import { APP_ORIGIN } from '../../../../../electron/main/app-assets.ts';
import type { ProjectId } from '../../../../../shared/domain/ids.ts';

const id = 'one' as ProjectId; // Any text is an id here.
const png = Buffer.from('\x89PNG\r\n\x1a\nrest', 'latin1');
let root: string;
let images: SourceImages;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
  await mkdir(join(root, 'data', 'img', 'deep'), { recursive: true });
  await mkdir(join(root, 'data-secret'));
  for (const name of [
    'a.png',
    'img/b c.png',
    'img/deep/ü猫.png',
    'img/100%.png',
    'img/%2e%2e.png',
    'no-suffix',
    'a..b.png',
    '~.png',
  ]) {
    await writeFile(join(root, 'data', name), png);
  }
  await writeFile(join(root, 'secret.png'), png);
  await writeFile(join(root, 'data-secret', 'x.png'), png);
  await writeFile(join(root, 'data', 'a.jpg'), Buffer.from('\xff\xd8\xff\xe0', 'latin1'));
  await writeFile(join(root, 'data', 'a.gif'), 'GIF89a');
  await writeFile(join(root, 'data', 'a.webp'), 'RIFF0000WEBPVP8 ');
  await writeFile(join(root, 'data', 'a.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(root, 'data', 'svg.png'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(root, 'data', 'a.html'), '<script>1</script>');
  await writeFile(join(root, 'data', 'a.wav'), 'RIFF0000WAVEfmt ');
  await writeFile(join(root, 'data', 'empty.png'), '');
  await writeFile(join(root, 'data', 'huge.png'), png);
  await truncate(join(root, 'data', 'huge.png'), 20 * 1024 * 1024 + 1);
  await symlink(join(root, 'secret.png'), join(root, 'data', 'out.png'));
  await symlink(root, join(root, 'data', 'up'));
  await symlink('..', join(root, 'data', 'img', 'parent'));
  await symlink('nowhere.png', join(root, 'data', 'broken.png'));
  await symlink('loop.png', join(root, 'data', 'loop.png'));
  const folders = new SourceFolders(createNodeFolder(join(root, 'profile')));
  await folders.add(id, [join(root, 'data', 'rows.jsonl')]);
  images = new SourceImages(folders);
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function find(reference: string): Promise<string | null> {
  const found = await images.find({ id, reference });
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}

describe('an image that data refer to', () => {
  it.each([
    ['a.png', 'image/png'],
    ['./a.png', 'image/png'],
    ['a.png/', 'image/png'],
    ['img//b c.png', 'image/png'],
    ['img\\b c.png', 'image/png'],
    ['img/deep/ü猫.png', 'image/png'],
    ['img/100%.png', 'image/png'],
    ['img/%2e%2e.png', 'image/png'],
    ['img/parent/a.png', 'image/png'],
    ['no-suffix', 'image/png'],
    ['a..b.png', 'image/png'],
    ['~.png', 'image/png'],
    ['a.jpg', 'image/jpeg'],
    ['a.gif', 'image/gif'],
    ['a.webp', 'image/webp'],
  ])('is served when it lies beside or below the data: %s', async (reference, type) => {
    const address = await find(reference);
    expect(address).toMatch(/^app:\/\/pairwright\/source-images\/[\da-f-]{36}$/);
    expect(await images.serve('GET', address ?? '')).toMatchObject({ status: 200, type });
  });

  it.each([
    '',
    '.',
    './',
    '..',
    '../secret.png',
    'img/../../secret.png',
    'img/../a.png',
    '..\\secret.png',
    'img\\..\\..\\secret.png',
    '.. /secret.png',
    '... /secret.png',
    '.../secret.png',
    '/etc/passwd',
    '//server/share/a.png',
    '\\\\server\\share\\a.png',
    '\\a.png',
    'C:\\a.png',
    'C:a.png',
    'a.png:stream',
    'a.png::$DATA',
    'file:///etc/passwd',
    'file:a.png',
    'http://127.0.0.1/a.png',
    'app://pairwright/index.html',
    'data:image/png;base64,iVBORw0KGgo=',
    'javascript:alert(1)',
    '%2e%2e/secret.png',
    '..%2fsecret.png',
    '%2fetc%2fpasswd',
    'a.png\0',
    'a.png\0.txt',
    'a\n.png',
    '../data-secret/x.png',
    '../data/a.png',
    'out.png',
    'up/secret.png',
    'img/parent/../../secret.png',
    'img/parent/up/secret.png',
    'broken.png',
    'loop.png',
    'img',
    'a.png/a.png',
    'a.svg',
    'svg.png',
    'a.html',
    'a.wav',
    'empty.png',
    'huge.png',
    'missing.png',
    'x'.repeat(5_000),
  ])('is not found by %j', async (reference) => {
    expect(await find(reference)).toBeNull();
  });

  it('is not found by an absolute path, even of an image beside the data', async () => {
    expect(await find(join(root, 'data', 'a.png'))).toBeNull();
    expect(await find(resolve('/'))).toBeNull();
  });

  it('is not found for another project', async () => {
    expect(await images.find({ id: 'two' as ProjectId, reference: 'a.png' })).toEqual({
      ok: true,
      value: null,
    });
  });
});

describe('the addresses', () => {
  it('are only those that were given out, for reading', async () => {
    const address = (await find('a.png')) ?? '';
    expect(await images.serve('GET', `${APP_ORIGIN}/index.html`)).toBeUndefined();
    for (const other of [
      `${address}x`,
      `${address}/..`,
      `${address}?x`,
      `${APP_ORIGIN}/source-images/a.png`,
    ]) {
      expect(await images.serve('GET', other)).toMatchObject({ status: 404 });
    }
    expect(await images.serve('POST', address)).toMatchObject({ status: 404 });
  });

  it('are looked at once more when they are asked for', async () => {
    await writeFile(join(root, 'data', 'later.png'), png);
    const address = (await find('later.png')) ?? '';
    expect(await images.serve('GET', address)).toMatchObject({ status: 200 });
    await rename(join(root, 'data', 'later.png'), join(root, 'data', 'before.png'));
    await symlink(join(root, 'secret.png'), join(root, 'data', 'later.png'));
    expect(await images.serve('GET', address)).toMatchObject({ status: 404 });
    await rm(join(root, 'data', 'later.png'));
    await writeFile(join(root, 'data', 'later.png'), '<svg/>');
    expect(await images.serve('GET', address)).toMatchObject({ status: 404 });
    await rm(join(root, 'data', 'later.png'));
    await link(join(root, 'data', 'before.png'), join(root, 'data', 'later.png'));
    expect(await images.serve('GET', address)).toMatchObject({ status: 200, body: new Uint8Array(png) });
  });

  it('are good for a thousand images, and until the page goes', async () => {
    const first = (await find('a.png')) ?? '';
    for (let count = 0; count < 999; count += 1) await find('a.png');
    expect(await images.serve('GET', first)).toMatchObject({ status: 200 });
    const last = (await find('a.png')) ?? '';
    expect(await images.serve('GET', first)).toMatchObject({ status: 404 });
    images.forget();
    expect(await images.serve('GET', last)).toMatchObject({ status: 404 });
  });
});

describe('the folders of sources', () => {
  it('are remembered by project, the latest first, and survive a restart', async () => {
    const profile = createNodeFolder(join(root, 'another'));
    const folders = new SourceFolders(profile);
    await Promise.all([
      folders.add(id, ['/data/one/a.jsonl', '/data/one/b.jsonl']),
      folders.add('two' as ProjectId, ['/data/two/a.jsonl']),
      folders.add(id, ['/data/three/a.jsonl']),
    ]);
    const again = new SourceFolders(profile);
    expect(await again.find(id)).toEqual(['/data/three', '/data/one']);
    expect(await again.find('two' as ProjectId)).toEqual(['/data/two']);
    expect(await again.find('three' as ProjectId)).toEqual([]);
  });

  it('are no more than a small file holds', async () => {
    const folders = new SourceFolders(createNodeFolder(join(root, 'bounded')));
    await folders.add(
      id,
      Array.from({ length: 500 }, (_, index) => `/data/${index}/a.jsonl`),
    );
    expect(await folders.find(id)).toHaveLength(20);
    for (let index = 0; index < 101; index += 1) await folders.add(`p${index}` as ProjectId, ['/x/a.jsonl']);
    expect(await folders.find(id)).toEqual([]);
    expect(await folders.find('p1' as ProjectId)).toEqual(['/x']);
  });
});
