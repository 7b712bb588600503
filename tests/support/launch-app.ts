import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { findElectron } from '../../scripts/lib/electron-runtime.mjs';
import { root } from '../../scripts/lib/root.mjs';

export interface LaunchOptions {
  /** Files named on the command line. */
  readonly files?: readonly string[];
  /** The browser profile of an earlier launch, to open it again; a new one otherwise. */
  readonly profileDir?: string;
  /** The projects folder of an earlier launch; a new one otherwise. */
  readonly projectsDir?: string;
  /** Further variables for the app; `undefined` removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Further switches for Chromium, such as `--lang=zh-CN`. */
  readonly switches?: readonly string[];
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The first window, with its document loaded. */
  readonly page: Page;
  readonly profileDir: string;
  readonly projectsDir: string;
  /** Everything the app has printed so far. */
  output(): string;
  /** Quits in the usual way. */
  close(): Promise<void>;
  /** Ends every process of the app at once, as a power cut would. Does nothing after `close`. */
  kill(): Promise<void>;
  /** Removes the profile and the projects folder. Call it after `close` or `kill`. */
  cleanUp(): void;
}

/**
 * Starts the built app in real Electron with a profile and a projects folder of its own.
 *
 * @throws when there is no Electron or no build; the message says which command makes it
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const runtime = findElectron();
  if (!runtime) throw new Error('There is no Electron here yet: "npm run test:e2e" fetches one.');
  if (!existsSync(join(root, 'out/main/index.js')))
    throw new Error('The app is not built: run "npm run build".');

  const profileDir = options.profileDir ?? mkdtempSync(join(tmpdir(), 'pairwright-profile-'));
  const projectsDir = options.projectsDir ?? mkdtempSync(join(tmpdir(), 'pairwright-projects-'));
  // The electron package finds this Electron by the variable. Named as `executablePath`, Playwright would not hold the
  // app back until it is attached, and about one start in a hundred would never answer.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = runtime.folder;
  const app = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--force-device-scale-factor=1',
      `--user-data-dir=${profileDir}`,
      ...(options.switches ?? []),
      root,
      ...(options.files ?? []),
    ],
    env: withoutUndefined({
      ...process.env,
      ...runtime.env,
      PAIRWRIGHT_PROJECTS_DIR: projectsDir,
      ...options.env,
    }),
    timeout: 60_000,
  });

  let printed = '';
  // Asked for now, because a closed application no longer answers.
  const child = app.process();
  const closed = new Promise<void>((settle) => {
    app.once('close', () => {
      settle();
    });
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }

  let page: Page;
  try {
    page = await app.firstWindow({ timeout: 60_000 });
    await page.waitForLoadState('domcontentloaded');
  } catch (cause) {
    await killTree(child);
    await closed;
    throw new Error(`The app opened no window. It printed:\n${printed}`, { cause });
  }

  return {
    app,
    page,
    profileDir,
    projectsDir,
    output: () => printed,
    close: () => app.close(),
    async kill() {
      await killTree(child);
      await closed;
    },
    cleanUp() {
      for (const folder of [profileDir, projectsDir])
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function withoutUndefined(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Ends *child* and everything it started; does nothing when it has ended before. */
async function killTree({ pid, exitCode, signalCode }: ChildProcess): Promise<void> {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  // Listed before the first of them dies, because afterwards nobody knows whose children they were.
  const pids = [pid, ...listDescendants(pid)];
  for (const each of pids) killOne(each);
  while (pids.some(isAlive)) await setTimeout(10);
}

/** Every process started by *pid*, directly or not. Linux only (from `/proc`); elsewhere Electron's own end with it. */
function listDescendants(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = readParent(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const collect = (parent: number): number[] =>
    (children.get(parent) ?? []).flatMap((child) => [child, ...collect(child)]);
  return collect(pid);
}

function readStat(pid: string): readonly string[] | undefined {
  try {
    // "pid (name) state ppid …"; the name may hold blanks and brackets, hence the last bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It has ended in the meantime.
    return undefined;
  }
}

function readParent(pid: string): number | undefined {
  const parent = readStat(pid)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

function isAlive(pid: number): boolean {
  if (process.platform === 'linux') {
    const state = readStat(String(pid))?.[0];
    // A zombie holds no file any more.
    return state !== undefined && state !== 'Z' && state !== 'X';
  }
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended in the meantime.
  }
}
