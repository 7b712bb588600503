import { err, ok, type Result } from '../base/result.ts';
import { toCanonicalJson } from '../domain/canonical-json.ts';
import type { ProjectId, RaterId, SourceId } from '../domain/ids.ts';
import type { Judgment, JudgmentDraft } from '../domain/judgment.ts';
import type { Project } from '../domain/project.ts';
import type { Rater } from '../domain/rater.ts';
import type { Failure } from './failure.ts';
import { attempt, type Folder, readPieces } from './folder.ts';
import { readManifest, writeManifest } from './manifest-file.ts';
import { findMissingSegment, removeLeftovers, removeUnnamed, repairManifest } from './mend-folder.ts';
import { JOURNAL_FOLDER, listJournalFiles, ProjectJournal } from './project-journal.ts';
import { PROJECT_FORMAT_VERSION, type ProjectManifest, type Segment } from './project-manifest.ts';
import type { ProjectLock } from './projects-place.ts';
import {
  openReport,
  REPORT_NAME,
  type ReportFileWriter,
  REPORTS_PER_REVISION,
  toReportName,
  toReportPath,
} from './report-file.ts';
import {
  createSha256,
  SEGMENT_FOLDER,
  SegmentFileWriter,
  type SegmentSummary,
  type Sha256,
  toIndexPath,
  toSegmentPath,
} from './segment-writer.ts';
import { damagedSegment, rebuildIndex } from './rebuild-index.ts';
import { SerialQueue } from './serial-queue.ts';
import { SNAPSHOT_FOLDER, writeSnapshot } from './snapshot.ts';
import { applySourceChange, type SourceChange } from './source-change.ts';

/** Makes the folder of a new project. The project exists from the moment its manifest does. */
export async function createProjectFolder(folder: Folder, project: Project): Promise<Result<void, Failure>> {
  return attempt(async () => {
    for (const name of ['', JOURNAL_FOLDER, SEGMENT_FOLDER, SNAPSHOT_FOLDER]) await folder.makeFolder(name);
    await writeManifest(folder, {
      format: 'pairwright-project',
      version: PROJECT_FORMAT_VERSION,
      revision: 1,
      project,
      raters: [],
      segments: [],
      sources: [],
    });
  });
}

/**
 * Opens a project folder of which the caller holds the lock; the store releases it when it is closed.
 *
 * Repairs what can be repaired without losing anything (see `ProjectStore.notices`), removes what an interrupted import
 * left, and checks that every segment is there with its size. A project of a later version is left as it is.
 */
export async function openProjectFolder(
  folder: Folder,
  lock: ProjectLock,
  createHash: () => Sha256 = createSha256,
): Promise<Result<ProjectStore, Failure>> {
  const read = await readManifest(folder);
  if (!read.ok) return read;
  const { manifest } = read.value;
  const opened = await attempt(async () => {
    const missing = await findMissingSegment(folder, manifest);
    if (missing !== undefined) return err(missing);
    await removeLeftovers(folder);
    if (read.value.isFirstCopyWhole) await removeUnnamed(folder, manifest);
    return ok(await repairManifest(folder, read.value));
  });
  if (!opened.ok) return opened;
  if (!opened.value.ok) return opened.value;
  return ok(new ProjectStore(folder, lock, manifest, opened.value.value, createHash));
}

/**
 * An open project folder: the one writer of its manifest, segments and journals.
 *
 * Reading answers with `not-found` for names that the project does not have, so no other file can be reached.
 */
export class ProjectStore {
  /** What was found damaged and repaired when the project was opened; tell the user once. */
  readonly notices: readonly Failure[];
  readonly #folder: Folder;
  readonly #lock: ProjectLock;
  readonly #journal: ProjectJournal;
  readonly #createHash: () => Sha256;
  readonly #manifestQueue = new SerialQueue();
  readonly #indexQueue = new SerialQueue();
  readonly #writers = new Set<SegmentFileWriter>();
  #manifest: ProjectManifest;
  #writerCount = 0;
  #reportCount = 0;
  #closing: Promise<void> | undefined;

  constructor(
    folder: Folder,
    lock: ProjectLock,
    manifest: ProjectManifest,
    notices: readonly Failure[],
    createHash: () => Sha256,
  ) {
    this.#folder = folder;
    this.#lock = lock;
    this.#manifest = manifest;
    this.notices = notices;
    this.#createHash = createHash;
    this.#journal = new ProjectJournal(folder, (raterId) => this.#lastSeqInSegments(raterId));
  }

