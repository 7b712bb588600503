import type { ProjectId, RaterId, SourceId } from '../../../shared/domain/ids.ts';
import type { Judgment, JudgmentDraft } from '../../../shared/domain/judgment.ts';
import type { Project } from '../../../shared/domain/project.ts';
import type { Rater } from '../../../shared/domain/rater.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { InputOf } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import type { ImportState } from '../../../shared/ipc/import-state.ts';
import type { Settings } from '../../../shared/ipc/settings.ts';
import type { ProjectManifest, Segment } from '../../../shared/project/project-manifest.ts';
import type { SourceChange } from '../../../shared/project/source-change.ts';
import type { Source } from '../../../shared/domain/source.ts';

/**
 * What the surroundings offer: Electron through the preload bridge, or a browser with OPFS. Everything that a screen
 * needs from outside the page comes through here; both implementations keep the same promises.
 *
 * No call stays open for ever: what is not settled within its deadline comes back as a `timeout` failure.
 */
export interface Host {
  readonly kind: 'electron' | 'browser';
  about(): Promise<HostInfo>;
  loadSettings(): Promise<Settings>;
  /** Durable when it resolves. */
  saveSettings(settings: Settings): Promise<Result<void, Failure>>;
  /** Files named on the command line; each file is handed out once. */
  takeLaunchFiles(): Promise<readonly OpenedFile[]>;
  /** Calls back when a second start of the program hands over files to this one. Returns how to stop. */
  onLaunchFiles(listener: () => void): () => void;
  /** Lets the user pick files; an empty list when cancelled. */
  pickFiles(): Promise<readonly OpenedFile[]>;
  /** What was opened last, the latest first, as far as it is still there; nothing in a browser, which has no paths. */
  listRecentFiles(): Promise<readonly RecentFiles[]>;
  openRecentFiles(id: string): Promise<readonly OpenedFile[]>;
  /** Files dropped on the window; in Electron also those of dropped folders. */
  openDropped(files: readonly File[]): Promise<readonly OpenedFile[]>;
  /**
   * Begins an import beside the page, of files that have a `token`; where there is no such thing (a browser) the page
   * does it in a worker of its own.
   */
  readonly startImport?: (request: ImportRequest) => Promise<Result<RemoteImport, Failure>>;
  listProjects(): Promise<readonly ProjectSummary[]>;
  createProject(project: Project): Promise<Result<ProjectStore, Failure>>;
  openProject(id: ProjectId): Promise<Result<ProjectStore, Failure>>;
  /** Removes a project that nothing was imported into and nothing judged in; closes it first. */
  discardEmptyProject(id: ProjectId): Promise<Result<void, Failure>>;
  /** Lets the user pick a place and writes one file atomically. */
  saveFile(suggestedName: string, content: ByteChunks): Promise<Result<SavedPlace, Failure>>;
  /**
   * Lets the user pick a folder and writes *files* into a new folder *suggestedName* in it, whole or not at all: an
   * existing folder of that name is never touched, the new one gets a number. (A browser saves one zip instead.)
   */
  saveFolder(
    suggestedName: string,
    files: readonly { readonly name: string; readonly content: ByteChunks }[],
  ): Promise<Result<SavedPlace, Failure>>;
  /**
   * The address of an image that a prompt refers to by a path, when it lies beside or below the files that were imported
   * on this machine; `undefined` for others, and in a browser, which knows no folders.
   */
  findImage(project: ProjectId, reference: string): Promise<string | undefined>;
  /** Shows a project's folder in the system's file manager; does nothing in a browser. */
  revealProject(id: ProjectId): Promise<void>;
}

/** Bytes in pieces of at most 1 MB. */
export type ByteChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface HostInfo {
  readonly version: string;
  /** Where projects are kept, for people to read. */
  readonly projectsFolder: string;
  readonly platform: string;
}

/** Files that were opened together. */
export interface RecentFiles {
  readonly id: string;
  readonly names: readonly string[];
  /** The name of the folder that they are in. */
  readonly folder: string;
}

