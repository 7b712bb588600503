/**
 * Serves the built screens to a browser on this machine, with the app's own content security policy.
 *
 *     node scripts/serve-web.mjs [files...]
 *
 * Only what lies in `out/renderer` is served, by a list made at the start. Files named on the command line are
 * offered to the page whose address carries the token: `/launch-files.json?token=…` lists them as
 * `[{ "name", "size", "url" }]`, and `/launch-files/<n>?token=…` gives the bytes, in ranges if asked.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './lib/root.mjs';

/** A page's stored projects belong to its origin, and the port is part of that: it should stay the same. */
const usualPort = 4178;

/** @type {Record<string, string>} */
const mediaTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * @param {string} folder
 * @returns {Map<string, string>} request path → file
 */
function listPages(folder) {
  const pages = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    pages.set(`/${relative(folder, path).split(sep).map(encodeURIComponent).join('/')}`, path);
  }
  pages.set('/', join(folder, 'index.html'));
  return pages;
}

/**
 * @param {string | undefined} header
 * @param {number} size
 * @returns {{start: number, end: number} | undefined} the first range of a Range header, ends included
 */
function parseRange(header, size) {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  return start <= end ? { start, end } : undefined;
}

/**
 * Starts the server on 127.0.0.1.
 *
 * @param {{folder?: string, files?: readonly string[], port?: number}} [options] `files` are offered to the page;
 *   `port` is tried first, and any free one taken if it is in use (0: any free one)
 * @returns {Promise<{url: string, port: number, close: () => Promise<void>}>} `url` carries the token
 * @throws when the screens have not been built, or a file does not exist
 */
export async function serveWeb({ folder = join(root, 'out/renderer'), files = [], port = usualPort } = {}) {
  if (!existsSync(join(folder, 'index.html')))
    throw new Error('The screens are not built: run "npm run build".');
  const pages = listPages(folder);
  const token = randomBytes(16).toString('hex');
  const offered = files.map((file) => {
    const path = realpathSync(resolve(file));
    return { path, name: basename(path), size: statSync(path).size };
  });
  /** @type {string[]} */
  const directives = JSON.parse(readFileSync(join(root, 'resources/content-security-policy.json'), 'utf8'));
  const headers = {
    'Content-Security-Policy': directives.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  };

  /** @param {string | null} given */
  const isToken = (given) =>
    given?.length === token.length && timingSafeEqual(Buffer.from(given), Buffer.from(token));

  const server = createServer((request, response) => {
    /**
     * @param {number} status
     * @param {string} type
     * @param {string} body
     */
    const answer = (status, type, body) => {
      response.writeHead(status, { ...headers, 'Content-Type': type });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    /**
     * @param {string} path
     * @param {string} type
     */
    const send = (path, type) => {
      const { size } = statSync(path);
      const range = parseRange(request.headers.range, size);
      const length = range ? range.end - range.start + 1 : size;
      response.writeHead(range ? 206 : 200, {
        ...headers,
        'Content-Type': type,
        'Content-Length': length,
        'Accept-Ranges': 'bytes',
        ...(range && { 'Content-Range': `bytes ${range.start}-${range.end}/${size}` }),
      });
      if (request.method === 'HEAD' || length === 0) response.end();
      else {
        createReadStream(path, range)
          .on('error', () => response.destroy())
          .pipe(response);
      }
    };

    // A page elsewhere may point a name of its own at 127.0.0.1; its requests carry that name.
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    if (host !== '127.0.0.1' && host !== 'localhost') return answer(403, 'text/plain', 'Wrong host.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(405, 'text/plain', 'Only GET.\n');

    // Split by hand: the URL class would resolve `..` before the list is asked.
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const page = pages.get(path);
    if (page) return send(page, mediaTypes[extname(page)] ?? 'application/octet-stream');

    if (path === '/launch-files.json' || path.startsWith('/launch-files/')) {
      if (!isToken(new URLSearchParams(query).get('token')))
        return answer(403, 'text/plain', 'Wrong token.\n');
      if (path === '/launch-files.json') {
        const list = offered.map(({ name, size }, index) => ({
          name,
          size,
          url: `/launch-files/${index}?token=${token}`,
        }));
        return answer(200, 'application/json', JSON.stringify(list));
      }
      const index = /^\/launch-files\/(\d{1,6})$/.exec(path)?.[1];
      const file = index === undefined ? undefined : offered[Number(index)];
      if (file) return send(file.path, 'application/octet-stream');
    }
    return answer(404, 'text/plain', 'Not here.\n');
  });

  /** @param {number} wanted */
  const listen = (wanted) =>
    new Promise((settle, reject) => {
      server.once('error', reject);
      server.listen(wanted, '127.0.0.1', () => {
        server.off('error', reject);
        settle(undefined);
      });
    });
  try {
    await listen(port);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    console.error(
      `web: port ${port} is in use; projects kept in the browser under that port are not seen under another.`,
    );
    await listen(0);
  }
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}/${offered.length > 0 ? `?launch=${token}` : ''}`,
    port: actual,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  try {
    const port = Number(process.env['PAIRWRIGHT_PORT'] || usualPort);
    const { url } = await serveWeb({ files: process.argv.slice(2), port });
    console.log(`web: Pairwright is at ${url} (stop with Ctrl+C)`);
  } catch (error) {
    console.error(`web: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
