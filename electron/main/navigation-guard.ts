import { app, BrowserWindow, dialog, session, shell, type WebContents } from 'electron';
import { APP_SCHEME, START_URL } from './app-assets.ts';
import { toExternalLink } from './external-links.ts';

/** The page stays where it is: no navigation, no new windows, no permissions, no network. */
export function setupNavigationGuard(): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
  });
}

/** Denies everything a page can ask for, except writing text to the clipboard. */
export function setupPermissions(): void {
  const allowed = new Set(['clipboard-sanitized-write']);
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowed.has(permission));
  });
  defaultSession.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  defaultSession.setDevicePermissionHandler(() => false);
}

/** The page reaches its own files and nothing else, whatever the content security policy lets through. */
export function setupOffline(): void {
  const own = new Set([`${APP_SCHEME}:`, 'devtools:', 'data:', 'blob:']);
  session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !own.has(new URL(url).protocol) });
  });
}

/** Keeps a page from leaving; loading the same page again is no leaving. */
function refuse(event: { preventDefault: () => void; readonly url: string }): void {
  if (event.url.split('#')[0] !== START_URL) event.preventDefault();
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', refuse);
  contents.on('will-redirect', refuse);
  contents.on('will-frame-navigate', refuse);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    void askToOpen(contents, url);
    return { action: 'deny' };
  });
}

let isAsking = false;

/** Opens a link in the user's browser after showing where it leads. One question at a time. */
async function askToOpen(contents: WebContents, text: string): Promise<void> {
  const link = toExternalLink(text);
  const window = BrowserWindow.fromWebContents(contents);
  if (link === undefined || window === null || isAsking) return;
  isAsking = true;
  try {
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: link.host,
      detail: `${link.href.slice(0, 500)}\n\nOpen this address in the browser? 在浏览器中打开这个地址?`,
      buttons: ['Open 打开', 'Cancel 取消'],
      defaultId: 1,
      cancelId: 1,
    });
    if (response === 0) await shell.openExternal(link.href);
  } finally {
    isAsking = false;
  }
}
