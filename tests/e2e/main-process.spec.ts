import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findElectron } from '../../scripts/lib/electron-runtime.mjs';
import { root } from '../../scripts/lib/root.mjs';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';

/** The page's `window` as the preload script leaves it. */
type BridgedWindow = Window & { readonly pairwright: Bridge };

const startUrl = 'app://pairwright/index.html';
let launched: LaunchedApp;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pairwright-e2e-'));
  writeFileSync(join(folder, 'picked.jsonl'), '{"picked":true}\n');
  launched = await launchApp({
    env: {
      PAIRWRIGHT_SAVE_DIR: folder,
      PAIRWRIGHT_OPEN_FILES: [join(folder, 'picked.jsonl')].join(delimiter),
    },
  });
});

test.afterAll(async () => {
  await launched.kill();
  launched.cleanUp();
  rmSync(folder, { recursive: true, force: true });
});

/** Counts what reaches a server on this machine, the nearest thing to "the network" that a test can watch. */
async function withServer(work: (url: string) => Promise<void>): Promise<number> {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.end('<title>elsewhere</title>');
  });
  await new Promise<void>((settle) => {
    server.listen(0, '127.0.0.1', settle);
  });
  // A server on a port has an address of this form.
  await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  server.close();
  return requests;
}

test('the page is a sandboxed one and sees three functions of Electron', async () => {
  const preferences = await launched.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Not in the types, but the only way to ask what holds.
      const { getLastWebPreferences } = contents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
        getLastWebPreferences.call(contents);
      return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
    }),
  );
  expect(preferences).toEqual([
    { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false },
  ]);
  const seen = await launched.page.evaluate(() => [
    typeof Reflect.get(window, 'require'),
    typeof Reflect.get(window, 'process'),
    Object.keys(Reflect.get(window, 'pairwright') as object),
    location.origin,
  ]);
  expect(seen).toEqual([
    'undefined',
    'undefined',
    ['call', 'openDropped', 'onLaunchFiles'],
    'app://pairwright',
  ]);
});

test('the policy comes as a header, and the page breaks none of it', async () => {
  const policy: unknown = JSON.parse(
    readFileSync(join(root, 'resources/content-security-policy.json'), 'utf8'),
  );
  const header = await launched.page.evaluate(async () =>
    (await fetch('/index.html')).headers.get('content-security-policy'),
  );
  expect(header?.split('; ')).toEqual(policy);
  const violations: string[] = [];
  launched.page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) violations.push(message.text());
  });
  await launched.page.reload();
  await expect(launched.page.getByRole('heading').first()).toBeVisible();
  expect(violations).toEqual([]);
  launched.page.removeAllListeners('console');
  // What a style sheet carries in itself would be refused as soon as it is used.
  const assets = join(root, 'out/renderer/assets');
  const styles = readdirSync(assets).filter((name) => name.endsWith('.css'));
  expect(styles.filter((name) => readFileSync(join(assets, name), 'utf8').includes('url(data:'))).toEqual([]);
});

test('nothing leads away from the page, and nothing reaches a server', async () => {
  const requests = await withServer(async (url) => {
    const tried = await launched.page.evaluate(async (elsewhere) => {
      const attempts: (() => unknown)[] = [
        () => location.assign(elsewhere),
        () => location.replace('file:///etc/passwd'),
        () => location.assign('data:text/html,x'),
        () => location.assign('app://other/index.html'),
        () => window.open(elsewhere),
        () => window.open('about:blank'),
        () => window.open('file:///etc/passwd'),
        () => {
          const link = document.createElement('a');
          link.href = elsewhere;
          link.click();
          link.target = '_top';
          link.click();
        },
        () => {
          const form = document.createElement('form');
          form.action = elsewhere;
          document.body.append(form);
          form.submit();
          form.remove();
        },
        () => {
          const meta = document.createElement('meta');
          meta.httpEquiv = 'refresh';
          meta.content = `0;url=${elsewhere}`;
          document.head.append(meta);
        },
        () => {
          const frame = document.createElement('iframe');
          frame.src = elsewhere;
          document.body.append(frame);
        },
        () => {
          const image = new Image();
          image.src = `${elsewhere}pixel.png`;
        },
        () => navigator.sendBeacon(elsewhere, 'x'),
        () => new WebSocket(elsewhere.replace('http', 'ws')),
        () => new EventSource(elsewhere),
        () => fetch(elsewhere, { mode: 'no-cors' }),
        () => fetch('file:///etc/passwd'),
      ];
      let refused = 0;
      for (const attempt of attempts) {
        try {
          await attempt();
        } catch {
          refused += 1;
        }
      }
      return { attempts: attempts.length, refused };
    }, url);
    expect(tried.attempts).toBeGreaterThan(tried.refused);
    // A question about a link would wait for the user; the page goes on.
    await expect.poll(() => launched.page.url().split('#')[0]).toBe(startUrl);
    expect(launched.app.windows()).toHaveLength(1);
  });
  expect(requests).toBe(0);
});