  get id(): ProjectId {
    return this.#manifest.project.id;
  }

  manifest(): ProjectManifest {
    return this.#manifest;
  }

  /** The journal files as they are on disk now. */
  journals(): Promise<Result<readonly { readonly name: string; readonly bytes: number }[], Failure>> {
    return attempt(async () =>
      (await listJournalFiles(this.#folder)).map(({ name, bytes }) => ({ name, bytes })),
    );
  }

  async readJournal(name: string, offset: number, length: number): Promise<Result<Uint8Array, Failure>> {
    const journals = await this.journals();
    if (!journals.ok) return journals;
    if (journals.value.every((journal) => journal.name !== name)) {
      return err({ code: 'not-found', message: `The project has no journal ${name}.` });
    }
    return attempt(() => this.#folder.read(`${JOURNAL_FOLDER}/${name}`, offset, length));
  }

  async readSegment(sha256: string, offset: number, length: number): Promise<Result<Uint8Array, Failure>> {
    const segment = this.#findSegment(sha256);
    if (!segment.ok) return segment;
    return attempt(() => this.#folder.read(toSegmentPath(sha256), offset, length));
  }

  /** Reads from the index of a segment; `not-found` when it has none (yet): `rebuildIndex` makes it. */
  async readIndex(sha256: string, offset: number, length: number): Promise<Result<Uint8Array, Failure>> {
    const segment = this.#findSegment(sha256);
    if (!segment.ok) return segment;
    return attempt(() => this.#folder.read(toIndexPath(sha256), offset, length));
  }

  /** Makes the index of a segment anew: when it is missing, or when who read it found it damaged. */
  async rebuildIndex(sha256: string): Promise<Result<void, Failure>> {
    const segment = this.#findSegment(sha256);
    if (!segment.ok) return segment;
    return (
      this.#refusal() ?? this.#indexQueue.run(() => rebuildIndex(this.#folder, sha256, this.#createHash()))
    );
  }

  /** Reads a whole segment and compares it with its name; `damaged` when a bit has changed. Meant for idle time. */
  async verifySegment(sha256: string): Promise<Result<void, Failure>> {
    const segment = this.#findSegment(sha256);
    if (!segment.ok) return segment;
    const hash = this.#createHash();
    const read = await attempt(async () => {
      for await (const piece of readPieces(this.#folder, toSegmentPath(sha256))) hash.update(piece);
    });
    if (!read.ok) return read;
    return hash.toHex() === sha256 ? ok(undefined) : err(damagedSegment(sha256));
  }

  /**
   * Appends judgments of one rater, in the order of the calls. A success means that they are on the disk; a failure
   * that they are not acknowledged, whatever the disk holds (see `collectJudgments`).
   */
  async append(
    raterId: RaterId,
    drafts: readonly JudgmentDraft[],
  ): Promise<Result<readonly Judgment[], Failure>> {
    return this.#refusal() ?? this.#journal.append(raterId, drafts);
  }

  /** Starts a new segment under a temporary name. */
  async beginSegment(): Promise<Result<SegmentFileWriter, Failure>> {
    const refusal = this.#refusal();
    if (refusal !== undefined) return refusal;
    this.#writerCount += 1;
    const path = `${SEGMENT_FOLDER}/segment-${this.#writerCount}.tmp`;
    const opened = await attempt(async () => {
      await this.#folder.makeFolder(SEGMENT_FOLDER);
      return this.#folder.open(path, 'replace');
    });
    if (!opened.ok) return opened;
    const writer = new SegmentFileWriter(
      this.#folder,
      path,
      opened.value,
      this.#createHash(),
      (segment, summary) => this.#publish(segment, summary),
    );
    this.#writers.add(writer);
    return ok(writer);
  }

  /** Adds a rater, or changes the name of a known one. */
  saveRater(rater: Rater): Promise<Result<ProjectManifest, Failure>> {
    return this.#change((manifest) => ({
      ...manifest,
      raters: manifest.raters.some(({ id }) => id === rater.id)
        ? manifest.raters.map((known) => (known.id === rater.id ? rater : known))
        : [...manifest.raters, rater],
    }));
  }

  /** Changes name, guideline or labelling; the id stays. */
  saveProject(project: Project): Promise<Result<ProjectManifest, Failure>> {
    if (project.id !== this.id) {
      return Promise.resolve(err({ code: 'bad-request', message: 'The id of a project never changes.' }));
    }
    return this.#change((manifest) => ({ ...manifest, project }));
  }

  /**
   * Renames a source, hides it, shows it again, or takes it off the list. What came only from a source that is hidden or
   * not on the list is no part of the project for whoever reads it; the bytes and the judgments stay.
   */
  changeSource(id: SourceId, change: SourceChange): Promise<Result<ProjectManifest, Failure>> {
    if (this.#manifest.sources.every((source) => source.id !== id)) {
      return Promise.resolve(err({ code: 'not-found', message: `The project has no source ${id}.` }));
    }
    return this.#change(
      (manifest) => ({
        ...manifest,
        sources: manifest.sources.flatMap((source) =>
          source.id === id ? applySourceChange(source, change) : [source],
        ),
      }),
      change.to === 'removed',
    );
  }

  /** Begins the report of an import: it becomes part of the project with a source that names it. */
  async beginReport(): Promise<Result<ReportFileWriter, Failure>> {
    const refusal = this.#refusal();
    if (refusal !== undefined) return refusal;
    this.#reportCount += 1;
    return openReport(
      this.#folder,
      toReportName(this.#manifest.revision * REPORTS_PER_REVISION + this.#reportCount),
    );
  }

  async readReport(name: string, offset: number, length: number): Promise<Result<Uint8Array, Failure>> {
    return REPORT_NAME.test(name)
      ? attempt(() => this.#folder.read(toReportPath(name), offset, length))
      : err({ code: 'not-found', message: `The project has no report ${name}.` });
  }

  /** Finishes what is under way, gives up open segments, and releases the lock. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const writer of this.#writers) await writer.abort();
    await this.#manifestQueue.run(() => Promise.resolve());
    await this.#indexQueue.run(() => Promise.resolve());
    await this.#journal.close();
    await this.#lock.release();
  }

  /** Why nothing may be written, if so. */
  #refusal(): { readonly ok: false; readonly error: Failure } | undefined {
    if (this.#closing !== undefined) {
      return err({ code: 'bad-request', message: 'The project has been closed.' });
    }
    if (!this.#lock.isHeld()) {
      return err({
        code: 'read-only',
        message: 'Another program has taken over the project. Close it there and open the project again.',
      });
    }
    return undefined;
  }

  #findSegment(sha256: string): Result<Segment, Failure> {
    const segment = this.#manifest.segments.find((known) => known.sha256 === sha256);
    return segment === undefined
      ? err({ code: 'not-found', message: `The project has no segment ${sha256}.` })
      : ok(segment);
  }

  #lastSeqInSegments(raterId: RaterId): number {
    // A rater may be called `constructor`: only what was written counts.
    const seqs = this.#manifest.segments.map(({ lastSeqs = {} }) =>
      Object.hasOwn(lastSeqs, raterId) ? lastSeqs[raterId] : undefined,
    );
    return Math.max(0, ...seqs.map((seq) => seq ?? 0));
  }

  #publish(segment: Segment, summary: SegmentSummary): Promise<Result<ProjectManifest, Failure>> {
    return this.#change(
      (manifest) => ({
        ...manifest,
        segments: manifest.segments.some(({ sha256 }) => sha256 === segment.sha256)
          ? manifest.segments
          : [...manifest.segments, segment],
        // The newest import of a file describes it; a rater keeps the name that the project knows.
        sources: uniteById(summary.sources, manifest.sources),
        raters: uniteById(manifest.raters, summary.raters),
      }),
      segment.origin === 'merge',
    );
  }

  /** Changes the manifest on the disk, then in memory. What changes nothing is not written. */
  #change(
    edit: (manifest: ProjectManifest) => ProjectManifest,
    withSnapshot = false,
  ): Promise<Result<ProjectManifest, Failure>> {
    const refused = this.#refusal();
    if (refused !== undefined) return Promise.resolve(refused);
    return this.#manifestQueue.run(async () => {
      const before = this.#manifest;
      const edited = edit(before);
      if (toCanonicalJson(edited) === toCanonicalJson(before)) return ok(before);
      const after = { ...edited, revision: before.revision + 1 };
      const written = await attempt(async () => {
        if (withSnapshot) await writeSnapshot(this.#folder, before);
        await writeManifest(this.#folder, after);
      });
      if (!written.ok) return written;
      this.#manifest = after;
      return ok(after);
    });
  }
}

/** The records of *first*, then those of *second* that are new. */
function uniteById<Entry extends { readonly id: string }>(
  first: readonly Entry[],
  second: readonly Entry[],
): Entry[] {
  const byId = new Map<string, Entry>();
  for (const entry of [...first, ...second]) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  return [...byId.values()];
}
