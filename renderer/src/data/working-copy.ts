import type { Judgment } from '../../../shared/domain/judgment.ts';
import { collectJudgments, type JournalDamage } from '../../../shared/journal/replay-journal.ts';
import { Corpus } from './corpus.ts';
import { ProjectDatabase } from './database.ts';
import { type FolderReader, readJournals, readSegment } from './folder-reader.ts';
import { createDatabaseStore, createMemoryStore, type ItemStore } from './item-store.ts';
import type { SegmentColumns } from './segment-columns.ts';
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
 * The working copy of one project: texts and judgments as the screens read them, made from the folder and kept in step
 * with it.
 *
 * Opening compares the copy with the folder, takes in what is missing, and starts over when anything does not add up.
 */
export class WorkingCopy {
  readonly corpus: Corpus;
  readonly report: CopyReport;
  readonly store: ItemStore;
  readonly #folder: FolderReader;
  #judgments: Judgment[];

  private constructor(
    folder: FolderReader,
    store: ItemStore,
    columns: readonly SegmentColumns[],
    judgments: Judgment[],
    report: CopyReport,
  ) {
    this.#folder = folder;
    this.store = store;
    this.#judgments = judgments;
    this.report = report;
    this.corpus = new Corpus((segment, block) => store.readBlock(segment, block), columns);
  }

  /** Opens the copy of a project folder. Rejects only when the folder itself cannot be read. */
  static async open(folder: FolderReader): Promise<WorkingCopy> {
    const journals = await readJournals(folder);
    const { store, rebuilt } = await openStore(folder);
    const stored = await store.readJudgments();
    const known = new Set(stored.map(({ id }) => id));
    await store.writeJudgments(journals.judgments.flat().filter(({ id }) => !known.has(id)));
    return new WorkingCopy(
      folder,
      store,
      inManifestOrder(folder, await store.readColumns()),
      collectJudgments([stored, ...journals.judgments]),
      { rebuilt, keptIn: store.kind, damaged: journals.damaged },
    );
  }

  /** Every judgment, of every rater, in log order. */
  get judgments(): readonly Judgment[] {
    return this.#judgments;
  }

  /** Takes in judgments that have become durable. Nothing waits for it. */
  addSaved(judgments: readonly Judgment[]): void {
    this.#judgments.push(...judgments);
    this.store.writeJudgments(judgments).catch((error: unknown) => {
      // Caught up from the journal at the next start.
      console.warn('The working copy is behind the journal', error);
    });
  }

  /** Takes in the segments that the manifest names and that are not here yet: after an import or a merge. */
  async takeNewSegments(): Promise<void> {
    const before = new Set((await this.store.readColumns()).map(({ segment }) => segment));
    await fillStore(this.#folder, this.store, before);
    const columns = inManifestOrder(this.#folder, await this.store.readColumns());
    for (const segment of columns) if (!before.has(segment.segment)) this.corpus.add(segment);
    this.#judgments = collectJudgments([this.#judgments, await this.store.readJudgments()]);
  }

  close(): void {
    this.store.close();
  }
}

/** IndexedDB if it works and agrees with the folder, made anew if it does not, and memory if it cannot be had at all. */
async function openStore(folder: FolderReader): Promise<{ store: ItemStore; rebuilt: boolean }> {
  try {
    return await openDatabaseStore(folder);
  } catch (error) {
    console.warn('IndexedDB cannot be used; texts are kept in memory', error);
    const store = createMemoryStore();
    await fillStore(folder, store, new Set());
    return { store, rebuilt: true };
  }
}

async function openDatabaseStore(folder: FolderReader): Promise<{ store: ItemStore; rebuilt: boolean }> {
  const database = new ProjectDatabase(folder.id);
  try {
    await withDeadline(database.open(), OPEN_DEADLINE, 'Opening the database');
    const store = createDatabaseStore(database);
    const columns = await store.readColumns();
    await fillStore(folder, store, new Set(columns.map(({ segment }) => segment)));
    if (await agrees(folder, database)) {
      const wasEmpty = columns.length === 0 && folder.manifest().segments.length > 0;
      return { store, rebuilt: wasEmpty };
    }
  } catch (error) {
    console.warn('The working copy is broken and will be made anew', error);
  }
  await withDeadline(database.delete({ disableAutoOpen: false }), OPEN_DEADLINE, 'Removing the database');
  await withDeadline(database.open(), OPEN_DEADLINE, 'Opening the database');
  const store = createDatabaseStore(database);
  await fillStore(folder, store, new Set());
  return { store, rebuilt: true };
}

/** Reads into *store* every segment that it does not have. */
async function fillStore(folder: FolderReader, store: ItemStore, have: ReadonlySet<string>): Promise<void> {
  for (const segment of folder.manifest().segments) {
    if (!have.has(segment.sha256)) await store.finishSegment(await readSegment(folder, segment, store));
  }
}

/** A database can lose part of its rows without an error; the manifest's counts and the columns tell. */
async function agrees(folder: FolderReader, database: ProjectDatabase): Promise<boolean> {
  const { segments } = folder.manifest();
  const columns = await database.columns.toArray();
  const blocks = await database.blocks.toCollection().primaryKeys();
  const judgments = new Set<string>(await database.judgments.toCollection().primaryKeys());
  return (
    columns.length === segments.length &&
    segments.every(({ sha256, counts }) => {
      const found = columns.find(({ segment }) => segment === sha256);
      if (!found || splitIds(found.responseIds).length !== counts.responses) return false;
      const own = splitIds(found.judgmentIds);
      // Counting rows would not do: the journal brings judgments too, some of them the same.
      if (own.length !== counts.judgments || !own.every((id) => judgments.has(id))) return false;
      const last = Math.max(
        -1,
        ...toBlockNumbers(found.promptPlaces),
        ...toBlockNumbers(found.responsePlaces),
      );
      return blocks.filter(([segment]) => segment === sha256).length > last;
    })
  );
}

function splitIds(joined: string): string[] {
  return joined === '' ? [] : joined.split('\n');
}

/** The highest block number, as a list of at most one: columns can be too long to spread. */
function toBlockNumbers(places: Uint32Array): number[] {
  let highest = -1;
  for (let index = 0; index < places.length; index += 3) highest = Math.max(highest, places[index] ?? -1);
  return highest === -1 ? [] : [highest];
}

function inManifestOrder(folder: FolderReader, columns: readonly SegmentColumns[]): SegmentColumns[] {
  const bySegment = new Map(columns.map((segment) => [segment.segment, segment]));
  return folder.manifest().segments.flatMap(({ sha256 }) => bySegment.get(sha256) ?? []);
}
