import type { ExistingItems } from '../../../shared/import/existing-items.ts';
import { createIndexedItems } from '../../../shared/import/indexed-items.ts';
import type { Folder } from '../../../shared/project/folder.ts';
import { rebuildIndex } from '../../../shared/project/rebuild-index.ts';
import { toIndexPath } from '../../../shared/project/segment-writer.ts';
import type { SegmentIndex } from '../../../shared/segment/segment-index.ts';
import { SegmentIndexReader } from '../../../shared/segment/segment-index-reader.ts';
import { createNodeFolder } from '../files/node-folder.ts';
import { createNodeSha256 } from '../files/node-sha256.ts';
import type { ImportThreadData } from './import-messages.ts';

/** What a project holds already, read from the indexes of its segments; texts are not looked at. */
export async function loadExistingItems({
  folder: path,
  manifest,
}: NonNullable<ImportThreadData['project']>): Promise<ExistingItems> {
  const folder = createNodeFolder(path);
  const shown = new Set(manifest.sources.filter(({ hidden }) => hidden !== true).map(({ id }) => id));
  const indexes: SegmentIndex[] = [];
  for (const { sha256 } of manifest.segments) indexes.push(await loadIndex(folder, sha256));
  return createIndexedItems(indexes, (source) => shown.has(source));
}

async function loadIndex(folder: Folder, sha256: string): Promise<SegmentIndex> {
  const first = await readIndex(folder, sha256);
  if (first !== undefined) return first;
  const rebuilt = await rebuildIndex(folder, sha256, createNodeSha256());
  if (!rebuilt.ok) throw new Error(rebuilt.error.message);
  const second = await readIndex(folder, sha256);
  if (second === undefined) throw new Error(`${toIndexPath(sha256)} cannot be read.`);
  return second;
}

/** The index, unless it is missing or damaged. */
async function readIndex(folder: Folder, sha256: string): Promise<SegmentIndex | undefined> {
  try {
    const reader = await SegmentIndexReader.open(
      (offset, length) => folder.read(toIndexPath(sha256), offset, length),
      sha256,
    );
    const index = reader.ok ? await reader.value.readAll() : reader;
    return index.ok ? index.value : undefined;
  } catch {
    // There is none, or the disk does not give it: it is made again.
    return undefined;
  }
}
