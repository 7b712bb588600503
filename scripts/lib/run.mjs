/** Child processes that end: with a time limit, and never left behind when the script itself is stopped. */
import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Ends a child started with `detached: true`, and everything it started.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} [signal]
 */
export function stopTree(child, signal = 'SIGKILL') {
  if (child.pid === undefined) return;
  try {
    // A negative id names the whole group. Windows has no groups: there the child alone is ended.
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    for (const child of running) stopTree(child, 'SIGTERM');
    // Where a test runner listens as well, it decides when to end.
    if (process.listenerCount(signal) === 1) process.exit(130);
  });
}
process.on('exit', () => {
  for (const child of running) stopTree(child);
});

/**
 * Starts a child that is ended together with this script.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, ...options, detached: process.platform !== 'win32' });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 127 when the command could not be started, 124 when it took too long
 * @property {string} output what it printed (both streams), when captured
 */

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, minutes?: number, show?: boolean}} [options] `show` passes the
 *   output on instead of capturing it; `minutes` is the time limit (default 10)
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { cwd = root, env = process.env, minutes = 10, show = false } = {}) {
  return new Promise((settle) => {
    const child = start(command, args, {
      cwd,
      env,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    let output = '';
    let late = false;
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const timer = setTimeout(() => {
      late = true;
      stopTree(child);
    }, minutes * 60_000);
    child.once('error', (error) => {
      clearTimeout(timer);
      settle({ code: 127, output: `${command}: ${error.message}` });
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (late) output += `\n${command} was stopped after ${minutes} minutes.`;
      else if (signal) output += `\n${command} was ended by ${signal}.`;
      settle({ code: late ? 124 : (code ?? 1), output });
    });
  });
}

/** How to call npm here: through the npm that started us, if one did, so that no shell is needed. */
export function npm() {
  const script = process.env['npm_execpath'];
  return script && /\.c?js$/.test(script)
    ? { command: process.execPath, before: [script] }
    : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', before: [] };
}
