/**
 * Where a Chromium for the browser tests is, and how to start it on machines without a graphics card, a
 * sandbox or an internet connection.
 */
import { existsSync } from 'node:fs';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds an installed Chromium or Chrome: `PAIRWRIGHT_CHROMIUM` if set, else the usual places.
 *
 * @returns {string | undefined} the executable's path; `undefined` leaves the choice to Playwright, whose own
 *   download may be installed.
 */
export function findChromium() {
  const named = process.env['PAIRWRIGHT_CHROMIUM'];
  if (named) return named;
  return candidates.find((path) => existsSync(path));
}

/** Chromium's flags for tests: nothing may reach for the network or the graphics card. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
