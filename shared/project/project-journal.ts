import { err, ok, type Result } from '../base/result.ts';
import { type RaterId, raterIdSchema } from '../domain/ids.ts';
import type { Judgment, JudgmentDraft } from '../domain/judgment.ts';
import { emptyJournalState, encodeEntries, type JournalState } from '../journal/encode-entries.ts';
import { isCleanToItsEnd, JournalReader, type JournalReplay } from '../journal/replay-journal.ts';
import type { Failure } from './failure.ts';
import { attempt, closeQuietly, type Folder, type FolderFile, readPieces } from './folder.ts';
import { SerialQueue } from './serial-queue.ts';

export const JOURNAL_FOLDER = 'journal';

/** Enough for the last lines of any journal but one that ends in a very long correction. */
const tailBytes = 1 << 16;

/** A journal file by its name, `<rater>-<epoch>.jsonl`. */
export interface JournalFile {
  readonly name: string;
  readonly raterId: RaterId;
  readonly epoch: number;
  readonly bytes: number;
  readonly changedAtMs: number;
}

/** An epoch that is open for writing. */
interface OpenEpoch {
  readonly name: string;
  readonly file: FolderFile;
  readonly state: JournalState;
}

/** The journal files of a project, by rater and epoch. Files with other names are not ours and are left alone. */
export async function listJournalFiles(folder: Folder): Promise<JournalFile[]> {
  const files: JournalFile[] = [];
  for (const { name, bytes, changedAtMs } of await folder.list(JOURNAL_FOLDER)) {
    const [, rater, epoch] = /^([\w-]{1,64})-(\d{4,9})\.jsonl$/.exec(name) ?? [];
    const raterId = raterIdSchema.safeParse(rater);
    if (raterId.success) {
      files.push({ name, raterId: raterId.data, epoch: Number(epoch), bytes, changedAtMs });
    }
  }
  return files.toSorted((a, b) =>
    a.raterId < b.raterId ? -1 : a.raterId > b.raterId ? 1 : a.epoch - b.epoch,
  );
}

/**
 * Appends judgments to the journals of a project, one file per rater and epoch.
 *
 * What resolves as a success is on the disk. A file on which anything failed is never written to again: after a failed
 * fsync the system may have dropped the pages and forgotten it, so a second try on the same handle proves nothing. The
 * next append looks at the disk and starts a new epoch.
 */
export class ProjectJournal {
  readonly #folder: Folder;
  /** The greatest sequence number of a rater that stands elsewhere (in a segment). */
  readonly #lastSeqElsewhere: (raterId: RaterId) => number;
  readonly #queue = new SerialQueue();
  readonly #open = new Map<RaterId, OpenEpoch>();
  readonly #abandoned = new Set<string>();
  /** The greatest number given out, also in an append that failed: it may have reached the disk all the same. */
  readonly #lastSeqGiven = new Map<RaterId, number>();

  constructor(folder: Folder, lastSeqElsewhere: (raterId: RaterId) => number) {
    this.#folder = folder;
    this.#lastSeqElsewhere = lastSeqElsewhere;
  }

  /** Appends and syncs, in the order of the calls; see `ProjectStore.append` for the promise. */
  append(raterId: RaterId, drafts: readonly JudgmentDraft[]): Promise<Result<readonly Judgment[], Failure>> {
    if (drafts.some((draft) => draft.raterId !== raterId)) {
      return Promise.resolve(err({ code: 'bad-request', message: 'A judgment names another rater.' }));
    }
    return this.#queue.run(() => this.#append(raterId, drafts));
  }

  async #append(
    raterId: RaterId,
    drafts: readonly JudgmentDraft[],
  ): Promise<Result<readonly Judgment[], Failure>> {
    if (drafts.length === 0) return ok([]);
    const opened = await this.#epochOf(raterId);
    if (!opened.ok) return opened;
    const { name, file, state } = opened.value;
    const lastSeq = Math.max(state.lastSeq, this.#lastSeqElsewhere(raterId));
    const encoded = encodeEntries({ ...state, lastSeq }, drafts);
    this.#lastSeqGiven.set(raterId, encoded.state.lastSeq);
    const written = await attempt(async () => {
      await file.append(encoded.bytes);
      await file.sync();
    });
    if (written.ok) {
      this.#open.set(raterId, { name, file, state: encoded.state });
      return ok(encoded.judgments);
    }
    this.#open.delete(raterId);
    this.#abandoned.add(name);
    await closeQuietly(file);
    return written;
  }

  async #epochOf(raterId: RaterId): Promise<Result<OpenEpoch, Failure>> {
    const open = this.#open.get(raterId);
    if (open !== undefined) return ok(open);
    const opened = await attempt(() => this.#openEpoch(raterId));
    if (opened.ok) this.#open.set(raterId, opened.value);
    return opened;
  }

  async #openEpoch(raterId: RaterId): Promise<OpenEpoch> {
    const files = (await listJournalFiles(this.#folder)).filter((file) => file.raterId === raterId);
    const replays = await Promise.all(files.map((file) => readEnd(this.#folder, file)));
    const lastSeq = Math.max(
      this.#lastSeqGiven.get(raterId) ?? 0,
      ...replays.map((replay) => replay.state.lastSeq),
    );
    const newest = files.at(-1);
    const newestReplay = replays.at(-1);
    const goesOn =
      newest !== undefined &&
      newestReplay !== undefined &&
      (newest.bytes === 0 || (isCleanToItsEnd(newestReplay) && !this.#abandoned.has(newest.name)));
    const name = goesOn ? newest.name : toJournalName(raterId, (newest?.epoch ?? 0) + 1);
    const lastCrc = goesOn ? newestReplay.state.lastCrc : emptyJournalState.lastCrc;
    const file = await this.#folder.open(`${JOURNAL_FOLDER}/${name}`, 'append');
    try {
      // A new file is durable only when its name is.
      if (!goesOn || newest.bytes === 0) await this.#folder.syncFolder(JOURNAL_FOLDER);
    } catch (error) {
      await closeQuietly(file);
      throw error;
    }
    return { name, file, state: { lastSeq, lastCrc } };
  }

  /** Waits for what is under way and lets go of the files. */
  close(): Promise<void> {
    return this.#queue.run(async () => {
      for (const { file } of this.#open.values()) await closeQuietly(file);
      this.#open.clear();
    });
  }
}

function toJournalName(raterId: RaterId, epoch: number): string {
  return `${raterId}-${String(epoch).padStart(4, '0')}.jsonl`;
}

/**
 * Finds where a file stands: from its last lines when they are whole, else from all of it.
 *
 * Numbers only grow within a file, so its last record carries the greatest.
 */
async function readEnd(folder: Folder, { name, bytes }: JournalFile): Promise<JournalReplay> {
  const path = `${JOURNAL_FOLDER}/${name}`;
  if (bytes > tailBytes) {
    const tail = await folder.read(path, bytes - tailBytes, tailBytes);
    const reader = new JournalReader();
    reader.push(tail.subarray(tail.indexOf(0x0a) + 1));
    const replay = reader.end();
    // The first line of a tail always lacks the one before.
    const isWhole = replay.damaged.every(({ line, why }) => line === 1 && why === 'gap');
    if (isWhole && isCleanToItsEnd(replay) && replay.judgments.length > 0) return replay;
  }
  const reader = new JournalReader();
  for await (const piece of readPieces(folder, path)) reader.push(piece);
  return reader.end();
}
