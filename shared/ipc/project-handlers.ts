import { err, ok, type Result } from '../base/result.ts';
import type { ProjectId } from '../domain/ids.ts';
import type { ProjectLibrary } from '../project/project-library.ts';
import type { ProjectStore } from '../project/project-store.ts';
import type { SegmentFileWriter } from '../project/segment-writer.ts';
import { SerialQueue } from '../project/serial-queue.ts';
import type { Channel, HandlersOf, OutputOf } from './contract.ts';
import type { Failure } from './failure.ts';

type ProjectChannel = Exclude<
  Extract<Channel, `projects/${string}` | `project/${string}` | `segment/${string}`>,
  'projects/reveal'
>;

/**
 * Answers the calls about projects for one page: holds the projects and segments that the page has open.
 *
 * A page that is loaded again opens its project again; what the earlier one had open is closed then, and by `closeAll`.
 */
export class ProjectHandlers {
  readonly handlers: HandlersOf<ProjectChannel>;
  readonly #library: ProjectLibrary;
  readonly #stores = new Map<ProjectId, HeldStore>();
  readonly #segments = new Map<number, SegmentFileWriter>();
  /** Opening and closing one after the other: a project is never opened while it is being closed. */
  readonly #queue = new SerialQueue();
  #segmentCount = 0;

  constructor(library: ProjectLibrary) {
    this.#library = library;
    this.handlers = {
      'projects/list': () => library.list(),
      'projects/create': (project) => this.#queue.run(async () => this.#hold(await library.create(project))),
      'projects/open': ({ id }) => this.#queue.run(() => this.#open(id)),
      'projects/discard-empty': ({ id }) =>
        this.#queue.run(async () => {
          await this.#close(id);
          return this.#stores.has(id)
            ? err({ code: 'in-use', message: 'An import into the project is under way.' })
            : toNull(await library.discardEmpty(id));
        }),
      'project/close': ({ id }) => this.#queue.run(() => this.#close(id)),
      'project/journals': ({ id }) => this.#with(id, async (store) => copyList(await store.journals())),
      'project/read-journal': ({ id, name, offset, length }) =>
        this.#with(id, (store) => store.readJournal(name, offset, length)),
      'project/read-segment': ({ id, sha256, offset, length }) =>
        this.#with(id, (store) => store.readSegment(sha256, offset, length)),
      'project/read-index': ({ id, sha256, offset, length }) =>
        this.#with(id, (store) => store.readIndex(sha256, offset, length)),
      'project/rebuild-index': ({ id, sha256 }) =>
        this.#with(id, async (store) => toNull(await store.rebuildIndex(sha256))),
      'project/verify-segment': ({ id, sha256 }) =>
        this.#with(id, async (store) => toNull(await store.verifySegment(sha256))),
      'project/append': ({ id, raterId, drafts }) =>
        this.#with(id, async (store) => copyList(await store.append(raterId, drafts))),
      'project/save-rater': ({ id, rater }) => this.#with(id, (store) => store.saveRater(rater)),
      'project/save': ({ id, project }) => this.#with(id, (store) => store.saveProject(project)),
      'project/change-source': ({ id, source, change }) =>
        this.#with(id, (store) => store.changeSource(source, change)),
      'project/read-report': ({ id, name, offset, length }) =>
        this.#with(id, (store) => store.readReport(name, offset, length)),
      'segment/begin': ({ id }) => this.#with(id, (store) => this.#beginSegment(store)),
      'segment/write': ({ segment, bytes }) =>
        this.#withSegment(segment, async (writer) => toNull(await writer.write(bytes))),
      'segment/commit': ({ segment, summary }) =>
        this.#withSegment(segment, (writer) => {
          this.#segments.delete(segment);
          return writer.commit(summary);
        }),
      'segment/abort': ({ segment }) =>
        this.#withSegment(segment, async (writer) => {
          this.#segments.delete(segment);
          await writer.abort();
          return ok(null);
        }),
    };
  }

  /**
   * Keeps an open project open until `release`: for work that goes on when the page leaves the project. `bad-request`
   * when it is not open.
   */
  retain(
    id: ProjectId,
  ): Result<{ readonly store: ProjectStore; readonly release: () => Promise<void> }, Failure> {
    const held = this.#stores.get(id);
    if (held === undefined) return err(notOpen(id));
    held.retained += 1;
    return ok({
      store: held.store,
      release: () =>
        this.#queue.run(async () => {
          held.retained -= 1;
          if (held.retained === 0 && !held.isOpen) await this.#drop(held.store);
        }),
    });
  }

  /** Closes what the page had open: it was left, loaded again, or has crashed. */
  closeAll(): Promise<void> {
    return this.#queue.run(async () => {
      for (const { store } of this.#stores.values()) await this.#drop(store);
    });
  }

  async #open(id: ProjectId): Promise<Result<OutputOf<'projects/open'>, Failure>> {
    const held = this.#stores.get(id);
    if (held !== undefined && held.retained > 0) {
      held.isOpen = true;
      return ok({ manifest: held.store.manifest(), notices: [] });
    }
    await this.#close(id);
    return this.#hold(await this.#library.open(id));
  }

  #hold(opened: Result<ProjectStore, Failure>): Result<OutputOf<'projects/open'>, Failure> {
    if (!opened.ok) return opened;
    const store = opened.value;
    this.#stores.set(store.id, { store, isOpen: true, retained: 0 });
    return ok({ manifest: store.manifest(), notices: [...store.notices] });
  }

  async #close(id: ProjectId): Promise<Result<null, Failure>> {
    const held = this.#stores.get(id);
    if (held === undefined) return ok(null);
    held.isOpen = false;
    if (held.retained === 0) await this.#drop(held.store);
    return ok(null);
  }

  async #drop(store: ProjectStore): Promise<void> {
    this.#stores.delete(store.id);
    await store.close();
  }

  async #beginSegment(store: ProjectStore): Promise<Result<OutputOf<'segment/begin'>, Failure>> {
    const writer = await store.beginSegment();
    if (!writer.ok) return writer;
    this.#segmentCount += 1;
    this.#segments.set(this.#segmentCount, writer.value);
    return ok({ segment: this.#segmentCount });
  }

  #with<Value>(
    id: ProjectId,
    work: (store: ProjectStore) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const held = this.#stores.get(id);
    return held?.isOpen === true ? work(held.store) : Promise.resolve(err(notOpen(id)));
  }

  #withSegment<Value>(
    segment: number,
    work: (writer: SegmentFileWriter) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure>> {
    const writer = this.#segments.get(segment);
    return writer === undefined
      ? Promise.resolve(err({ code: 'bad-request', message: `There is no open segment ${segment}.` }))
      : work(writer);
  }
}

/** A project that is open for the page, or only for work that has not ended. */
interface HeldStore {
  readonly store: ProjectStore;
  isOpen: boolean;
  retained: number;
}

function notOpen(id: ProjectId): Failure {
  return { code: 'bad-request', message: `The project ${id} is not open.` };
}

/** What crosses a process border is `null` where there is nothing to say. */
function toNull(result: Result<void, Failure>): Result<null, Failure> {
  return result.ok ? ok(null) : result;
}

function copyList<Entry>(result: Result<readonly Entry[], Failure>): Result<Entry[], Failure> {
  return result.ok ? ok([...result.value]) : result;
}
