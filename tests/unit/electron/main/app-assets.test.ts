import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_ORIGIN, type AssetAnswer, createAssetServer } from '../../../../electron/main/app-assets.ts';

let root: string;
let serve: (method: string, url: string) => AssetAnswer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
  await mkdir(join(root, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(root, 'renderer', 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'renderer', 'assets', 'a b.js'), '1');
  await writeFile(join(root, 'secret.txt'), 'secret');
  await symlink(join(root, 'secret.txt'), join(root, 'renderer', 'link.txt'));
  serve = createAssetServer(join(root, 'renderer'));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('the app origin', () => {
  it('never changes: what the browser stores belongs to it', () => {
    expect(APP_ORIGIN).toBe('app://pairwright');
  });
});

describe('the page’s own files', () => {
  it('are served with their type', () => {
    expect(serve('GET', `${APP_ORIGIN}/`)).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(serve('GET', `${APP_ORIGIN}/index.html?x#y`).status).toBe(200);
    expect(serve('GET', `${APP_ORIGIN}/assets/a%20b.js`)).toMatchObject({
      status: 200,
      type: 'text/javascript; charset=utf-8',
    });
    expect(serve('HEAD', `${APP_ORIGIN}/index.html`)).toMatchObject({ status: 200, body: new Uint8Array() });
  });

  it('are all that is served, however the path is spelt', () => {
    const ups = [
      '..',
      '%2e%2e',
      '.%2e',
      '%252e%252e',
      '..%2f',
      '..%5c',
      '....',
      '%c0%ae%c0%ae',
      '..;',
      '..%00',
    ];
    const targets = ['secret.txt', 'renderer/../secret.txt', 'etc/passwd', 'main/index.js'];
    const starts = ['', 'assets/', 'assets//', '/', '//', 'C:/', 'file:///', './', '%2f', '\\'];
    const urls = ups.flatMap((up) =>
      targets.flatMap((target) => starts.map((start) => `${APP_ORIGIN}/${start}${up}/${target}`)),
    );
    const others = [
      `${APP_ORIGIN}/link.txt`,
      `${APP_ORIGIN}/assets`,
      `${APP_ORIGIN}/assets/`,
      `${APP_ORIGIN}/INDEX.HTML`,
      `${APP_ORIGIN}//etc/passwd`,
      `${APP_ORIGIN}/%E0%A4%A`,
      `${APP_ORIGIN}/${root}/secret.txt`,
      'app://other/index.html',
      'app://pairwright.example/index.html',
      'app://user@other/index.html',
      'file:///etc/passwd',
      'https://pairwright/index.html',
      'not a url',
      '',
    ];
    const served = [...urls, ...others].filter((url) => serve('GET', url).status !== 404);

    expect(urls.length).toBeGreaterThan(200);
    expect(served).toEqual([]);
  });

  it('are read, never written', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'CONNECT']) {
      expect(serve(method, `${APP_ORIGIN}/index.html`).status).toBe(405);
    }
  });
});
