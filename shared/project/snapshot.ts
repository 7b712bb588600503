import {
  attempt,
  closeQuietly,
  type Folder,
  FolderError,
  readPieces,
  readWholeFile,
  writeFileAtomically,
} from './folder.ts';
import { encodeManifest, MANIFEST_LIMIT, MANIFEST_NAME } from './manifest-file.ts';
import { JOURNAL_FOLDER, listJournalFiles } from './project-journal.ts';
import type { ProjectManifest } from './project-manifest.ts';

export const SNAPSHOT_FOLDER = 'snapshots';
const snapshotsKept = 10;

/**
 * Copies the manifest and the journals to `snapshots/<revision>/`, so that a merge can be gone back behind.
 *
 * Segments are not copied: they never change and are never removed. The manifest is written last; a snapshot without
 * one was interrupted and is removed here. Keeps the newest ten.
 */
export async function writeSnapshot(folder: Folder, manifest: ProjectManifest): Promise<void> {
  const own = `${SNAPSHOT_FOLDER}/${String(manifest.revision).padStart(8, '0')}`;
  await folder.remove(own);
  await folder.makeFolder(`${own}/${JOURNAL_FOLDER}`);
  for (const { name } of await listJournalFiles(folder)) {
    await copyFile(folder, `${JOURNAL_FOLDER}/${name}`, `${own}/${JOURNAL_FOLDER}/${name}`);
  }
  await folder.syncFolder(`${own}/${JOURNAL_FOLDER}`);
  await writeFileAtomically(folder, `${own}/${MANIFEST_NAME}`, [encodeManifest(manifest)]);
  // Old copies that cannot be removed now are removed next time.
  await attempt(() => removeOldSnapshots(folder));
}

/** The texts of the manifests of all snapshots, as they are on the disk. */
export async function readSnapshotManifests(folder: Folder): Promise<string[]> {
  const texts: string[] = [];
  for (const name of await folder.listFolders(SNAPSHOT_FOLDER)) {
    const path = `${SNAPSHOT_FOLDER}/${name}/${MANIFEST_NAME}`;
    const bytes = await attempt(() => readWholeFile(folder, path, MANIFEST_LIMIT));
    if (bytes.ok) texts.push(new TextDecoder().decode(bytes.value));
    // An unfinished snapshot has no manifest.
    else if (bytes.error.code !== 'not-found') throw new FolderError(bytes.error.code, bytes.error.message);
  }
  return texts;
}

async function removeOldSnapshots(folder: Folder): Promise<void> {
  const names = (await folder.listFolders(SNAPSHOT_FOLDER)).filter((name) => /^\d{8,}$/.test(name));
  let kept = 0;
  for (const name of names.toSorted((a, b) => Number(b) - Number(a))) {
    const files = await folder.list(`${SNAPSHOT_FOLDER}/${name}`);
    const isWhole = files.some((file) => file.name === MANIFEST_NAME);
    if (isWhole && kept < snapshotsKept) kept += 1;
    else await folder.remove(`${SNAPSHOT_FOLDER}/${name}`);
  }
}

async function copyFile(folder: Folder, from: string, to: string): Promise<void> {
  const file = await folder.open(to, 'replace');
  try {
    for await (const piece of readPieces(folder, from)) await file.append(piece);
    await file.sync();
  } finally {
    await closeQuietly(file);
  }
}
