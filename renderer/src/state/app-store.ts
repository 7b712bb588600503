import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Project } from '../../../shared/domain/project.ts';
import type { FileChoice } from '../../../shared/import/file-choice.ts';
import type { ImportOutcome, ImportProgress } from '../../../shared/import/import-job.ts';
import type { FileInspection } from '../../../shared/import/inspect-files.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { type Settings, settingsSchema } from '../../../shared/ipc/settings.ts';
import type { ProjectSummary, RecentFiles } from '../host/host.ts';
import type { MergeSummary } from '../workers/pack-job.ts';

/** Parts of an open project. */
export type ProjectTab = 'review' | 'agreement' | 'export' | 'handoff';

export type Screen =
  | { readonly name: 'loading' }
  | { readonly name: 'home' }
  | { readonly name: 'import' }
  | { readonly name: 'project'; readonly tab: ProjectTab };

/** Something long is under way. */
export interface Busy {
  readonly what: 'opening' | 'reading' | 'importing' | 'merging' | 'exporting' | 'computing' | 'packing';
  /** 0 to 1, when it is known. */
  readonly share: number | undefined;
}

/** A message that stays until it is closed or replaced. */
export type Message =
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'saved'; readonly place: string }
  | { readonly kind: 'rebuilt' }
  /** Something in the folder was damaged and could be mended. */
  | { readonly kind: 'repaired'; readonly detail: string }
  | { readonly kind: 'imported'; readonly prompts: number; readonly responses: number }
  | { readonly kind: 'nothing-new' }
  | { readonly kind: 'pack-refused'; readonly file: string; readonly code: string; readonly detail: string }
  | { readonly kind: 'damaged-journal'; readonly lines: number };

export type OpenDialog = 'name' | 'keys' | 'settings' | 'guideline' | 'sources';

/** What merging one pack came to. */
export interface MergeReport {
  readonly file: string;
  readonly summary: MergeSummary;
}

/** How far the trial of an import is: what the files become, in numbers, without anything being written. */
export type ImportTrial =
  | { readonly is: 'running'; readonly progress: ImportProgress | undefined }
  | { readonly is: 'done'; readonly outcome: ImportOutcome }
  | { readonly is: 'failed'; readonly failure: Failure };

/** Files that were opened and wait for the word to go. */
export interface ImportDraft {
  readonly files: readonly { readonly name: string; readonly size: number }[];
  /** What the files are, by their beginnings: known at once. */
  readonly inspections: readonly FileInspection[];
  /** What a person has decided about files, by file name; the rest is as recognised. */
  readonly choices: ReadonlyMap<string, FileChoice>;
  readonly trial: ImportTrial;
  /** The project it goes into, or `undefined` for a new one. */
  readonly target: string | undefined;
  readonly suggestedName: string;
  /** The word has been given: the import in `imports` that the screen waits for. */
  readonly orderedAs: number | undefined;
}

/** An import that a person has ordered, until it is taken off the list. */
export interface ImportEntry {
  readonly id: number;
  readonly files: readonly string[];
  /** Of all files. */
  readonly bytes: number;
  readonly project: Pick<Project, 'id' | 'name'>;
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  readonly progress: ImportProgress | undefined;
  readonly secondsLeft: number | undefined;
  /** When it is done. */
  readonly outcome: ImportOutcome | undefined;
  /** When it failed. */
  readonly failure: Failure | undefined;
}

/** Whether an import is over, one way or another. */
export function isEnded(state: ImportEntry['state']): boolean {
  return state !== 'waiting' && state !== 'running';
}

/** What the window shows, apart from the work itself. */
export interface AppState {
  readonly screen: Screen;
  readonly settings: Settings;
  readonly projects: readonly ProjectSummary[];
  readonly recentFiles: readonly RecentFiles[];
  readonly busy: Busy | undefined;
  readonly importDraft: ImportDraft | undefined;
  /** The oldest first. */
  readonly imports: readonly ImportEntry[];
  readonly mergeReports: readonly MergeReport[];
  readonly message: Message | undefined;
  readonly dialog: OpenDialog | undefined;
  /** Counts up when an open project has new content (import, merge), so that views look again. */
  readonly projectVersion: number;
}

export type AppStore = StoreApi<AppState>;

export function createAppStore(): AppStore {
  return createStore<AppState>(() => ({
    screen: { name: 'loading' },
    settings: settingsSchema.parse({}),
    projects: [],
    recentFiles: [],
    busy: undefined,
    importDraft: undefined,
    imports: [],
    mergeReports: [],
    message: undefined,
    dialog: undefined,
    projectVersion: 0,
  }));
}
