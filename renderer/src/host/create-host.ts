import type { Bridge } from '../../../shared/ipc/bridge.ts';
import { createBrowserHost } from './browser-host.ts';
import { createElectronHost } from './electron-host.ts';
import type { Host } from './host.ts';

/** The host for where the page runs: in Electron the preload script has put its bridge on the window. */
export function createHost(): Host {
  const { pairwright } = window as Window & { readonly pairwright?: Bridge };
  return pairwright ? createElectronHost(pairwright) : createBrowserHost();
}
