import {
  compareCodePoints,
  type JudgmentId,
  type PromptId,
  type RaterId,
  type ResponseId,
} from '../domain/ids.ts';
import { compareJudgments, isJudgmentOf, type Judgment, type JudgmentOf } from '../domain/judgment.ts';

/** A judgment that settles (or puts off) an item: everything but corrections and retractions. */
export type Verdict = JudgmentOf<'preference'> | JudgmentOf<'ranking'> | JudgmentOf<'skip'>;

export function isVerdict(judgment: Judgment): judgment is Verdict {
  return (
    isJudgmentOf(judgment, 'preference') ||
    isJudgmentOf(judgment, 'ranking') ||
    isJudgmentOf(judgment, 'skip')
  );
}

/**
 * What holds now of one rater's append-only log, kept up to date entry by entry.
 *
 * A judgment holds unless a retraction that holds names it; since a retraction can be retracted as well, undo and redo
 * are both plain entries. Appending costs O(1) for new judgments and for undo and redo of the newest one; retracting an
 * older one costs a search.
 */
export class ReviewLog {
  /** Everything ever appended, in order. */
  readonly entries: Judgment[] = [];
  readonly #byId = new Map<JudgmentId, Judgment>();
  readonly #prompts = new Set<PromptId>();
  readonly #retractions = new Map<JudgmentId, JudgmentOf<'retract'>[]>();
  /** Judgments that hold, without retractions, in the order in which they came to hold. */
  readonly #holding: Judgment[] = [];
  /** Retractions that hold and after which nothing new was decided: what redo can take back. */
  readonly #undone: JudgmentOf<'retract'>[] = [];
  readonly #verdicts = new Map<PromptId, Verdict[]>();
  readonly #corrections = new Map<ResponseId, JudgmentOf<'correction'>[]>();

  constructor(entries: Iterable<Judgment> = []) {
    for (const entry of entries) this.append(entry);
  }

  /** Takes in the next entry. An id that is already there is ignored: replaying twice changes nothing. */
  append(entry: Judgment): void {
    if (this.#byId.has(entry.id)) return;
    this.#byId.set(entry.id, entry);
    this.#prompts.add(entry.promptId);
    this.entries.push(entry);
    if (isJudgmentOf(entry, 'retract')) {
      this.#retract(entry);
    } else {
      this.#undone.length = 0;
      this.#hold(entry);
    }
  }

  get(id: JudgmentId): Judgment | undefined {
    return this.#byId.get(id);
  }

  /** Whether any entry is about the prompt, whether it holds or not. */
  mentions(promptId: PromptId): boolean {
    return this.#prompts.has(promptId);
  }

  /** Whether the judgment is in the log and not taken back. */
  holds(id: JudgmentId): boolean {
    return this.#byId.has(id) && !this.#retractions.get(id)?.some((retraction) => this.holds(retraction.id));
  }

  /** What undo would take back: the last judgment that holds. */
  get lastHolding(): Judgment | undefined {
    return this.#holding.at(-1);
  }

  /** The last *count* judgments that hold, oldest first. */
  recent(count: number): readonly Judgment[] {
    return this.#holding.slice(-count);
  }

  /** What redo would take back: the last undo, if nothing has been decided since. */
  get lastUndone(): JudgmentOf<'retract'> | undefined {
    return this.#undone.at(-1);
  }

  /** The verdicts on a prompt that hold, oldest first. */
  verdictsOn(promptId: PromptId): readonly Verdict[] {
    return this.#verdicts.get(promptId) ?? [];
  }

  /** The correction of a response that counts: the last one that holds. */
  correctionOf(responseId: ResponseId): JudgmentOf<'correction'> | undefined {
    return this.#corrections.get(responseId)?.at(-1);
  }

  /** All judgments that hold, without retractions. */
  holding(): readonly Judgment[] {
    return this.#holding;
  }

  #retract(entry: JudgmentOf<'retract'>): void {
    const targetId = entry.value.judgmentId;
    const known = this.#retractions.get(targetId);
    if (known) known.push(entry);
    else this.#retractions.set(targetId, [entry]);

    const target = this.#byId.get(targetId);
    // The target may be in a file that has not arrived yet; `#hold` asks again when it does.
    if (!target) return;
    if (isJudgmentOf(target, 'retract')) {
      removeLast(this.#undone, target);
      const restored = this.#byId.get(target.value.judgmentId);
      if (restored && !isJudgmentOf(restored, 'retract') && this.holds(restored.id)) this.#hold(restored);
    } else {
      if (this.#release(target)) this.#undone.push(entry);
    }
  }

  #hold(entry: Judgment): void {
    if (!this.holds(entry.id)) return;
    this.#holding.push(entry);
    if (isVerdict(entry)) pushTo(this.#verdicts, entry.promptId, entry);
    else if (isJudgmentOf(entry, 'correction')) pushTo(this.#corrections, entry.value.responseId, entry);
  }

  #release(entry: Judgment): boolean {
    if (!removeLast(this.#holding, entry)) return false;
    if (isVerdict(entry)) removeLast(this.#verdicts.get(entry.promptId) ?? [], entry);
    else if (isJudgmentOf(entry, 'correction')) {
      removeLast(this.#corrections.get(entry.value.responseId) ?? [], entry);
    }
    return true;
  }
}

/**
 * The judgments of all raters that hold, in log order, without retractions.
 *
 * Each rater's retractions reach that rater's own judgments only.
 */
export function selectHolding(judgments: Iterable<Judgment>): Judgment[] {
  const byRater = new Map<RaterId, Judgment[]>();
  for (const judgment of judgments) pushTo(byRater, judgment.raterId, judgment);
  return [...byRater.entries()]
    .toSorted(([left], [right]) => compareCodePoints(left, right))
    .flatMap(([, own]) => {
      const log = new ReviewLog(own.toSorted(compareJudgments));
      return log.holding().toSorted(compareJudgments);
    });
}

function pushTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function removeLast<Value>(list: Value[], value: Value): boolean {
  const index = list.lastIndexOf(value);
  if (index === -1) return false;
  list.splice(index, 1);
  return true;
}
