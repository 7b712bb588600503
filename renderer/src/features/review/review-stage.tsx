import { useTranslate } from '../../ui/translation.tsx';
import { ItemView } from './item-view.tsx';
import { MendEditor } from './mend-editor.tsx';
import { useReview, useReviewState } from './review-context.tsx';
import styles from './review-screen.module.css';
import { useAfterFrame } from './use-after-frame.ts';
import { useDrawnItems } from './use-drawn-items.ts';

/** The item on the screen, and behind it the next ones, drawn ahead. */
export function ReviewStage() {
  const translate = useTranslate();
  const { flow, revealedSeq } = useReview();
  const index = useReviewState((state) => state.index);
  const mode = useReviewState((state) => state.mode);
  const isPromptOpen = useReviewState((state) => state.isPromptOpen);
  const isReasoningOpen = useReviewState((state) => state.isReasoningOpen);
  const groups = useReviewState((state) => state.groups);
  // Draw again when prefetched texts have arrived or something was decided.
  useReviewState((state) => state.contentVersion);
  useReviewState((state) => state.strip);
  const isHere = (place: number) => {
    const item = flow.queue.item(place);
    return item !== undefined && flow.content(item.promptId) !== undefined;
  };
  const drawn = useDrawnItems(index, flow.upcoming().filter(isHere));
  const current = index === undefined ? undefined : flow.queue.item(index);
  const isLoaded = current !== undefined && flow.content(current.promptId) !== undefined;
  return (
    <>
      {!isLoaded && (
        <p className={styles['loading']} role="status">
          {translate('app.loading')}
        </p>
      )}
      {drawn.places.map((place) => {
        const item = flow.queue.item(place);
        const content = item && flow.content(item.promptId);
        if (!item || !content) return null;
        const isCurrent = place === index;
        const verdict = flow.session.verdictAt(place);
        return (
          <ItemView
            key={item.key}
            item={item}
            content={content}
            mode={mode}
            isPromptOpen={isPromptOpen}
            isReasoningOpen={isReasoningOpen}
            groups={isCurrent && groups.length > 0 ? groups : NO_GROUPS}
            verdict={verdict}
            revealed={verdict !== undefined && verdict.seq <= revealedSeq}
            corrections={flow.correctionsAt(place)}
            prepared={!isCurrent}
            inert={place !== drawn.awake}
          />
        );
      })}
      <ChosenSide />
      <Mending />
    </>
  );
}

// The same list each time, so that an item does not look changed when it comes up.
const NO_GROUPS: readonly (readonly number[])[] = [];

/** A short edge of colour on the side that was just chosen: the answer to the key, while the next item is there already. */
function ChosenSide() {
  // An animation that begins in the frame that brings up the next item makes that frame half as long again.
  const notice = useAfterFrame(useReviewState((state) => state.notice));
  if (notice?.what.kind !== 'decided' || notice.what.of !== 'pair') return null;
  const { label } = notice.what;
  if (label.is !== 'better' && label.is !== 'slightly') return null;
  return <div key={notice.id} className={styles['chosen']} data-side={label.place === 0 ? 'a' : 'b'} />;
}

function Mending() {
  const { flow } = useReview();
  const mending = useReviewState((state) => state.mending);
  const { item } = flow;
  if (!item || mending?.step !== 'edit') return null;
  const id = item.order[mending.place];
  const original = id && flow.answer(id);
  if (id === undefined || original === undefined) return null;
  return (
    <MendEditor
      key={id}
      item={item}
      place={mending.place}
      original={original}
      start={flow.mendable(id) ?? original}
      onText={flow.keepText}
    />
  );
}