test('the main process asks for nothing over the network either', async () => {
  const requests = await withServer(async (url) => {
    const answer = await launched.app.evaluate(
      ({ session }, elsewhere) =>
        session.defaultSession.fetch(elsewhere).then(
          () => 'answered',
          () => 'refused',
        ),
      url,
    );
    expect(answer).toBe('refused');
  });
  expect(requests).toBe(0);
});

test('no permission is granted but writing to the clipboard', async () => {
  const states = await launched.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
    const answers: string[] = [];
    for (const name of names) {
      // The names are those that Chromium knows.
      const status = await navigator.permissions.query({ name: name as PermissionName });
      answers.push(status.state);
    }
    return [...answers, await Notification.requestPermission()];
  });
  expect(new Set(states)).toEqual(new Set(['denied']));
});

test('a frame inside the page, and a page of another origin, are not answered', async () => {
  const answer = await launched.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    // Electron keeps what listens to a channel here; asking it directly is what a foreign sender would do.
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
      string,
      (event: unknown, ...values: unknown[]) => Promise<unknown>
    >;
    const [handle, drop] = handlers.values();
    const [window] = BrowserWindow.getAllWindows();
    const own = window?.webContents.mainFrame;
    const senders = [
      { origin: 'https://evil.example', parent: null },
      { origin: 'app://pairwright', parent: own },
      null,
      { origin: 'app://pairwright', parent: null },
    ];
    const answers: unknown[] = [];
    for (const senderFrame of senders) answers.push(await handle?.({ senderFrame }, 'app/about', null));
    const dropped: unknown[] = [];
    for (const senderFrame of senders) dropped.push(await drop?.({ senderFrame }, '/etc/hostname'));
    const paths: unknown[] = [];
    const trusted = { senderFrame: senders.at(-1) };
    for (const path of ['', null, 7, ['/etc/hostname']]) paths.push(await drop?.(trusted, path));
    return { channels: [...handlers.keys()], answers, dropped, paths };
  });
  expect(answer.channels).toEqual(['pairwright:call', 'pairwright:dropped']);
  expect(answer.answers).toMatchObject([
    { ok: false, error: { code: 'no-permission' } },
    { ok: false, error: { code: 'no-permission' } },
    { ok: false, error: { code: 'no-permission' } },
    { ok: true },
  ]);
  expect(answer.dropped).toEqual([[], [], [], [expect.objectContaining({ name: 'hostname' })]]);
  expect(answer.paths).toEqual([[], [], [], []]);
});

test('a path cannot be made up: a file that the page has made itself is not on the disk', async () => {
  const found = await launched.page.evaluate(async () => {
    const { openDropped } = Reflect.get(window, 'pairwright') as Bridge;
    const answers: unknown[] = [];
    for (const file of [new File(['x'], '/etc/hostname'), { path: '/etc/hostname', name: 'hostname' }]) {
      try {
        answers.push(await openDropped(file));
      } catch {
        answers.push('refused');
      }
    }
    return answers;
  });
  expect(found).toEqual([[], 'refused']);
});

test('files are picked, read and saved by tokens', async () => {
  const text = await launched.page.evaluate(async () => {
    // The preload script puts the bridge there.
    const { pairwright } = window as unknown as BridgedWindow;
    const picked = await pairwright.call('files/pick', null);
    const token = picked.ok ? picked.value[0]?.token : undefined;
    const read = await pairwright.call('files/read', { token: token ?? '', offset: 2, length: 6 });
    const begun = await pairwright.call('save/begin', { kind: 'file', suggestedName: '../out?.json' });
    const save = (begun.ok && begun.value.save) || 0;
    await pairwright.call('save/write', { save, bytes: new TextEncoder().encode('saved') });
    await pairwright.call('save/commit', { save });
    return read.ok ? new TextDecoder().decode(read.value) : read.error.message;
  });
  expect(text).toBe('picked');
  expect(readdirSync(folder).toSorted()).toEqual(['_out_.json', 'picked.jsonl']);
  expect(readFileSync(join(folder, '_out_.json'), 'utf8')).toBe('saved');
});

test('a second start hands over its files and ends', async () => {
  const runtime = findElectron();
  const file = join(folder, 'picked.jsonl');
  await launched.page.evaluate(() => {
    const { pairwright } = window as unknown as BridgedWindow;
    pairwright.onLaunchFiles(() => {
      document.body.dataset['launched'] = 'yes';
    });
  });
  const second = spawn(
    runtime?.executable ?? '',
    [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--user-data-dir=${launched.profileDir}`,
      root,
      file,
    ],
    { env: { ...process.env, ...runtime?.env }, stdio: 'ignore' },
  );
  const code = await new Promise((settle) => {
    second.once('exit', settle);
  });
  expect(code).toBe(0);
  // Playwright's locators wait for the navigations that were refused above.
  await expect.poll(() => launched.page.evaluate(() => document.body.dataset['launched'])).toBe('yes');
});
