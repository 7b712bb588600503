import { assertNever } from '../base/assert-never.ts';
import { WordList } from '../base/word-list.ts';
import type { PromptId } from '../domain/ids.ts';
import { isJudgmentOf, type Judgment } from '../domain/judgment.ts';
import { type QueueItem, type ReviewQueue, toItemKey } from './queue.ts';
import { ReviewLog, type Verdict } from './review-log.ts';

const STATUSES = ['unseen', 'later', 'cannot-judge', 'decided'] as const;
const UNSEEN = STATUSES.indexOf('unseen');

export type ItemStatus = (typeof STATUSES)[number];

/** Four honest counts: they add up to the length of the queue. */
export type Progress = Readonly<Record<ItemStatus, number>>;

/**
 * A rater's queue together with what holds of their log: which item is in which state, and which comes next.
 *
 * Counts are kept, never counted; finding the next item walks forward from the cursor and costs nothing as long as work
 * goes in order. Clock-free and screen-free: the same object serves the window and the tests. A queue that has grown
 * is taken in by `extend`.
 */
export class ReviewSession {
  readonly queue: ReviewQueue;
  readonly log: ReviewLog;
  /** By item: a number of `STATUSES`. */
  readonly #statuses = new WordList();
  readonly #progress: Record<ItemStatus, number> = { unseen: 0, later: 0, 'cannot-judge': 0, decided: 0 };

  constructor(queue: ReviewQueue, entries: Iterable<Judgment>) {
    this.queue = queue;
    this.log = new ReviewLog(entries);
    this.extend();
  }

  /** Takes in the items that the queue has got since. */
  extend(): void {
    const start = this.#statuses.length;
    this.#progress.unseen += this.queue.length - start;
    while (this.#statuses.length < this.queue.length) this.#statuses.push(UNSEEN);
    if (this.log.entries.length === 0) return;
    for (const promptId of this.queue.promptsFrom(start)) {
      if (this.log.mentions(promptId)) this.#refreshPrompt(promptId);
    }
  }

  /** Takes in a further entry of the rater's log. */
  append(entry: Judgment): void {
    this.log.append(entry);
    this.#refreshPrompt(entry.promptId);
  }

  get progress(): Progress {
    return { ...this.#progress };
  }

  statusAt(index: number): ItemStatus | undefined {
    return index >= 0 && index < this.#statuses.length ? STATUSES[this.#statuses.at(index)] : undefined;
  }

  /**
   * The next item to judge: the first unseen one after *index* (then from the start); when none is left and none will
   * come, the first one put off; `undefined` when the work is done, or has to wait for the rest of the queue. Start
   * with -1.
   */
  nextIndex(index: number): number | undefined {
    if (this.#progress.unseen > 0) return this.#find('unseen', index);
    if (this.#progress.later > 0 && this.queue.isComplete) return this.#find('later', index);
    return undefined;
  }

  /** Where the item is that a judgment was about; when it is no longer in the queue, the prompt's first item. */
  indexOf(judgment: Judgment): number | undefined {
    const own = this.queue.indexesOf(judgment.promptId);
    // A correction names one response; what was shown with it says which item it was made on.
    const key = toKeyOf(judgment) ?? (judgment.shown && toItemKey(judgment.promptId, judgment.shown.order));
    return own.find((index) => this.queue.item(index)?.key === key) ?? own[0];
  }

  /** The verdict on an item that counts, if there is one. */
  verdictAt(index: number): Verdict | undefined {
    const item = this.queue.item(index);
    return item && verdictFor(item, this.log);
  }

  #find(status: ItemStatus, after: number): number | undefined {
    const wanted = STATUSES.indexOf(status);
    const { length } = this.#statuses;
    for (let step = 1; step <= length; step += 1) {
      const index = (after + step) % length;
      if (this.#statuses.at(index) === wanted) return index;
    }
    return undefined;
  }

  #refreshPrompt(promptId: PromptId): void {
    for (const index of this.queue.indexesOf(promptId)) this.#refresh(index);
  }

  #refresh(index: number): void {
    const item = this.queue.item(index);
    const before = this.statusAt(index);
    if (!item || !before) return;
    const after = statusOf(item, this.log);
    if (after === before) return;
    this.#statuses.set(index, STATUSES.indexOf(after));
    this.#progress[before] -= 1;
    this.#progress[after] += 1;
  }
}

function statusOf(item: QueueItem, log: ReviewLog): ItemStatus {
  if (isMended(item, log)) return 'decided';
  const verdict = verdictFor(item, log);
  if (!verdict) return 'unseen';
  return isJudgmentOf(verdict, 'skip') ? verdict.value.reason : 'decided';
}

/** One response on its own is judged by rewriting it (or leaving it as it is). */
function isMended(item: QueueItem, log: ReviewLog): boolean {
  const [only] = item.order;
  return item.kind === 'single' && only !== undefined && log.correctionOf(only) !== undefined;
}

/** The last verdict that settles this item: on the same responses, or a ranking that orders both of a pair. */
function verdictFor(item: QueueItem, log: ReviewLog): Verdict | undefined {
  return log.verdictsOn(item.promptId).findLast((verdict) => {
    if (verdict.turn !== item.turn) return false;
    if (toKeyOf(verdict) === item.key) return true;
    if (item.kind !== 'pair' || !isJudgmentOf(verdict, 'ranking')) return false;
    const ranked = verdict.value.groups.flat();
    return item.order.every((id) => ranked.includes(id));
  });
}

function toKeyOf(judgment: Judgment): string | undefined {
  switch (judgment.value.kind) {
    case 'preference':
    case 'ranking':
    case 'skip':
      return toItemKey(judgment.promptId, judgment.value.responses);
    case 'correction':
    case 'rating':
    case 'comment':
    case 'retract':
      return undefined;
    default:
      return assertNever(judgment.value);
  }
}
