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
          const kind = index === undefined ? 'pair' : (flow.queue[index]?.kind ?? 'pair');
          const words = translate('review.recent.open', {
            position: (index ?? 0) + 1,
            verdict: sayVerdict(translate, label, kind),
          });
          return (
            <li key={id}>
              <button
                type="button"
                className={styles['entry']}
                data-verdict={label.is}
                data-saved={saved}
                title={words}
                aria-label={words}
                disabled={index === undefined}
                onClick={(event) => {
                  event.currentTarget.blur();
                  if (index !== undefined) flow.open(index);
                }}
              >
                {signOf(label, kind)}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
