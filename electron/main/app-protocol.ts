import { join } from 'node:path';
import { protocol } from 'electron';
import policy from '../../resources/content-security-policy.json' with { type: 'json' };
import { APP_SCHEME, type AssetAnswer, createAssetServer } from './app-assets.ts';

/** Tells Chromium about the app's own scheme; only possible before the app is ready. */
export function setupScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Serves the built page under the app's origin, with its content security policy as a header, and what *serveMore* has an
 * answer for.
 */
export function setupAppProtocol(
  serveMore: (method: string, url: string) => Promise<AssetAnswer | undefined>,
): void {
  const serve = createAssetServer(join(import.meta.dirname, '../renderer'));
  protocol.handle(APP_SCHEME, async ({ method, url }) => {
    const { status, type, body } = (await serveMore(method, url)) ?? serve(method, url);
    // A copy whose buffer is a plain one, as the types of Response ask for.
    return new Response(new Uint8Array(body), {
      status,
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': policy.join('; '),
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
    });
  });
}
