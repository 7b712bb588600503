import { ipcMain } from 'electron';
import { err } from '../../../shared/base/result.ts';
import { CALL_CHANNEL } from '../../../shared/ipc/bridge.ts';
import type { Dispatch } from '../../../shared/ipc/dispatch.ts';
import { isTrustedSender } from './trusted-sender.ts';

/** Opens the one channel between page and main process. This is the only file that listens to messages. */
export function setupIpc(dispatch: Dispatch): void {
  ipcMain.handle(CALL_CHANNEL, ({ senderFrame }, channel: unknown, input: unknown) =>
    isTrustedSender(senderFrame)
      ? dispatch(channel, input)
      : err({ code: 'no-permission', message: 'Only the page of the app may ask.' }),
  );
}
