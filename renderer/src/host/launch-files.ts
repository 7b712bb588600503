import { z } from 'zod';
import { HostError } from './host-error.ts';
import type { OpenedFile } from './host.ts';

const listSchema = z.array(z.object({ name: z.string(), size: z.int().min(0), url: z.string() }));

/**
 * The files that the local server offers to the page whose address carries its token (`?launch=…`); none elsewhere.
 *
 * @throws HostError when the server is gone or the token is not of this server
 */
export async function fetchLaunchFiles(location: Location): Promise<readonly OpenedFile[]> {
  const token = new URLSearchParams(location.search).get('launch');
  if (token === null) return [];
  const response = await request(`/launch-files.json?token=${encodeURIComponent(token)}`);
  const list = listSchema.safeParse(await response.json());
  if (!list.success)
    throw new HostError({ code: 'bad-request', message: 'The list of files has another form.' });
  return list.data
    .filter(({ url }) => new URL(url, location.href).origin === location.origin)
    .map(({ name, size, url }) => ({
      name,
      size,
      read: async (offset, length) => {
        if (offset >= size || length === 0) return new Uint8Array();
        const range = `bytes=${offset}-${Math.min(offset + length, size) - 1}`;
        const answer = await request(url, { headers: { Range: range } });
        const bytes = new Uint8Array(await answer.arrayBuffer());
        // A server may send the whole file instead of the range.
        return answer.status === 206 ? bytes : bytes.subarray(offset, offset + length);
      },
    }));
}

async function request(url: string, options?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, options);
  } catch (cause) {
    throw new HostError({ code: 'io', message: `The server does not answer: ${String(cause)}` });
  }
  if (!response.ok) {
    throw new HostError({ code: 'not-found', message: `The server answers ${response.status} for a file.` });
  }
  return response;
}
