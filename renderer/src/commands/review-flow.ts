import type { JudgmentId, PromptId, RaterId, ResponseId } from '../../../shared/domain/ids.ts';
import type { Judgment, JudgmentDraft, JudgmentValue } from '../../../shared/domain/judgment.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import {
  decide,
  type DecideContext,
  type DecideInput,
  decideRedo,
  decideUndo,
} from '../../../shared/review/decide.ts';
import type { QueueItem, ReviewQueue } from '../../../shared/review/queue.ts';
import { ReviewSession } from '../../../shared/review/review-session.ts';
import type { Item } from '../data/corpus.ts';
import { type AppendJudgments, JudgmentWriter } from '../data/judgment-writer.ts';
import type { Notice, ReviewState, ReviewStore, StripEntry } from '../state/review-store.ts';
import { ItemTexts } from './item-texts.ts';
import { toVerdictLabel } from './verdict-label.ts';

/** Everything that judging needs from outside. */
export interface ReviewFlowDeps {
  readonly store: ReviewStore;
  /** As far as it has been made; `takeQueue` says that it has grown. */
  readonly queue: ReviewQueue;
  /** The rater's log so far: what is on the disk. */
  readonly entries: readonly Judgment[];
  /** What was decided before and is not on the disk yet; it is sent again. */
  readonly unsaved?: readonly JudgmentDraft[];
  readonly raterId: RaterId;
  readonly seed: string;
  readonly app: string;
  readonly append: AppendJudgments;
  /** Called when judgments are durable, for the working copy. */
  readonly onSaved: (judgments: readonly Judgment[]) => void;
  readonly readItem: (promptId: PromptId) => Promise<Item>;
  readonly now: () => Date;
  readonly newId: () => JudgmentId;
}

/** Prepared ahead of the cursor, so that a decision finds the next item already drawn. */
const AHEAD = 3;
const STRIP_LENGTH = 10;

/**
 * One rater at work: the session, the cursor, the writer, and the texts around the cursor.
 *
 * Every method is one thing that a person does. The screen moves on at once; `saveStatus` says `saved` only after the
 * journal's reply. When the reply does not come, the session goes back to what is on the disk and the cursor to the
 * first item that is not; what was decided meanwhile is kept and can be sent again.
 */
export class ReviewFlow {
  readonly queue: ReviewQueue;
  readonly #deps: ReviewFlowDeps;
  readonly #store: ReviewStore;
  readonly #writer: JudgmentWriter;
  readonly #durable: Judgment[];
  readonly #texts: ItemTexts;
  readonly #corrections = new Map<number, readonly (string | undefined)[]>();
  #session: ReviewSession;
  #shownAt: Date;
  #noticeId = 0;
  #mendedText = '';
  /** The session shows what is on the disk only; unsaved judgments wait for `retry`. */
  #wentBack = false;

