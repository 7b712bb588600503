import { memo } from 'react';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './decision-strip.module.css';
import { useReview, useReviewState } from './review-context.tsx';
import { sayVerdict, signOf } from './say-verdict.ts';

/** The last decisions, each of which can be opened again. */
export function DecisionStrip() {
  const translate = useTranslate();
  const { flow } = useReview();
  const strip = useReviewState((state) => state.strip);
  return (
    <nav className={styles['strip']} aria-label={translate('review.recent')}>
      {strip.length === 0 && <span className={styles['empty']}>{translate('review.recent.empty')}</span>}
      <ol className={styles['list']}>
        {strip.map(({ id, index, label, saved }) => {
          const kind = index === undefined ? 'pair' : (flow.queue.item(index)?.kind ?? 'pair');
          return (
            <li key={id}>
              <Entry
                index={index}
                verdict={label.is}
                words={sayVerdict(translate, label, kind)}
                sign={signOf(label, kind)}
                saved={saved}
              />
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

interface EntryProps {
  readonly index: number | undefined;
  readonly verdict: string;
  readonly words: string;
  readonly sign: string;
  readonly saved: boolean;
}

/** Drawn again only when it says something else. */
const Entry = memo(function Entry({ index, verdict, words, sign, saved }: EntryProps) {
  const translate = useTranslate();
  const { flow } = useReview();
  const title = translate('review.recent.open', { position: (index ?? 0) + 1, verdict: words });
  return (
    <button
      type="button"
      className={styles['entry']}
      data-verdict={verdict}
      data-saved={saved}
      title={title}
      aria-label={title}
      disabled={index === undefined}
      onClick={(event) => {
        event.currentTarget.blur();
        if (index !== undefined) flow.open(index);
      }}
    >
      {sign}
    </button>
  );
});
