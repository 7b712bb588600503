import type { JudgmentId, RaterId } from '../../../shared/domain/ids.ts';
import type { Rater } from '../../../shared/domain/rater.ts';
import { ReviewQueue } from '../../../shared/review/queue.ts';
import type { RecordBatch } from '../../../shared/segment/record-batches.ts';
import { nextTask } from '../data/next-task.ts';
import { createRecordFeed } from '../data/record-feed.ts';
import { WorkingCopy } from '../data/working-copy.ts';
import type { ProjectStore } from '../host/host.ts';
import { createReviewStore, type ReviewStore } from '../state/review-store.ts';
import { ReviewFlow } from './review-flow.ts';
import { toFailure } from './to-failure.ts';

const HANDED_IN = 'handed-in-seq';
/** Milliseconds of work between two chances for the page to draw. */
const SLICE = 6;
/** Prompts between two looks at the clock. */
const STEP = 50;
/** Milliseconds between two counts on the screen. */
const TELL_EVERY = 200;

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
   * Makes the queue anew: at the start, and when something was imported or merged. Decisions on their way to the disk
   * are waited for; those that could not be saved go along. Of a large project the first items are there at once, and
   * the others follow while the rater works.
   */
  async startReview(): Promise<void> {
    await this.#review?.flow.settled();
    const rater = this.#rater;
    if (!rater) return;
    const { project } = this.store.manifest();
    const queue = new ReviewQueue(this.copy.corpus, {
      labelling: project.labelling,
      seed: project.seed,
      raterId: rater.id,
    });
    extendFor(SLICE, queue);
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
    if (!queue.isComplete) this.#fillQueue(flow);
  }

  /** Makes the rest of the queue in slices that no key press has to wait for. */
  #fillQueue(flow: ReviewFlow): void {
    const fill = async () => {
      const { corpus } = this.copy;
      for (let told = 0; this.#review?.flow === flow && !flow.queue.isComplete;) {
        if (flow.queue.isCaughtUp) await corpus.whenComplete;
        extendFor(SLICE, flow.queue);
        if (performance.now() - told >= TELL_EVERY) {
          flow.takeQueue({ done: flow.queue.promptCount, total: corpus.expectedPrompts });
          told = performance.now();
        }
        await nextTask();
      }
      flow.takeQueue(undefined);
    };
    flow.takeQueue({ done: flow.queue.promptCount, total: this.copy.corpus.expectedPrompts });
    fill().catch((error: unknown) => {
      flow.takeQueue(undefined);
      this.#review?.store.setState({ failure: toFailure(error) });
    });
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
    // Whatever is still being made of the queue ends with it.
    this.#review = undefined;
    this.copy.close();
    await this.store.close();
  }
}

/** Extends the queue for so many milliseconds, or until it has everything that is here. */
function extendFor(milliseconds: number, queue: ReviewQueue): void {
  const end = performance.now() + milliseconds;
  while (!queue.isCaughtUp && performance.now() < end) queue.extend(STEP);
}
