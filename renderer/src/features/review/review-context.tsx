import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import type { CommandId } from '../../commands/command.ts';
import type { KeyLegend, KeyNames } from '../../commands/key-caps.ts';
import type { ReviewFlow } from '../../commands/review-flow.ts';
import type { ReviewState, ReviewStore } from '../../state/review-store.ts';

/** What the parts of the review screen share. Stable for as long as a project is open. */
export interface ReviewContextValue {
  readonly flow: ReviewFlow;
  readonly store: ReviewStore;
  /** Runs a command for the item that is on the screen now. */
  readonly run: (command: CommandId) => void;
  readonly legend: KeyLegend;
  readonly keyNames: KeyNames;
  /** Model names may be seen for judgments up to this sequence number: those that were handed in. */
  readonly revealedSeq: number;
}

const ReviewContext = createContext<ReviewContextValue | undefined>(undefined);

export function ReviewProvider({
  value,
  children,
}: {
  readonly value: ReviewContextValue;
  readonly children: ReactNode;
}) {
  return <ReviewContext value={value}>{children}</ReviewContext>;
}

export function useReview(): ReviewContextValue {
  const value = useContext(ReviewContext);
  if (!value) throw new Error('The review screen is not mounted');
  return value;
}

/** Reads one thing of the review state; the component draws again only when that changes. */
export function useReviewState<Value>(select: (state: ReviewState) => Value): Value {
  return useStore(useReview().store, select);
}