/** An import, or a trial of one, that the surroundings are to run. */
export type ImportRequest = InputOf<'import/start'>;

/** An import that runs beside the page. */
export interface RemoteImport {
  /** Resolves when more is known than in version *seen*, and now and then. */
  watch(seen: number): Promise<Result<ImportState, Failure>>;
  /** Ends it without a trace. */
  cancel(): Promise<void>;
}

/** A file that the user has opened. In Electron a token stands behind it: paths never reach the page. */
export interface OpenedFile {
  readonly token?: string;
  /** The name, or the path inside a dropped folder, with `/`. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Reads *length* bytes (at most 1 MB) from *offset*; fewer at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export interface ProjectSummary {
  readonly id: ProjectId;
  readonly name: string;
  readonly prompts: number;
  readonly responses: number;
  /** ISO 8601, when the folder was last written to. */
  readonly changedAt: string;
  /** Set when the folder cannot be opened, with the reason. */
  readonly failure?: Failure;
}

/** Where something was saved, in words for people; `undefined` when the user cancelled. */
export interface SavedPlace {
  readonly place: string | undefined;
}

/** An open project folder: the truth. One writer at a time; the journal promises durability before it answers. */
export interface ProjectStore {
  readonly id: ProjectId;
  /** What was found damaged and has been repaired when the project was opened; to be told once. */
  readonly notices: readonly Failure[];
  manifest(): ProjectManifest;
  /** The journal files as they are on disk now; read them with `readJournal` and replay them. */
  journals(): Promise<readonly { readonly name: string; readonly bytes: number }[]>;
  readJournal(name: string, offset: number, length: number): Promise<Uint8Array>;
  readSegment(sha256: string, offset: number, length: number): Promise<Uint8Array>;
  /** Reads from the index of a segment; `not-found` when it has none. */
  readIndex(sha256: string, offset: number, length: number): Promise<Result<Uint8Array, Failure>>;
  /** Makes the index of a segment anew: it is missing or damaged. `damaged` when the segment itself is. */
  rebuildIndex(sha256: string): Promise<Result<void, Failure>>;
  /** Reads a whole segment and compares it with its hash; `damaged` when a bit has changed. For idle time. */
  verifySegment(sha256: string): Promise<Result<void, Failure>>;
  /**
   * Appends judgments of one rater to the journal, in the order of the calls. When it resolves with success they are
   * on the disk (fsync) and carry their sequence numbers; within 2 s it resolves one way or the other.
   */
  append(raterId: RaterId, drafts: readonly JudgmentDraft[]): Promise<Result<readonly Judgment[], Failure>>;
  /** Starts a new segment. Nothing of it is visible until `commit`. */
  beginSegment(): Promise<Result<SegmentWriter, Failure>>;
  /** Adds a rater, or changes the name of a known one. */
  saveRater(rater: Rater): Promise<Result<ProjectManifest, Failure>>;
  saveProject(project: Project): Promise<Result<ProjectManifest, Failure>>;
  /** Renames a source, hides it, shows it again, or takes it off the list. */
  changeSource(source: SourceId, change: SourceChange): Promise<Result<ProjectManifest, Failure>>;
  readReport(name: string, offset: number, length: number): Promise<Uint8Array>;
  /** Takes over the manifest as somebody else has written it: an import beside the page. */
  adopt(manifest: ProjectManifest): void;
  close(): Promise<void>;
}

export interface SegmentWriter {
  /** At most 1 MB a call. */
  write(bytes: Uint8Array): Promise<Result<void, Failure>>;
  /** Flushes, renames, and names the segment in the manifest: all or nothing. */
  commit(
    summary: Pick<Segment, 'origin' | 'counts' | 'lastSeqs'> & {
      readonly sources: readonly Source[];
      readonly raters: readonly Rater[];
    },
  ): Promise<Result<ProjectManifest, Failure>>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}
