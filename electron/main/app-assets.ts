import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** Where the page lives. IndexedDB belongs to this origin: it never changes. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'pairwright';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const START_URL = `${APP_ORIGIN}/index.html`;

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.jsonl': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** One answer of the app's own scheme. */
export interface AssetAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
}

/**
 * Serves the built page from *folder*, and nothing else: the paths are a list made at the start, so that no spelling of
 * `..` and no link made later leads anywhere.
 */
export function createAssetServer(folder: string): (method: string, url: string) => AssetAnswer {
  const assets = listAssets(folder);
  return (method, url) => {
    if (method !== 'GET' && method !== 'HEAD') return refuse(405);
    const path = toAssetPath(url);
    const file = path === undefined ? undefined : assets.get(path);
    if (file === undefined) return refuse(404);
    const type = mediaTypes[extname(file)] ?? 'application/octet-stream';
    return { status: 200, type, body: method === 'HEAD' ? new Uint8Array() : readFileSync(file) };
  };
}

function listAssets(folder: string): Map<string, string> {
  const assets = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    // A link is no file here.
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    assets.set(`/${relative(folder, file).split(sep).join('/')}`, file);
  }
  return assets;
}

/** The path that a URL of our origin names, decoded once; `undefined` for any other URL. */
function toAssetPath(url: string): string | undefined {
  try {
    const { protocol, host, pathname } = new URL(url);
    if (protocol !== `${APP_SCHEME}:` || host !== APP_HOST) return undefined;
    const path = decodeURIComponent(pathname);
    return path === '/' ? '/index.html' : path;
  } catch {
    // No URL, or a wrong escape: names nothing.
    return undefined;
  }
}

function refuse(status: number): AssetAnswer {
  return { status, type: 'text/plain', body: new Uint8Array() };
}
