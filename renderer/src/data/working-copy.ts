import type { Judgment } from '../../../shared/domain/judgment.ts';
import { collectJudgments, type JournalDamage } from '../../../shared/journal/replay-journal.ts';
import { Corpus } from './corpus.ts';
import { ProjectDatabase, SEGMENTS_NOTE } from './database.ts';
import { type FolderReader, readJournals } from './folder-reader.ts';
import { readImportedJudgments } from './imported-judgments.ts';
import { IndexFile } from './index-file.ts';
import { createDatabaseStore, createMemoryStore, type ItemStore } from './item-store.ts';
import type { IsShown } from './load-catalogue.ts';
import { SegmentTexts } from './segment-texts.ts';
import { withDeadline } from './with-deadline.ts';

/** What was found when the copy was compared with the folder. */
export interface CopyReport {
  /** The copy was missing, short or broken, and has been made anew from the folder. */
  readonly rebuilt: boolean;
  /** `memory` when IndexedDB cannot be used; the work goes on, the next start reads the folder again. */
  readonly keptIn: ItemStore['kind'];
  readonly damaged: readonly (JournalDamage & { readonly journal: string })[];
}

/** Opening waits for the last window's connection to close, but not for ever. */
const OPEN_DEADLINE = 5000;

/**
 * One project as the screens read it: what was imported, straight from the folder, and what people judged, from a
 * database that is kept in step with the folder.
 *
 * Opening compares the database with the folder and takes in what is missing.
 */
export class WorkingCopy {
  readonly corpus: Corpus;
  readonly report: CopyReport;
  readonly store: ItemStore;
  readonly #folder: FolderReader;
  readonly #texts: SegmentTexts;
  #judgments: Judgment[];

  private constructor(
    folder: FolderReader,
    texts: SegmentTexts,
    corpus: Corpus,
    store: ItemStore,
    judgments: Judgment[],
    report: CopyReport,
  ) {
    this.#folder = folder;
    this.#texts = texts;
    this.corpus = corpus;
    this.store = store;
    this.#judgments = judgments;
    this.report = report;
  }

  /** Opens the copy of a project folder. Rejects only when the folder itself cannot be read. */
  static async open(folder: FolderReader): Promise<WorkingCopy> {
    const texts = new SegmentTexts((sha256, offset, length) => folder.readSegment(sha256, offset, length));
    const [journals, indexes, database] = await Promise.all([
      readJournals(folder),
      Promise.all(folder.manifest().segments.map(({ sha256 }) => IndexFile.open(folder, sha256))),
      openStore(folder),
    ]);
    const { store, stored, segments } = database;
    const known = new Set<string>(stored.map(({ id }) => id));
    const imported: Judgment[] = [];
    let rebuilt = segments === undefined && indexes.length > 0;
    for (const index of indexes) {
      const missing = await readImportedJudgments(index, texts, known);
      imported.push(...missing);
      rebuilt ||= index.wasRebuilt || (missing.length > 0 && segments?.includes(index.sha256) === true);
    }
    const copy = new WorkingCopy(
      folder,
      texts,
      await Corpus.open(texts, indexes, showAsListed(folder)),
      store,
      collectJudgments([[...stored, ...imported], ...journals.judgments]),
      { rebuilt, keptIn: store.kind, damaged: journals.damaged },
    );
    await copy.#keep([...imported, ...journals.judgments.flat().filter(({ id }) => !known.has(id))]);
    return copy;
  }

  /** Every judgment, of every rater, in log order. */
  get judgments(): readonly Judgment[] {
    return this.#judgments;
  }

  /** The bytes of a segment as they are on the disk. */
  readSegment(sha256: string, offset: number, length: number): Promise<Uint8Array> {
    return this.#folder.readSegment(sha256, offset, length);
  }

  /** Takes in judgments that have become durable. Nothing waits for it. */
  addSaved(judgments: readonly Judgment[]): void {
    this.#judgments.push(...judgments);
    this.store.writeJudgments(judgments).catch((error: unknown) => {
      // Caught up from the journal at the next start.
      console.warn('The working copy is behind the journal', error);
    });
  }

  /** Takes in what the manifest says now: segments of an import or a merge, sources that were hidden or shown. */
  async takeManifest(): Promise<void> {
    await this.corpus.show(showAsListed(this.#folder));
    const known = new Set<string>(this.#judgments.map(({ id }) => id));
    const here = new Set(this.corpus.segments.map(({ sha256 }) => sha256));
    const added: Judgment[] = [];
    for (const { sha256 } of this.#folder.manifest().segments.filter((each) => !here.has(each.sha256))) {
      const index = await IndexFile.open(this.#folder, sha256);
      await this.corpus.addSegment(index);
      added.push(...(await readImportedJudgments(index, this.#texts, known)));
    }
    await this.#keep(added);
    this.#judgments = collectJudgments([this.#judgments, added]);
  }

  close(): void {
    this.store.close();
  }

  async #keep(judgments: readonly Judgment[]): Promise<void> {
    if (judgments.length > 0) await this.store.writeJudgments(judgments);
    await this.store.writeNote(
      SEGMENTS_NOTE,
      this.corpus.segments.map(({ sha256 }) => sha256),
    );
  }
}

/** A source that is not on the list has been taken out, as one that is hidden. */
function showAsListed(folder: FolderReader): IsShown {
  const shown = new Set(
    folder
      .manifest()
      .sources.filter(({ hidden }) => hidden !== true)
      .map(({ id }) => id),
  );
  return (source) => shown.has(source);
}

interface OpenedStore {
  readonly store: ItemStore;
  readonly stored: readonly Judgment[];
  /** The segments whose judgments are in it; `undefined` when it is new. */
  readonly segments: readonly string[] | undefined;
}

/** IndexedDB, emptied when it does not work, and memory if it cannot be had at all. */
async function openStore(folder: FolderReader): Promise<OpenedStore> {
  const database = new ProjectDatabase(folder.id);
  try {
    try {
      return await openDatabase(database);
    } catch (error) {
      console.warn('The working copy is broken and will be made anew', error);
      await withDeadline(database.delete({ disableAutoOpen: false }), OPEN_DEADLINE, 'Removing the database');
      return await openDatabase(database);
    }
  } catch (error) {
    console.warn('IndexedDB cannot be used; judgments are kept in memory', error);
    return { store: createMemoryStore(), stored: [], segments: undefined };
  }
}

async function openDatabase(database: ProjectDatabase): Promise<OpenedStore> {
  await withDeadline(database.open(), OPEN_DEADLINE, 'Opening the database');
  const store = createDatabaseStore(database);
  const noted = await store.readNote(SEGMENTS_NOTE);
  // Only this program writes the note.
  const segments = Array.isArray(noted) ? (noted as readonly string[]) : undefined;
  return { store, stored: await store.readJudgments(), segments };
}
