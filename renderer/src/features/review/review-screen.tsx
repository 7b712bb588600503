import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { createDispatcher } from '../../commands/dispatcher.ts';
import type { CommandId, Scope } from '../../commands/command.ts';
import type { KeyLegend, KeyNames } from '../../commands/key-caps.ts';
import type { ReviewFlow } from '../../commands/review-flow.ts';
import { useCommandKeys } from '../../commands/use-command-keys.ts';
import type { ReviewStore } from '../../state/review-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Button } from '../../ui/button.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import { DecisionStrip } from './decision-strip.tsx';
import { ReviewProvider } from './review-context.tsx';
import { ReviewNotices } from './review-notices.tsx';
import styles from './review-screen.module.css';
import { ReviewStage } from './review-stage.tsx';
import { VerdictBar } from './verdict-bar.tsx';

export interface ReviewScreenProps {
  readonly flow: ReviewFlow;
  readonly store: ReviewStore;
  readonly legend: KeyLegend;
  readonly keyNames: KeyNames;
  readonly revealedSeq: number;
  readonly onShowKeys: () => void;
  readonly onHandIn: () => void;
  readonly onSaveUnsaved: () => void;
}

/** Where a rater judges: prompt, responses, the verdict bar, the last decisions. */
export function ReviewScreen(props: ReviewScreenProps) {
  const { flow, store, legend, keyNames, revealedSeq, onShowKeys } = props;
  const translate = useTranslate();
  const index = useStore(store, (state) => state.index);
  const isPromptOpen = useStore(store, (state) => state.isPromptOpen);
  const total = useStore(store, (state) => state.progress.decided);
  const isLoading = useStore(store, (state) => state.loading !== undefined);
  const item = index === undefined ? undefined : flow.queue.item(index);
  // Without its texts on the screen an item has not been seen.
  useStore(store, (state) => state.contentVersion);
  const isLoaded = item !== undefined && flow.content(item.promptId) !== undefined;
  const seenKey = useSeenItem(isLoaded ? item.key : undefined);

  const dispatcher = useMemo(
    () =>
      createDispatcher({
        flow,
        scroll: scrollTexts,
        showKeys: onShowKeys,
      }),
    [flow, onShowKeys],
  );
  const onCommand = useCallback(
    (command: CommandId) => {
      dispatcher.run({ command, itemKey: seenKey.current });
    },
    [dispatcher, seenKey],
  );
  const scopes = useCallback((): readonly Scope[] => {
    const { mending } = store.getState();
    if (mending?.step === 'edit') return ['mend'];
    if (mending?.step === 'choose') return ['choose-mend', 'app'];
    return flow.item ? [flow.item.kind, 'item', 'app'] : ['item', 'app'];
  }, [flow, store]);
  useCommandKeys({ scopes, onCommand });

  const context = useMemo(
    () => ({ flow, store, run: onCommand, legend, keyNames, revealedSeq }),
    [flow, store, onCommand, legend, keyNames, revealedSeq],
  );

  return (
    <ReviewProvider value={context}>
      <div className={styles['screen']}>
        <ReviewNotices onSaveUnsaved={props.onSaveUnsaved} />
        {item ? (
          <>
            <div className={styles['stage']} data-prompt-open={isPromptOpen}>
              <ReviewStage />
            </div>
            <VerdictBar item={item} />
          </>
        ) : isLoading ? (
          <p className={styles['loading']} role="status">
            {translate('app.loading')}
          </p>
        ) : (
          <div className={styles['done']}>
            <EmptyState
              title={translate(flow.queue.length === 0 ? 'review.empty.title' : 'review.finished.title')}
              actions={
                total > 0 && (
                  <>
                    <Button
                      onClick={() => {
                        flow.step(-1);
                      }}
                    >
                      {translate('review.finished.lookBack')}
                    </Button>
                    <Button look="primary" onClick={props.onHandIn}>
                      {translate('review.finished.handIn')}
                    </Button>
                  </>
                )
              }
            >
              {translate(flow.queue.length === 0 ? 'review.empty.body' : 'review.finished.body')}
            </EmptyState>
          </div>
        )}
        <DecisionStrip />
      </div>
    </ReviewProvider>
  );
}

/**
 * Which item has really been painted: a key press judges that one or nothing.
 *
 * React has changed the page when the layout effect runs, and the frame after that shows it. A window that paints no
 * frames (covered, or minimised) gets no keys either; the timer is for assistive tools that press buttons then.
 */
function useSeenItem(key: string | undefined) {
  const seen = useRef<string>(undefined);
  useLayoutEffect(() => {
    const take = () => {
      seen.current = key;
    };
    const frame = requestAnimationFrame(take);
    const timer = setTimeout(take, 100);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [key]);
  useEffect(
    () => () => {
      seen.current = undefined;
    },
    [],
  );
  return seen;
}

/** Scrolls all texts of the item on the screen by a share of their height, together. */
function scrollTexts(pages: number): void {
  for (const pane of document.querySelectorAll('[data-item] [data-scroll]')) {
    pane.scrollBy({ top: pages * pane.clientHeight });
  }
}
