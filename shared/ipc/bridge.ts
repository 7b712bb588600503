import type { Call, OutputOf } from './contract.ts';

/** What the preload script puts on the page's `window` as `pairwright`, and nothing else. */
export interface Bridge {
  readonly call: Call;
  /**
   * Opens a file or folder that the user has dropped on the window. The path is read from the `File` on this side, so
   * that a page can name only what the user has given it; none for a `File` that is not on the disk.
   */
  readonly openDropped: (file: DroppedFile) => Promise<OutputOf<'files/pick'>>;
  /** Calls back when files of a second start are waiting; returns how to stop. */
  readonly onLaunchFiles: (listener: () => void) => () => void;
}

/** A `File` of the page; the core knows no DOM. */
export type DroppedFile = object;

/** The names under which Electron carries calls and events. */
export const CALL_CHANNEL = 'pairwright:call';
/** Not one of the contract's: only the preload script may name paths. */
export const DROPPED_CHANNEL = 'pairwright:dropped';
export const LAUNCH_FILES_CHANNEL = 'pairwright:launch-files';
