import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type Bridge, CALL_CHANNEL, DROPPED_CHANNEL, LAUNCH_FILES_CHANNEL } from '../../shared/ipc/bridge.ts';

/** All that the page sees of Electron: it may ask for what the contract lists; the main process checks who asks what. */
const bridge: Bridge = {
  call: (channel, input) => ipcRenderer.invoke(CALL_CHANNEL, channel, input),
  // Electron itself says which file a `File` is: the page cannot make one up.
  openDropped: (file) => ipcRenderer.invoke(DROPPED_CHANNEL, webUtils.getPathForFile(file as File)),
  onLaunchFiles: (listener) => {
    // The event itself stays here: it would hand the page a way to send messages.
    const onEvent = (): void => {
      listener();
    };
    ipcRenderer.on(LAUNCH_FILES_CHANNEL, onEvent);
    return () => {
      ipcRenderer.off(LAUNCH_FILES_CHANNEL, onEvent);
    };
  },
};

contextBridge.exposeInMainWorld('pairwright', bridge);
