import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ProjectId } from '../../../shared/domain/ids.ts';
import type { ImportOutcome } from '../../../shared/import/import-job.ts';
import type { InputOf, OutputOf } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import type { ImportEnd, ImportState } from '../../../shared/ipc/import-state.ts';
import type { ProjectStore } from '../../../shared/project/project-store.ts';
import type { ReportFileWriter } from '../../../shared/project/report-file.ts';
import type { SegmentFileWriter } from '../../../shared/project/segment-writer.ts';
import type { SegmentIndex } from '../../../shared/segment/segment-index.ts';
import { createDiskInputFile } from '../files/disk-input-file.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { FromImportThread, ImportThreadData, ToImportThread } from './import-messages.ts';

/** A thread that does one import, as the main process sees it. */
export interface ImportThread {
  postMessage(message: ToImportThread, transfer: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: FromImportThread) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  terminate(): Promise<unknown>;
}

export interface ImportRunsDeps {
  readonly app: string;
  readonly opened: OpenedFiles;
  readonly startThread: (data: ImportThreadData) => ImportThread;
  /** Keeps an open project open until `release` is called, whatever the page does meanwhile. */
  readonly retain: (
    id: ProjectId,
  ) => Result<{ readonly store: ProjectStore; readonly release: () => Promise<void> }, Failure>;
  /** Keeps where the files of a project were. */
  readonly rememberSources: (id: ProjectId, paths: readonly string[]) => Promise<void>;
  /** Where the folder of a project lies. */
  readonly locate: (id: ProjectId) => Promise<Result<string, Failure>>;
}

/** A watcher is answered after this long even when nothing has happened. */
const WATCH_MS = 1_000;

/** The imports that a page has under way. Threads read and compute; this process writes. */
export class ImportRuns {
  readonly #deps: ImportRunsDeps;
  readonly #runs = new Map<number, ImportRun>();
  #count = 0;

  constructor(deps: ImportRunsDeps) {
    this.#deps = deps;
  }

  async start(input: InputOf<'import/start'>): Promise<Result<OutputOf<'import/start'>, Failure>> {
    const files: ImportThreadData['files'][number][] = [];
    for (const { token, choice } of input.files) {
      const file = this.#deps.opened.find(token);
      if (file === undefined) {
        return err({ code: 'not-found', message: 'A file is not open any more. Open it again.' });
      }
      files.push({ ...file, choice });
    }
    const target = await this.#openTarget(
      input,
      files.map(({ path }) => path),
    );
    if (!target.ok) return target;
    const { project, write, release } = target.value;
    this.#count += 1;
    const run = this.#count;
    const data = { files, project, write: input.write, limitBytes: input.limitBytes, app: this.#deps.app };
    this.#runs.set(run, new ImportRun(this.#deps.startThread(data), files, write, release));
    return ok({ run });
  }

  async watch({ run, seen }: InputOf<'import/watch'>): Promise<Result<ImportState, Failure>> {
    const known = this.#runs.get(run);
    if (known === undefined) return err({ code: 'not-found', message: 'The import has been ended.' });
    const state = await known.waitFor(seen);
    // An end is told once; nobody asks again.
    if (state.end !== null) this.#runs.delete(run);
    return ok(state);
  }

  async cancel({ run }: InputOf<'import/cancel'>): Promise<Result<null, Failure>> {
    const known = this.#runs.get(run);
    this.#runs.delete(run);
    await known?.cancel();
    return ok(null);
  }

  /** The page has gone. */
  async cancelAll(): Promise<void> {
    await Promise.all([...this.#runs.keys()].map((run) => this.cancel({ run })));
  }

  async #openTarget(
    { project: id, write }: InputOf<'import/start'>,
    paths: readonly string[],
  ): Promise<Result<Target, Failure>> {
    if (id === null) {
      return write
        ? err({ code: 'bad-request', message: 'An import needs a project to write to.' })
        : ok({ project: null, write: undefined, release: () => Promise.resolve() });
    }
    const retained = this.#deps.retain(id);
    if (!retained.ok) return retained;
    const { store, release } = retained.value;
    const opened = await this.#openProject(id, store, write);
    if (!opened.ok) {
      await release();
      return opened;
    }
    const { project, writer } = opened.value;
    const remember = () => this.#deps.rememberSources(id, paths);
    return ok({ project, write: writer && { store, writer, remember }, release });
  }

  async #openProject(
    id: ProjectId,
    store: ProjectStore,
    write: boolean,
  ): Promise<Result<OpenedTarget, Failure>> {
    const folder = await this.#deps.locate(id);
    if (!folder.ok) return folder;
    const project = { folder: folder.value, manifest: store.manifest() };
    if (!write) return ok({ project, writer: undefined });
    const writer = await store.beginSegment();
    return writer.ok ? ok({ project, writer: writer.value }) : writer;
  }
}

interface OpenedTarget {
  readonly project: ImportThreadData['project'];
  readonly writer: SegmentFileWriter | undefined;
}

interface Target {
  readonly project: ImportThreadData['project'];
  readonly write: WriteTarget | undefined;
  readonly release: () => Promise<void>;
}

/** Where an import goes that is no trial. */
interface WriteTarget {
  readonly store: ProjectStore;
  readonly writer: SegmentFileWriter;
  /** Keeps where the files were. */
  readonly remember: () => Promise<void>;
}

