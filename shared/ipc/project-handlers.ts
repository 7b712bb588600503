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
  readonly #stores = new Map<ProjectId, ProjectStore>();
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
      'project/close': ({ id }) => this.#queue.run(() => this.#close(id)),
      'project/journals': ({ id }) => this.#with(id, async (store) => copyList(await store.journals())),
      'project/read-journal': ({ id, name, offset, length }) =>
        this.#with(id, (store) => store.readJournal(name, offset, length)),
      'project/read-segment': ({ id, sha256, offset, length }) =>
        this.#with(id, (store) => store.readSegment(sha256, offset, length)),
      'project/verify-segment': ({ id, sha256 }) =>
        this.#with(id, async (store) => toNull(await store.verifySegment(sha256))),
      'project/append': ({ id, raterId, drafts }) =>
        this.#with(id, async (store) => copyList(await store.append(raterId, drafts))),
      'project/save-rater': ({ id, rater }) => this.#with(id, (store) => store.saveRater(rater)),
      'project/save': ({ id, project }) => this.#with(id, (store) => store.saveProject(project)),
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

  /** Closes what the page had open: it was left, loaded again, or has crashed. */
  closeAll(): Promise<void> {
    return this.#queue.run(async () => {
      for (const id of this.#stores.keys()) await this.#close(id);
    });
  }

  async #open(id: ProjectId): Promise<Result<OutputOf<'projects/open'>, Failure>> {
    await this.#close(id);
    return this.#hold(await this.#library.open(id));
  }

  #hold(opened: Result<ProjectStore, Failure>): Result<OutputOf<'projects/open'>, Failure> {
    if (!opened.ok) return opened;
    const store = opened.value;
    this.#stores.set(store.id, store);
    return ok({ manifest: store.manifest(), notices: [...store.notices] });
  }

  async #close(id: ProjectId): Promise<Result<null, Failure>> {
    const store = this.#stores.get(id);
    this.#stores.delete(id);
    await store?.close();
    return ok(null);
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
    const store = this.#stores.get(id);
    return store === undefined
      ? Promise.resolve(err({ code: 'bad-request', message: `The project ${id} is not open.` }))
      : work(store);
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

/** What crosses a process border is `null` where there is nothing to say. */
function toNull(result: Result<void, Failure>): Result<null, Failure> {
  return result.ok ? ok(null) : result;
}

function copyList<Entry>(result: Result<readonly Entry[], Failure>): Result<Entry[], Failure> {
  return result.ok ? ok([...result.value]) : result;
}
