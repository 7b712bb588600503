import { ipcRenderer } from 'electron';
export const value = ipcRenderer;
