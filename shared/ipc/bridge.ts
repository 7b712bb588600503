import type { Call } from './contract.ts';

/** What the preload script puts on the page's `window` as `pairwright`, and nothing else. */
export interface Bridge {
  readonly call: Call;
  /** Calls back when files of a second start are waiting; returns how to stop. */
  readonly onLaunchFiles: (listener: () => void) => () => void;
}

/** The names under which Electron carries calls and events. */
export const CALL_CHANNEL = 'pairwright:call';
export const LAUNCH_FILES_CHANNEL = 'pairwright:launch-files';
