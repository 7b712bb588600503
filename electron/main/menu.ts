import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * A menu of roles only: they bring the keys for copying and zooming, in the words of the system.
 *
 * Commands of the app are on its screens. On macOS text fields get their keys from the menu, undo included; elsewhere
 * Chromium brings those itself.
 */
export function setupMenu(): void {
  const isMac = process.platform === 'darwin';
  const edit: MenuItemConstructorOptions[] = [
    ...(isMac ? ([{ role: 'undo' }, { role: 'redo' }, { type: 'separator' }] as const) : []),
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? ([{ role: 'appMenu' }] as const) : []),
      { role: 'editMenu', submenu: edit },
      { role: 'viewMenu', submenu: view },
      ...(isMac ? ([{ role: 'windowMenu' }] as const) : []),
    ]),
  );
}
