import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { z } from 'zod';
import type { Folder } from '../../shared/project/folder.ts';
import { START_URL } from './app-assets.ts';
import { JsonFile } from '../../shared/project/json-file.ts';

const fileName = 'window.json';
const placeSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(480).max(20_000),
  height: z.int().min(360).max(20_000),
  isMaximized: z.boolean(),
});
type Place = z.infer<typeof placeSchema>;

/** Opens the one window where it was last, in the colours of the theme, and shows it when there is something to see. */
export async function openWindow(profile: Folder): Promise<BrowserWindow> {
  const place = await new JsonFile(profile, fileName, placeSchema).read();
  const bounds = place !== undefined && isOnScreen(place) ? place : { width: 1280, height: 860 };
  const window = new BrowserWindow({
    ...pickBounds(bounds),
    minWidth: 640,
    minHeight: 480,
    show: false,
    title: 'Pairwright',
    autoHideMenuBar: true,
    // The paper of renderer/src/ui/tokens.css, so that nothing flashes before the page is there.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#17181b' : '#fbfaf7',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // Its dictionaries would be fetched from the network.
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    if (place?.isMaximized) window.maximize();
    window.show();
  });
  // A page that is left or has crashed says nothing more; how loading ends shows in the window itself.
  void window.loadURL(START_URL);
  return window;
}

/** Keeps where the window is for the next start; that it could not be kept is not worth a message. */
export async function rememberWindow(window: BrowserWindow, profile: Folder): Promise<void> {
  const file = new JsonFile(profile, fileName, placeSchema);
  await file.write({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
}

function pickBounds(bounds: Partial<Place> & Pick<Place, 'width' | 'height'>): Partial<Place> {
  const { x, y, width, height } = bounds;
  return { width, height, ...(x === undefined || y === undefined ? {} : { x, y }) };
}

/** A screen may have gone since. */
function isOnScreen(place: Place): boolean {
  const { workArea } = screen.getDisplayMatching(place);
  const right = Math.min(place.x + place.width, workArea.x + workArea.width);
  const bottom = Math.min(place.y + place.height, workArea.y + workArea.height);
  return right - Math.max(place.x, workArea.x) >= 200 && bottom - Math.max(place.y, workArea.y) >= 100;
}
