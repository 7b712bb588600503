import type { Failure } from './failure.ts';
import { attempt, type Folder } from './folder.ts';
import { MANIFEST_COPY_NAME, MANIFEST_NAME, type ReadManifest, writeManifest } from './manifest-file.ts';
import type { ProjectManifest } from './project-manifest.ts';
import {
  REPORT_FOLDER,
  REPORT_NAME,
  REPORTS_PER_REVISION,
  toReportNumber,
  toReportPath,
} from './report-file.ts';
import { SEGMENT_FOLDER, toSegmentPath } from './segment-writer.ts';
import { readSnapshotManifests } from './snapshot.ts';

/** The name under which a damaged manifest is kept when its second copy takes its place. */
const damagedManifestName = 'manifest.json.damaged';

/** The first segment of the manifest that is not there with its size. */
export async function findMissingSegment(
  folder: Folder,
  manifest: ProjectManifest,
): Promise<Failure | undefined> {
  const sizes = new Map((await folder.list(SEGMENT_FOLDER)).map(({ name, bytes }) => [name, bytes]));
  for (const { sha256, bytes } of manifest.segments) {
    const found = sizes.get(`${sha256}.seg`);
    if (found === bytes) continue;
    const what = found === undefined ? 'is missing' : `has ${found} bytes instead of ${bytes}`;
    return {
      code: 'damaged',
      message: `${toSegmentPath(sha256)} ${what}. Copy it back from a backup; the judgments are untouched.`,
    };
  }
  return undefined;
}

/** Removes what an interrupted write left under a temporary name. */
export async function removeLeftovers(folder: Folder): Promise<void> {
  for (const path of ['', SEGMENT_FOLDER, REPORT_FOLDER]) {
    for (const { name } of await folder.list(path)) {
      if (name.endsWith('.tmp')) await folder.remove(path === '' ? name : `${path}/${name}`);
    }
  }
}

/**
 * Removes segments, indexes and reports that an import left whose manifest was never written.
 *
 * Only under a manifest that is the newest one for sure; and what a snapshot names stays, since a person may go back and
 * forth between snapshots.
 */
export async function removeUnnamed(folder: Folder, manifest: ProjectManifest): Promise<void> {
  const unnamed = [
    ...(await listUnnamedSegments(folder, manifest)),
    ...(await listUnnamedReports(folder, manifest)),
  ];
  if (unnamed.length === 0) return;
  const snapshots = await attempt(() => readSnapshotManifests(folder));
  // What cannot be asked may name any of them.
  if (!snapshots.ok) return;
  for (const { path, name } of unnamed) {
    if (!snapshots.value.some((text) => text.includes(name))) await folder.remove(path);
  }
}

interface UnnamedFile {
  readonly path: string;
  /** As a manifest would name it. */
  readonly name: string;
}

async function listUnnamedSegments(folder: Folder, { segments }: ProjectManifest): Promise<UnnamedFile[]> {
  const named = new Set(segments.map(({ sha256 }) => sha256));
  return (await folder.list(SEGMENT_FOLDER))
    .filter(({ name }) => /^[\da-f]{64}\.(?:seg|idx)$/.test(name))
    .map(({ name }) => ({ path: `${SEGMENT_FOLDER}/${name}`, name: name.slice(0, 64) }))
    .filter(({ name }) => !named.has(name));
}

/** Reports of imports since this manifest was written: none of them has become a part of the project. */
async function listUnnamedReports(
  folder: Folder,
  { revision, sources }: ProjectManifest,
): Promise<UnnamedFile[]> {
  const named = new Set(sources.map(({ report }) => report));
  return (await folder.list(REPORT_FOLDER))
    .filter(({ name }) => REPORT_NAME.test(name) && toReportNumber(name) >= revision * REPORTS_PER_REVISION)
    .map(({ name }) => ({ path: toReportPath(name), name }))
    .filter(({ name }) => !named.has(name));
}

/** Writes again whichever copy of the manifest is not as it should be. */
export async function repairManifest(folder: Folder, read: ReadManifest): Promise<Failure[]> {
  const { manifest, isFirstCopyWhole, isSecondCopyCurrent } = read;
  if (isFirstCopyWhole && isSecondCopyCurrent) return [];
  if (!isFirstCopyWhole) {
    // For whoever wants to look at it; a second damage replaces the first.
    await attempt(() => folder.rename(MANIFEST_NAME, damagedManifestName));
  }
  await writeManifest(folder, manifest);
  return isFirstCopyWhole
    ? []
    : [
        {
          code: 'damaged',
          message: `${MANIFEST_NAME} was damaged and has been restored from ${MANIFEST_COPY_NAME}.`,
        },
      ];
}
