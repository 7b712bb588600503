import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import directives from '../../../resources/content-security-policy.json';
import { serveWeb } from '../../../scripts/serve-web.mjs';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

let folder = '';
let server: Awaited<ReturnType<typeof serveWeb>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwright-web-'));
  mkdirSync(join(folder, 'pages/assets'), { recursive: true });
  writeFileSync(join(folder, 'pages/index.html'), '<!doctype html><title>Pages</title>');
  writeFileSync(join(folder, 'pages/assets/app.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'answers.csv'), 'prompt,answer\nq,a\n');
  server = await serveWeb({ folder: join(folder, 'pages'), files: [join(folder, 'answers.csv')], port: 0 });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks with the path as it stands; `fetch` would tidy it up first. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((settle, reject) => {
    const call = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => {
        settle({ status: response.statusCode, headers: response.headers, body });
      });
    });
    call.on('error', reject);
    call.end();
  });
}

function token(): string {
  return new URL(server.url).searchParams.get('launch') ?? '';
}

describe('serveWeb', () => {
  it('serves the pages with the security policy of the app', async () => {
    const page = await ask('/');
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>Pages</title>');
    expect(page.headers['content-security-policy']).toBe(directives.join('; '));
    const script = await ask('/assets/app.js');
    expect(script.headers['content-type']).toMatch(/javascript/);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '//etc/passwd',
    '/assets',
    '/secret.txt',
    '/launch-files/0/../../secret.txt',
  ])('does not serve %s', async (path) => {
    const { status, body } = await ask(path);
    expect([403, 404]).toContain(status);
    expect(body).not.toContain('secret');
    expect(body).not.toContain('root:');
  });

  it('offers the files of the command line to whoever has the token', async () => {
    const list = await ask(`/launch-files.json?token=${token()}`);
    expect(list.status).toBe(200);
    expect(JSON.parse(list.body)).toEqual([
      { name: 'answers.csv', size: 18, url: `/launch-files/0?token=${token()}` },
    ]);
    expect((await ask(`/launch-files/0?token=${token()}`)).body).toBe('prompt,answer\nq,a\n');
    expect((await ask(`/launch-files/1?token=${token()}`)).status).toBe(404);
  });

  it('gives a range of a file', async () => {
    const part = await ask(`/launch-files/0?token=${token()}`, { range: 'bytes=7-12' });
    expect(part).toMatchObject({ status: 206, body: 'answer' });
    expect(part.headers['content-range']).toBe('bytes 7-12/18');
  });

  it.each(['', '?token=', '?token=0123456789abcdef0123456789abcdef'])(
    'keeps the files from others: %s',
    async (query) => {
      expect((await ask(`/launch-files.json${query}`)).status).toBe(403);
      expect((await ask(`/launch-files/0${query}`)).status).toBe(403);
    },
  );

  it('refuses a request under a foreign host name, and any but GET and HEAD', async () => {
    expect((await ask('/', { host: 'elsewhere.example' })).status).toBe(403);
    expect((await ask('/', {}, 'POST')).status).toBe(405);
    expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });
});
