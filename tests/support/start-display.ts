import { startDisplay } from '../../scripts/lib/display.mjs';

/** Playwright's global set-up: gives the windows of this run a screen of their own, and takes it away at the end. */
async function startDisplayForRun(): Promise<() => void> {
  const screen = await startDisplay();
  if (!screen) return () => {};
  process.env['DISPLAY'] = screen.display;
  // Otherwise Electron would prefer a Wayland session of the developer's.
  delete process.env['WAYLAND_DISPLAY'];
  return screen.stop;
}

// oxlint-disable-next-line import/no-default-export -- Playwright takes the default export of a set-up file.
export default startDisplayForRun;