/** One import: takes what its thread sends, and keeps what is known of it for whoever watches. */
class ImportRun {
  readonly #thread: ImportThread;
  readonly #target: WriteTarget | undefined;
  readonly #release: () => Promise<void>;
  #reporting: ReportFileWriter | undefined;
  #state: ImportState = { version: 0, inspections: null, progress: null, end: null };
  #watchers: (() => void)[] = [];
  /** Messages are worked off one after the other, in their order. */
  #work: Promise<void> = Promise.resolve();
  #hasEnded = false;

  constructor(
    thread: ImportThread,
    files: ImportThreadData['files'],
    target: WriteTarget | undefined,
    release: () => Promise<void>,
  ) {
    this.#thread = thread;
    this.#target = target;
    this.#release = release;
    thread.on('message', (message) => {
      this.#enqueue(() => this.#take(message));
    });
    thread.on('error', (error) => {
      this.#enqueue(() => this.#fail({ code: 'io', message: error.message }));
    });
    void this.#hash(files);
  }

  /** Hashes the files beside their reading: the thread has enough to do, and this process next to nothing. */
  async #hash(files: ImportThreadData['files']): Promise<void> {
    for (const { path, name } of files) {
      if (this.#hasEnded) return;
      const hash = await createDiskInputFile(path, name, 0)
        .sha256()
        .then(ok, (error: unknown) => err(error instanceof Error ? error.message : String(error)));
      this.#thread.postMessage({ type: 'hash', hash }, []);
    }
  }

  async waitFor(seen: number): Promise<ImportState> {
    if (this.#state.version <= seen) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, WATCH_MS);
        this.#watchers.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return this.#state;
  }

  async cancel(): Promise<void> {
    // What is being written now is waited for, what comes after is not taken.
    this.#thread.postMessage({ type: 'cancel' }, []);
    this.#enqueue(() => this.#close());
    await this.#work;
  }

  /** Whatever goes wrong ends the import and is told: whoever watches must not wait for ever. */
  #enqueue(step: () => Promise<void>): void {
    this.#work = this.#work
      .then(step)
      .catch((error: unknown) =>
        this.#fail({ code: 'io', message: error instanceof Error ? error.message : String(error) }),
      );
  }

  async #take(message: FromImportThread): Promise<void> {
    if (this.#hasEnded) return;
    switch (message.type) {
      case 'inspections':
        this.#change({ inspections: message.inspections });
        break;
      case 'progress':
        this.#change({ progress: message.progress });
        break;
      case 'segment':
        await this.#write(message.bytes);
        break;
      case 'report':
        await this.#report(message.bytes);
        break;
      case 'done':
        await this.#finish(message);
        break;
      case 'failed':
        await this.#fail({ code: 'io', message: message.message });
        break;
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    const written = await this.#target?.writer.write(bytes);
    if (written !== undefined && !written.ok) await this.#fail(written.error);
    else this.#thread.postMessage({ type: 'taken', of: 'segment' }, []);
  }

  /** The report is begun with its first line: most imports have nothing to say. */
  async #report(bytes: Uint8Array): Promise<void> {
    if (this.#target === undefined) return;
    if (this.#reporting === undefined) {
      const begun = await this.#target.store.beginReport();
      if (!begun.ok) return this.#fail(begun.error);
      this.#reporting = begun.value;
    }
    const written = await this.#reporting.write(bytes);
    if (!written.ok) return this.#fail(written.error);
    this.#thread.postMessage({ type: 'taken', of: 'report' }, []);
  }

  async #finish({ outcome, index }: Extract<FromImportThread, { type: 'done' }>): Promise<void> {
    const end: ImportEnd =
      this.#target === undefined
        ? { is: 'done', outcome, manifest: null }
        : await this.#commit(this.#target, outcome, index);
    await this.#close();
    this.#change({ end });
  }

  async #commit(
    { writer, remember }: WriteTarget,
    outcome: ImportOutcome,
    index: SegmentIndex | null,
  ): Promise<ImportEnd> {
    const { counts, sources, raters } = outcome.summary;
    const report = await this.#reporting?.finish();
    if (report?.ok === false) return { is: 'failed', failure: report.error };
    const committed = await writer.commit(
      {
        origin: 'import',
        counts,
        sources:
          report === undefined ? sources : sources.map((source) => ({ ...source, report: report.value })),
        raters,
      },
      index ?? undefined,
    );
    if (!committed.ok) return { is: 'failed', failure: committed.error };
    await remember();
    return { is: 'done', outcome, manifest: committed.value };
  }

  async #fail(failure: Failure): Promise<void> {
    if (this.#hasEnded) return;
    await this.#close();
    this.#change({ end: { is: 'failed', failure } });
  }

  /** Ends the thread and gives up what is not committed; does nothing the second time. */
  async #close(): Promise<void> {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    await this.#thread.terminate();
    await this.#target?.writer.abort();
    await this.#reporting?.abort();
    await this.#release();
  }

  #change(change: Partial<ImportState>): void {
    this.#state = { ...this.#state, ...change, version: this.#state.version + 1 };
    for (const wake of this.#watchers.splice(0)) wake();
  }
}
