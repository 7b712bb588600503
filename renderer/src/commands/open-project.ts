import type { JudgmentId, RaterId } from '../../../shared/domain/ids.ts';
import type { Rater } from '../../../shared/domain/rater.ts';
import { buildQueue } from '../../../shared/review/queue.ts';
import { createRecordFeed } from '../data/record-feed.ts';
import { WorkingCopy } from '../data/working-copy.ts';
import type { ProjectStore } from '../host/host.ts';
import { createReviewStore, type ReviewStore } from '../state/review-store.ts';
import type { RecordBatch } from '../workers/import-job.ts';
import { ReviewFlow } from './review-flow.ts';

const HANDED_IN = 'handed-in-seq';

/** What the surroundings of an open project give: time, ids, the program's version. */
export interface ProjectDeps {
  readonly app: string;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** A project that is open in the window: its folder, the working copy of it, and the work of the person here. */
export class OpenProject {
  readonly store: ProjectStore;
  readonly copy: WorkingCopy;
  readonly #deps: ProjectDeps;
  #rater: Rater | undefined;
  #review: { readonly flow: ReviewFlow; readonly store: ReviewStore } | undefined;
  /** Judgments up to this number were handed in; their model names may be seen. */
  handedInSeq = 0;

  private constructor(store: ProjectStore, copy: WorkingCopy, deps: ProjectDeps) {
    this.store = store;
    this.copy = copy;
    this.#deps = deps;
  }

  static async open(store: ProjectStore, deps: ProjectDeps): Promise<OpenProject> {
    return new OpenProject(store, await WorkingCopy.open(store), deps);
  }

  get rater(): Rater | undefined {
    return this.#rater;
  }

  /** The work of the rater here, once their name is known. */
  get review(): { readonly flow: ReviewFlow; readonly store: ReviewStore } | undefined {
    return this.#review;
  }

  /** Says who judges: the person of that name in this project, or a new one. */
  async setRater(name: string): Promise<void> {
    const wanted = name.normalize('NFC').trim();
    const known = this.store
      .manifest()
      .raters.find((rater) => rater.origin === 'person' && rater.name.normalize('NFC').trim() === wanted);
    if (known) {
      this.#rater = known;
    } else {
      // A fresh UUID is an id that nobody else has.
      this.#rater = { id: this.#deps.newId() as RaterId, name: wanted, origin: 'person' };
      await this.store.saveRater(this.#rater);
    }
    const handedIn = await this.copy.store.readNote(`${HANDED_IN}:${this.#rater.id}`);
    this.handedInSeq = typeof handedIn === 'number' ? handedIn : 0;
    await this.startReview();
  }

  /** Whether decisions could not be saved: they are lost when the project or its rater changes. */
  async hasUnsaved(): Promise<boolean> {
    const flow = this.#review?.flow;
    await flow?.settled();
    return flow !== undefined && flow.unsaved.length > 0;
  }

  /**
   * Builds the queue anew: at the start, and when something was imported or merged. Decisions on their way to the disk
   * are waited for; those that could not be saved go along.
   */
  async startReview(): Promise<void> {
    await this.#review?.flow.settled();
    const rater = this.#rater;
    if (!rater) return;
    const { project } = this.store.manifest();
    const queue = buildQueue(this.copy.corpus.outlines(), {
      labelling: project.labelling,
      seed: project.seed,
      raterId: rater.id,
    });
    const store = createReviewStore();
    const flow = new ReviewFlow({
      store,
      queue,
      entries: this.copy.judgments.filter(({ raterId }) => raterId === rater.id),
      unsaved: (this.#review?.flow.unsaved ?? []).filter(({ raterId }) => raterId === rater.id),
      raterId: rater.id,
      seed: project.seed,
      app: this.#deps.app,
      append: (raterId, drafts) => this.store.append(raterId, drafts),
      onSaved: (judgments) => {
        this.copy.addSaved(judgments);
      },
      readItem: (promptId) => this.copy.corpus.read(promptId),
      now: this.#deps.now,
      // A fresh UUID is an id that nobody else has.
      newId: () => this.#deps.newId() as JudgmentId,
    });
    this.#review = { flow, store };
  }

  /** Everything in the project, for a worker, in batches. */
  records(): (from: number) => Promise<RecordBatch> {
    return createRecordFeed(this.copy, this.store.manifest().raters);
  }

  /** The rater's work so far is on its way to the lead: model names may be seen for it. */
  async markHandedIn(): Promise<void> {
    const rater = this.#rater;
    if (!rater) return;
    const own = this.copy.judgments.filter(({ raterId }) => raterId === rater.id);
    this.handedInSeq = own.reduce((highest, { seq }) => Math.max(highest, seq), 0);
    await this.copy.store.writeNote(`${HANDED_IN}:${rater.id}`, this.handedInSeq);
  }

  async close(): Promise<void> {
    this.copy.close();
    await this.store.close();
  }
}
