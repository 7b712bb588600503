import type { Bridge } from '../../../shared/ipc/bridge.ts';
import { createElectronHost } from './electron-host.ts';
import type { Host } from './host.ts';

/** The host for where the page runs: the preload script has put its bridge on the window, or there is none. */
export function createHost(): Host {
  const { pairwright } = window as Window & { readonly pairwright?: Bridge };
  if (!pairwright) throw new Error('no browser host yet');
  return createElectronHost(pairwright);
}
