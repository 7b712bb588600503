import { PIECE_BYTES } from '../../../shared/project/folder.ts';
import type { ByteChunks } from './host.ts';

/**
 * Cuts and gathers *chunks* into pieces of exactly 1 MB, the last one shorter: one call for each instead of one for
 * every line. A piece holds until the next one is asked for.
 */
export async function* toPieces(chunks: ByteChunks): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(PIECE_BYTES);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.length;) {
      const part = chunk.subarray(offset, offset + PIECE_BYTES - filled);
      piece.set(part, filled);
      filled += part.length;
      offset += part.length;
      if (filled === PIECE_BYTES) {
        yield piece;
        filled = 0;
      }
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}
