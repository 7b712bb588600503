import { randomUUID } from 'node:crypto';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { InputOf, OutputOf } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { APP_ORIGIN, type AssetAnswer } from '../app-assets.ts';
import { readSourceImage } from './read-source-image.ts';
import type { SourceFolders } from './source-folders.ts';
import { toRelativeParts } from './to-relative-parts.ts';

const ADDRESS = `${APP_ORIGIN}/source-images/`;
/** Addresses that are good at one time; more than a screen ever shows. */
const ADDRESSES = 1_000;

interface Place {
  readonly folder: string;
  readonly parts: readonly string[];
}

/**
 * The images to which imported data refer by relative paths, as far as they lie beside or below the data files.
 *
 * The page asks by reference and gets an address that this process made up; only such addresses are answered, so that the
 * page learns no path and can name none.
 */
export class SourceImages {
  readonly #folders: SourceFolders;
  /** By the last part of their address, the oldest first. */
  readonly #places = new Map<string, Place>();

  constructor(folders: SourceFolders) {
    this.#folders = folders;
  }

  /** The address under which the page can load an image; `null` when there is none to show. */
  async find({ id, reference }: InputOf<'images/find'>): Promise<Result<OutputOf<'images/find'>, Failure>> {
    const parts = toRelativeParts(reference);
    if (parts === undefined) return ok(null);
    for (const folder of await this.#folders.find(id)) {
      if ((await readSourceImage(folder, parts, 'head')) !== undefined)
        return ok(this.#give({ folder, parts }));
    }
    return ok(null);
  }

  /** Answers an address of an image; `undefined` for all other addresses. Everything is checked once more. */
  async serve(method: string, url: string): Promise<AssetAnswer | undefined> {
    if (!url.startsWith(ADDRESS)) return undefined;
    const place = this.#places.get(url.slice(ADDRESS.length));
    const image =
      method === 'GET' && place !== undefined
        ? await readSourceImage(place.folder, place.parts, 'whole')
        : undefined;
    if (image === undefined) return { status: 404, type: 'text/plain', body: new Uint8Array() };
    return { status: 200, type: image.type, body: image.bytes };
  }

  /** Forgets all addresses: the page that knew them has gone. */
  forget(): void {
    this.#places.clear();
  }

  #give(place: Place): string {
    const token = randomUUID();
    this.#places.set(token, place);
    for (const oldest of this.#places.keys()) {
      if (this.#places.size <= ADDRESSES) break;
      this.#places.delete(oldest);
    }
    return ADDRESS + token;
  }
}