  constructor(deps: ReviewFlowDeps) {
    this.#deps = deps;
    this.#store = deps.store;
    this.queue = deps.queue;
    this.#durable = [...deps.entries];
    this.#session = new ReviewSession(deps.queue, deps.entries);
    this.#shownAt = deps.now();
    this.#writer = new JudgmentWriter(deps.append, deps.raterId, {
      onSaved: (judgments) => {
        this.#takeSaved(judgments);
      },
      onFailed: (unsaved, failure) => {
        this.#goBack(unsaved, failure);
      },
    });
    this.#texts = new ItemTexts(deps.readItem, {
      onChanged: () => {
        this.#store.setState(({ contentVersion }) => ({ contentVersion: contentVersion + 1 }));
      },
      onFailed: (message) => {
        this.#store.setState({ failure: { code: 'damaged', message } });
      },
    });
    for (const draft of deps.unsaved ?? []) this.#append(draft);
    this.#moveTo(this.#session.nextIndex(-1));
  }

  /**
   * Takes in what the queue has got since.
   *
   * @param loading how many prompts of how many are in it; `undefined` when no more will come
   */
  takeQueue(loading: ReviewState['loading']): void {
    this.#session.extend();
    const { index } = this.#store.getState();
    const next = index ?? this.#session.nextIndex(-1);
    if (index === undefined && next !== undefined) this.#moveTo(next);
    this.#store.setState({ loading, progress: this.#session.progress });
  }

  get session(): ReviewSession {
    return this.#session;
  }

  get item(): QueueItem | undefined {
    const { index } = this.#store.getState();
    return index === undefined ? undefined : this.queue.item(index);
  }

  /** The texts of an item, when they have arrived. */
  content(promptId: PromptId): Item | undefined {
    return this.#texts.get(promptId);
  }

  /** The item on the screen and the ones that come next, for drawing ahead. */
  upcoming(): number[] {
    const { index } = this.#store.getState();
    if (index === undefined) return [];
    const indexes = [index];
    for (let next = index; indexes.length <= AHEAD;) {
      const following = this.#session.nextIndex(next);
      if (following === undefined || indexes.includes(following)) break;
      indexes.push(following);
      next = following;
    }
    return indexes;
  }

  /** Judges the item on the screen and brings the next one. */
  decide(input: DecideInput): void {
    const item = this.item;
    if (!item || !this.#canSave()) return;
    const draft = decide(item, input, this.#context());
    if (!draft.ok) {
      this.refuse(draft.error);
      return;
    }
    this.#append(draft.value);
    this.#tell('decided', draft.value.value, this.#store.getState().index, item.order);
    // A mended response is still to be compared; everything else finishes the item.
    if (input.do === 'correct' && item.kind !== 'single') this.#stay();
    else this.#moveTo(this.#session.nextIndex(this.#store.getState().index ?? -1));
  }

  undo(): void {
    if (!this.#canSave()) return;
    const target = this.#session.log.lastHolding;
    const draft = decideUndo(this.#session.log, this.#context());
    if (!draft.ok || !target) {
      this.refuse('nothing-to-undo');
      return;
    }
    this.#append(draft.value);
    const index = this.#session.indexOf(target);
    this.#tell('undone', target.value, index, this.#orderOf(target));
    this.#moveTo(index ?? this.#session.nextIndex(-1));
  }

  redo(): void {
    if (!this.#canSave()) return;
    const undone = this.#session.log.lastUndone;
    const draft = decideRedo(this.#session.log, this.#context());
    const target = undone && this.#session.log.get(undone.value.judgmentId);
    if (!draft.ok || !target) {
      this.refuse('nothing-to-redo');
      return;
    }
    this.#append(draft.value);
    const index = this.#session.indexOf(target);
    this.#tell('redone', target.value, index, this.#orderOf(target));
    this.#moveTo(this.#session.nextIndex(index ?? -1));
  }

  /** Opens any item of the queue. */
  open(index: number): void {
    if (index < 0 || index >= this.queue.length) {
      this.refuse('no-further-item');
      return;
    }
    this.#moveTo(index);
  }

  /** Gives the next rank to the response at *place*; the last one finishes the item. */
  rank(place: number): void {
    const item = this.item;
    const { groups, tieNext } = this.#store.getState();
    if (!item || place >= item.order.length) return;
    if (groups.some((group) => group.includes(place))) {
      this.refuse('already-placed');
      return;
    }
    const last = groups.at(-1);
    const next = tieNext && last ? [...groups.slice(0, -1), [...last, place]] : [...groups, [place]];
    if (next.flat().length === item.order.length) this.decide({ do: 'rank', groups: next });
    else this.#store.setState({ groups: next, tieNext: false });
  }

  /** The next digit ties with the one before. Pressing it again takes that back. */
  tieNext(): void {
    const { groups, tieNext } = this.#store.getState();
    if (groups.length > 0) this.#store.setState({ tieNext: !tieNext });
  }

  /** Takes back the last digit of the ranking under way. */
  unrank(): void {
    const { groups, tieNext } = this.#store.getState();
    const last = groups.at(-1);
    if (tieNext) this.#store.setState({ tieNext: false });
    else if (last) {
      const rest = last.slice(0, -1);
      this.#store.setState({ groups: [...groups.slice(0, -1), ...(rest.length > 0 ? [rest] : [])] });
    }
  }

  /** Ends the ranking with what has been placed so far. */
  finishRanking(): void {
    this.decide({ do: 'rank', groups: this.#store.getState().groups });
  }

  chooseMending(): void {
    this.#store.setState({
      mending: this.item?.kind === 'single' ? { step: 'edit', place: 0 } : { step: 'choose' },
    });
  }

  mend(place: number): void {
    if (this.item && place < this.item.order.length)
      this.#store.setState({ mending: { step: 'edit', place } });
  }

  /** Takes note of the text in the editor. An arrow function: the editor gets it as it is. */
  readonly keepText = (text: string): void => {
    this.#mendedText = text;
  };

  /** Makes the text in the editor the correction of the response that is being mended. */
  saveMending(): void {
    const { mending } = this.#store.getState();
    if (mending?.step === 'edit')
      this.decide({ do: 'correct', place: mending.place, text: this.#mendedText });
  }

  /** A single response is fine as it is: its own text is the approved one. */
  approve(): void {
    const [only] = this.item?.order ?? [];
    const text = only && this.answer(only);
    if (text !== undefined) this.decide({ do: 'correct', place: 0, text });
  }

  /** The last answer of a response of the item on the screen, as the model wrote it. */
  answer(id: ResponseId): string | undefined {
    return this.item && this.content(this.item.promptId)?.responses.get(id)?.turns.at(-1);
  }

  /** The text to start mending with: what the rater made of it before, else the original. */
  mendable(id: ResponseId): string | undefined {
    return this.#session.log.correctionOf(id)?.value.text ?? this.answer(id);
  }

  /** The corrections that hold of an item's responses, by place; the same array until one of them may have changed. */
  correctionsAt(index: number): readonly (string | undefined)[] {
    let known = this.#corrections.get(index);
    if (!known) {
      known = (this.queue.item(index)?.order ?? []).map(
        (id) => this.#session.log.correctionOf(id)?.value.text,
      );
      this.#corrections.set(index, known);
    }
    return known;
  }

  /** Where a prompt's item with all of these responses stands; without such an item, the prompt's first one. */
  findItem(promptId: PromptId, responses: readonly ResponseId[]): number | undefined {
    const own = this.queue.indexesOf(promptId);
    return own.find((index) => responses.every((id) => this.queue.item(index)?.order.includes(id))) ?? own[0];
  }

  /** Opens the neighbour in the queue. */
  step(by: 1 | -1): void {
    const { index } = this.#store.getState();
    this.open(index === undefined ? this.queue.length - 1 : index + by);
  }

  stopMending(): void {
    this.#store.setState({ mending: undefined });
  }

  /** Shows the whole prompt with system message, passages and reference, or as little of it as is needed. */
  togglePrompt(): void {
    this.#store.setState(({ isPromptOpen }) => ({ isPromptOpen: !isPromptOpen }));
  }

  /** Unfolds what models thought before they answered, in all responses, or folds it away again. */
  toggleReasoning(): void {
    this.#store.setState(({ isReasoningOpen }) => ({ isReasoningOpen: !isReasoningOpen }));
  }

  toggleRaw(): void {
    this.#store.setState(({ mode }) => ({ mode: mode === 'raw' ? 'rendered' : 'raw' }));
  }

  /** Sends what could not be saved again. */
  retry(): void {
    this.#store.setState({ saveStatus: 'saving', failure: undefined });
    this.#writer.retry();
  }

  /** What is decided and not on the disk, to be written elsewhere. */
  get unsaved(): readonly JudgmentDraft[] {
    return this.#writer.unsaved;
  }

  /** Waits until nothing is on its way to the disk. What could not be saved stands in `unsaved`. */
  settled(): Promise<void> {
    return this.#writer.settled();
  }

  /** Says that something cannot be done now, and why. */
  refuse(why: Extract<Notice['what'], { kind: 'refused' }>['why']): void {
    this.#notify({ kind: 'refused', why });
  }

  #canSave(): boolean {
    if (this.#wentBack) this.refuse('saving-failed');
    return !this.#wentBack;
  }

  #context(): DecideContext {
    const { raterId, seed, app, now, newId } = this.#deps;
    const at = now();
    return {
      raterId,
      seed,
      pass: 1,
      app,
      newId,
      now: at.toISOString(),
      durationMs: Math.max(0, at.getTime() - this.#shownAt.getTime()),
    };
  }

  #append(draft: JudgmentDraft): void {
    // The journal gives the number; until it answers, the next one in line stands in for it.
    this.#session.append({ ...draft, seq: this.#nextSeq() });
    if (draft.value.kind === 'correction' || draft.value.kind === 'retract') this.#corrections.clear();
    this.#store.setState({ saveStatus: 'saving' });
    this.#writer.add(draft);
  }

  #nextSeq(): number {
    return (this.#session.log.entries.at(-1)?.seq ?? 0) + 1;
  }

  #takeSaved(judgments: readonly Judgment[]): void {
    this.#durable.push(...judgments);
    this.#deps.onSaved(judgments);
    if (this.#wentBack) {
      // After a failure the session had gone back; now these are on the disk after all.
      this.#wentBack = false;
      this.#corrections.clear();
      for (const judgment of judgments) this.#session.append(judgment);
      this.#moveUnlessWriting(this.#session.nextIndex(-1));
    }
    const unsaved = this.#writer.unsaved.length;
    this.#store.setState({
      saveStatus: unsaved === 0 ? 'saved' : 'saving',
      failure: undefined,
      unsaved,
      ...this.#overview(),
    });
  }

  #goBack(unsaved: readonly JudgmentDraft[], failure: Failure): void {
    this.#wentBack = true;
    this.#corrections.clear();
    this.#session = new ReviewSession(this.queue, this.#durable);
    this.#store.setState({ saveStatus: 'failed', failure, unsaved: unsaved.length });
    const [first] = unsaved;
    const index = first && this.#session.indexOf({ ...first, seq: 1 });
    this.#moveUnlessWriting(index ?? this.#session.nextIndex(-1));
  }

  /** Saving may fail or succeed while a text is being written: moving away would throw the text away. */
  #moveUnlessWriting(index: number | undefined): void {
    if (this.#store.getState().mending?.step === 'edit') this.#store.setState(this.#overview());
    else this.#moveTo(index);
  }

  /** Leaves the item on the screen, and what has been placed of its ranking. */
  #stay(): void {
    this.#shownAt = this.#deps.now();
    this.#store.setState({ mending: undefined, ...this.#overview() });
  }

  #moveTo(index: number | undefined): void {
    this.#shownAt = this.#deps.now();
    this.#store.setState({ index, groups: [], tieNext: false, mending: undefined, ...this.#overview(index) });
    this.#texts.want(this.upcoming().flatMap((place) => this.queue.item(place)?.promptId ?? []));
  }

  #overview(index = this.#store.getState().index) {
    return {
      status: index === undefined ? undefined : this.#session.statusAt(index),
      progress: this.#session.progress,
      strip: this.#strip(),
    };
  }

  #strip(): StripEntry[] {
    const unsaved = new Set<string>(this.#writer.unsaved.map(({ id }) => id));
    return this.#session.log.recent(STRIP_LENGTH).map((judgment) => ({
      id: judgment.id,
      index: this.#session.indexOf(judgment),
      label: toVerdictLabel(judgment.value, this.#orderOf(judgment)),
      saved: !unsaved.has(judgment.id),
    }));
  }

  #orderOf(judgment: Judgment): QueueItem['order'] {
    const index = this.#session.indexOf(judgment);
    return judgment.shown?.order ?? (index === undefined ? undefined : this.queue.item(index)?.order) ?? [];
  }

  #tell(
    kind: 'decided' | 'undone' | 'redone',
    value: JudgmentValue,
    index: number | undefined,
    order: QueueItem['order'],
  ): void {
    const of = (index === undefined ? undefined : this.queue.item(index)?.kind) ?? 'pair';
    this.#notify({ kind, label: toVerdictLabel(value, order), item: (index ?? 0) + 1, of });
  }

  #notify(what: Notice['what']): void {
    this.#noticeId += 1;
    this.#store.setState({ notice: { id: this.#noticeId, what } });
  }
}
