import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { err, ok, type Result } from '../base/result.ts';
import type { Rater } from '../domain/rater.ts';
import type { Source } from '../domain/source.ts';
import { encodeSegmentIndex } from '../segment/encode-segment-index.ts';
import type { SegmentIndex } from '../segment/segment-index.ts';
import type { Failure } from './failure.ts';
import { attempt, closeQuietly, type Folder, type FolderFile, writeFileAtomically } from './folder.ts';
import type { ProjectManifest, Segment } from './project-manifest.ts';
import { SerialQueue } from './serial-queue.ts';

export const SEGMENT_FOLDER = 'segments';

/** What goes into the manifest with a segment. */
export type SegmentSummary = Pick<Segment, 'origin' | 'counts' | 'lastSeqs'> & {
  readonly sources: readonly Source[];
  readonly raters: readonly Rater[];
};

/** A running SHA-256; the shells may bring a faster one than the default. */
export interface Sha256 {
  update(bytes: Uint8Array): unknown;
  /** 64 lower-case hex digits; nothing can be added after that. */
  toHex(): string;
}

/** SHA-256 in JavaScript, the same everywhere. */
export function createSha256(): Sha256 {
  const hash = sha256.create();
  return { update: (bytes) => hash.update(bytes), toHex: () => bytesToHex(hash.digest()) };
}

export function toSegmentPath(sha256Hex: string): string {
  return `${SEGMENT_FOLDER}/${sha256Hex}.seg`;
}

export function toIndexPath(sha256Hex: string): string {
  return `${SEGMENT_FOLDER}/${sha256Hex}.idx`;
}

/** Puts the index of a segment beside it: whole, or not at all. */
export async function writeSegmentIndex(
  folder: Folder,
  sha256Hex: string,
  index: SegmentIndex,
): Promise<void> {
  await writeFileAtomically(folder, toIndexPath(sha256Hex), encodeSegmentIndex(index, sha256Hex));
}

/**
 * Writes one segment: bytes under a temporary name, then hash, fsync, rename, and last its name in the manifest.
 *
 * Nothing of it is part of the project before `commit` succeeds. After a failure the writer only repeats it.
 */
export class SegmentFileWriter {
  readonly #folder: Folder;
  readonly #path: string;
  readonly #file: FolderFile;
  readonly #hash: Sha256;
  readonly #publish: (segment: Segment, summary: SegmentSummary) => Promise<Result<ProjectManifest, Failure>>;
  readonly #queue = new SerialQueue();
  #bytes = 0;
  #lastByte: number | undefined;
  /** Why nothing more can be written. */
  #ended: Failure | undefined;

  constructor(
    folder: Folder,
    path: string,
    file: FolderFile,
    hash: Sha256,
    publish: (segment: Segment, summary: SegmentSummary) => Promise<Result<ProjectManifest, Failure>>,
  ) {
    this.#folder = folder;
    this.#path = path;
    this.#file = file;
    this.#hash = hash;
    this.#publish = publish;
  }

  /** Adds bytes (whole or parts of lines). */
  write(bytes: Uint8Array): Promise<Result<void, Failure>> {
    return this.#queue.run(async () => {
      if (this.#ended !== undefined) return err(this.#ended);
      const written = await attempt(() => this.#file.append(bytes));
      if (!written.ok) return this.#fail(written.error);
      this.#hash.update(bytes);
      this.#bytes += bytes.length;
      this.#lastByte = bytes.at(-1) ?? this.#lastByte;
      return ok(undefined);
    });
  }

  /**
   * Makes the segment part of the project: all of it or nothing.
   *
   * @param index of what was written; without it, the index is made from the segment when it is first wanted
   */
  commit(summary: SegmentSummary, index?: SegmentIndex): Promise<Result<ProjectManifest, Failure>> {
    return this.#queue.run(async () => {
      if (this.#ended !== undefined) return err(this.#ended);
      if (this.#bytes > 0 && this.#lastByte !== 0x0a) {
        return this.#fail({ code: 'bad-request', message: 'The last line of the segment has no end.' });
      }
      const { origin, counts, lastSeqs } = summary;
      const segment: Segment = {
        sha256: this.#hash.toHex(),
        bytes: this.#bytes,
        origin,
        counts,
        ...(lastSeqs === undefined ? {} : { lastSeqs }),
      };
      const moved = await attempt(async () => {
        await this.#file.sync();
        await this.#file.close();
        await this.#folder.rename(this.#path, toSegmentPath(segment.sha256));
        if (index === undefined) await this.#folder.syncFolder(SEGMENT_FOLDER);
        else await writeSegmentIndex(this.#folder, segment.sha256, index);
      });
      if (!moved.ok) return this.#fail(moved.error);
      this.#ended = { code: 'bad-request', message: 'The segment has been committed.' };
      // A refusal here leaves a file that no manifest names: it is no part of the project, and a second try of the
      // same import takes its place. It is not removed, since the manifest may have been renamed before it failed.
      return this.#publish(segment, summary);
    });
  }

  /** Leaves nothing behind; does nothing after a commit. */
  abort(): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#ended === undefined)
        await this.#fail({ code: 'bad-request', message: 'The segment was given up.' });
    });
  }

  async #fail(failure: Failure): Promise<{ readonly ok: false; readonly error: Failure }> {
    this.#ended = failure;
    await closeQuietly(this.#file);
    // What cannot be removed now is removed at the next opening.
    await attempt(() => this.#folder.remove(this.#path));
    return err(failure);
  }
}
