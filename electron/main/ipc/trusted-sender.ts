import { APP_ORIGIN } from '../app-assets.ts';

/** What is known of the frame that a message comes from. */
export interface SenderFrame {
  readonly origin: string;
  /** `null` for the top frame of a page. */
  readonly parent: unknown;
}

/** Whether a message comes from our own page itself: its origin, and no frame inside it. */
export function isTrustedSender(frame: SenderFrame | null | undefined): boolean {
  return frame?.origin === APP_ORIGIN && frame.parent === null;
}
