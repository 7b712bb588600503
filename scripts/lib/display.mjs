/** A screen for windows that nobody looks at: Xvfb on a display number of its own choosing. */
import { start, stopTree } from './run.mjs';

/**
 * Starts Xvfb.
 *
 * @returns {Promise<{display: string, stop: () => void} | undefined>} `undefined` where there is no Xvfb to start or
 *   none is needed (Windows, macOS): the windows then open on the screen there is
 */
export function startDisplay() {
  if (process.platform !== 'linux') return Promise.resolve(undefined);
  return new Promise((settle) => {
    // The fourth stream is where Xvfb writes the number it took.
    const child = start(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    );
    const stop = () => stopTree(child, 'SIGTERM');
    child.once('error', () => settle(undefined));
    child.once('exit', () => settle(undefined));
    let number = '';
    child.stdio[3]?.on('data', (/** @type {Buffer} */ chunk) => {
      number += chunk.toString();
      if (number.endsWith('\n')) settle({ display: `:${number.trim()}`, stop });
    });
  });
}
