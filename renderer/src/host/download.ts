import { Zip, ZipDeflate } from 'fflate';
import { toSafeFileName } from '../../../shared/project/safe-file-name.ts';
import { toPieces } from './byte-pieces.ts';
import type { ByteChunks } from './host.ts';

/** Long enough for the browser to have taken the bytes over. */
const keptMs = 60_000;
/** The earliest time that a zip can name: the same files give the same bytes. */
const zipEpoch = '1980-01-01T00:00:00';

/** Gathers what a generator yields; the browser keeps large ones on its disk. */
export async function collectBlob(content: ByteChunks, type: string): Promise<Blob> {
  const parts: BlobPart[] = [];
  // The piece is used again for the next one.
  for await (const piece of toPieces(content)) parts.push(piece.slice());
  return new Blob(parts, { type });
}

/** Puts files into one zip, below the folder *name*. */
export async function zipFiles(
  name: string,
  files: readonly { readonly name: string; readonly content: ByteChunks }[],
): Promise<Blob> {
  const parts: BlobPart[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, data) => {
    if (error) failure = error;
    else parts.push(data);
  });
  for (const file of files) {
    const entry = new ZipDeflate(`${name}/${file.name}`, { level: 6 });
    entry.mtime = zipEpoch;
    zip.add(entry);
    for await (const piece of toPieces(file.content)) entry.push(piece.slice());
    entry.push(new Uint8Array(), true);
  }
  zip.end();
  if (failure !== undefined) throw failure;
  return new Blob(parts, { type: 'application/zip' });
}

/** Saves *blob* as a download; answers the name it asked for. The browser says where it went. */
export function download(suggestedName: string, blob: Blob): string {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = toSafeFileName(suggestedName, 'pairwright');
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, keptMs);
  return link.download;
}
