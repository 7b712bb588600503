import { err, ok, type Result } from '../base/result.ts';
import { SegmentIndexBuilder } from '../segment/segment-index-builder.ts';
import { DamagedSegmentError, SegmentScanner } from '../segment/segment-scanner.ts';
import type { Failure } from './failure.ts';
import { attempt, type Folder, readPieces } from './folder.ts';
import { type Sha256, toSegmentPath, writeSegmentIndex } from './segment-writer.ts';

/**
 * Makes the index of a segment from the segment itself and puts it beside it.
 *
 * The bytes are compared with the hash on the way, so that what gets an index is what was once written: `damaged`
 * otherwise, and nothing is written.
 */
export async function rebuildIndex(
  folder: Folder,
  sha256: string,
  hash: Sha256,
): Promise<Result<void, Failure>> {
  const builder = new SegmentIndexBuilder();
  const scanner = new SegmentScanner((record, place) => {
    builder.add(record, place);
  });
  try {
    const read = await attempt(async () => {
      for await (const piece of readPieces(folder, toSegmentPath(sha256))) {
        hash.update(piece);
        scanner.add(piece);
      }
    });
    if (!read.ok) return read;
    scanner.finish();
  } catch (error) {
    if (error instanceof DamagedSegmentError) return err(damagedSegment(sha256));
    throw error;
  }
  if (hash.toHex() !== sha256) return err(damagedSegment(sha256));
  const written = await attempt(() => writeSegmentIndex(folder, sha256, builder.finish()));
  return written.ok ? ok(undefined) : written;
}

export function damagedSegment(sha256: string): Failure {
  return {
    code: 'damaged',
    message: `${toSegmentPath(sha256)} has changed since it was written. Copy it back from a backup, or import its files again.`,
  };
}
