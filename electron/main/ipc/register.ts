import { ipcMain } from 'electron';
import { err } from '../../../shared/base/result.ts';
import { CALL_CHANNEL, DROPPED_CHANNEL } from '../../../shared/ipc/bridge.ts';
import type { OutputOf } from '../../../shared/ipc/contract.ts';
import type { Dispatch } from '../../../shared/ipc/dispatch.ts';
import { isTrustedSender } from './trusted-sender.ts';

/** Opens the channels between page and main process. This is the only file that listens to messages. */
export function setupIpc(
  dispatch: Dispatch,
  openDropped: (path: string) => Promise<OutputOf<'files/pick'>>,
): void {
  ipcMain.handle(CALL_CHANNEL, ({ senderFrame }, channel: unknown, input: unknown) =>
    isTrustedSender(senderFrame)
      ? dispatch(channel, input)
      : err({ code: 'no-permission', message: 'Only the page of the app may ask.' }),
  );
  ipcMain.handle(DROPPED_CHANNEL, ({ senderFrame }, path: unknown) =>
    isTrustedSender(senderFrame) && typeof path === 'string' && path !== '' ? openDropped(path) : [],
  );
}
