import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ItemKind } from '../../../shared/review/queue.ts';
import type { ItemStatus, Progress } from '../../../shared/review/review-session.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import type { Refusal } from '../../../shared/review/decide.ts';

/** Which response is being mended, or that the rater is about to say which. */
export type Mending = { readonly step: 'choose' } | { readonly step: 'edit'; readonly place: number };

/** `saved`: everything is on the disk. `saving`: the reply is awaited. `failed`: it did not come. */
export type SaveStatus = 'saved' | 'saving' | 'failed';

/** What the live region says and the status line shows; `id` makes two equal ones two. */
export interface Notice {
  readonly id: number;
  readonly what:
    | {
        readonly kind: 'decided' | 'undone' | 'redone';
        readonly label: VerdictLabel;
        /** Place in the queue, from 1. */
        readonly item: number;
        readonly of: ItemKind;
      }
    | {
        readonly kind: 'refused';
        readonly why: Refusal | 'already-placed' | 'saving-failed' | 'no-further-item';
      };
}

/** What one entry said, as the strip shows it. */
export type VerdictLabel =
  | { readonly is: 'better' | 'slightly'; readonly place: number }
  | { readonly is: 'tie' | 'both-bad' | 'later' | 'cannot-judge' }
  | { readonly is: 'ranking'; readonly groups: readonly (readonly number[])[] }
  | { readonly is: 'correction' | 'rating'; readonly place: number }
  | { readonly is: 'comment' };

/** One of the last decisions. */
export interface StripEntry {
  readonly id: string;
  readonly index: number | undefined;
  readonly label: VerdictLabel;
  readonly saved: boolean;
}

/** What is on the screen while judging. The data behind it is not here. */
export interface ReviewState {
  /** Place in the queue, or `undefined` when everything is done. */
  readonly index: number | undefined;
  readonly status: ItemStatus | undefined;
  /** How many prompts of how many are in the queue, while it is still being made; the counts are of these. */
  readonly loading: { readonly done: number; readonly total: number } | undefined;
  readonly progress: Progress;
  readonly strip: readonly StripEntry[];
  readonly mode: 'rendered' | 'raw';
  /** The prompt takes half of the room, with everything around it unfolded. */
  readonly isPromptOpen: boolean;
  /** What models thought before they answered is unfolded. */
  readonly isReasoningOpen: boolean;
  /** Ranking under way: places in groups, best first. */
  readonly groups: readonly (readonly number[])[];
  /** The next digit ties with the one before. */
  readonly tieNext: boolean;
  readonly mending: Mending | undefined;
  readonly saveStatus: SaveStatus;
  readonly unsaved: number;
  readonly failure: Failure | undefined;
  readonly notice: Notice | undefined;
  /** Counts up when prefetched content has arrived, so that views look again. */
  readonly contentVersion: number;
}

export type ReviewStore = StoreApi<ReviewState>;

export function createReviewStore(): ReviewStore {
  return createStore<ReviewState>(() => ({
    index: undefined,
    status: undefined,
    loading: undefined,
    progress: { unseen: 0, later: 0, 'cannot-judge': 0, decided: 0 },
    strip: [],
    mode: 'rendered',
    isPromptOpen: false,
    isReasoningOpen: false,
    groups: [],
    tieNext: false,
    mending: undefined,
    saveStatus: 'saved',
    unsaved: 0,
    failure: undefined,
    notice: undefined,
    contentVersion: 0,
  }));
}
