import type { Prompt } from '../../../../shared/domain/prompt.ts';
import type { Response } from '../../../../shared/domain/response.ts';
import type { ItemKind } from '../../../../shared/review/queue.ts';
import { ResponseView } from '../../ui/response-view.tsx';
import type { ViewMode } from './view-mode.ts';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './response-card.module.css';
import { toSideLabel } from './side-label.ts';

export interface ResponseCardProps {
  readonly prompt: Prompt;
  readonly response: Response;
  readonly kind: ItemKind;
  readonly place: number;
  readonly mode: ViewMode;
  readonly isReasoningOpen: boolean;
  /** The rater's own version, when there is one. */
  readonly corrected: string | undefined;
  /** Shown only for work that was handed in. */
  readonly model: string | undefined;
  /** The rank that the running ranking gives it, from 1. */
  readonly rank: number | undefined;
  /** The verdict that holds says that this one is (among) the best. */
  readonly chosen: boolean;
}

/** One response in its column: side A with an edge on the left, B on the right, cards of a ranking with their digit. */
export function ResponseCard(props: ResponseCardProps) {
  const { prompt, response, kind, place, mode, isReasoningOpen, corrected, model, rank, chosen } = props;
  const translate = useTranslate();
  const label = toSideLabel(kind, place);
  const side = kind === 'pair' ? (place === 0 ? 'a' : 'b') : 'ranked';
  return (
    <article
      className={[styles['card'], styles[side], chosen ? styles['chosen'] : ''].join(' ')}
      aria-label={translate('review.response', { label })}
      data-place={place}
      data-response-id={response.id}
    >
      <header className={styles['head']}>
        <span className={styles['label']}>{label}</span>
        {model !== undefined && (
          <span className={styles['model']}>{translate('review.response.model', { model })}</span>
        )}
        {corrected !== undefined && (
          <span className={styles['mark']}>{translate('review.response.corrected')}</span>
        )}
        {kind === 'ranking' && (
          <span className={styles['rank']} data-rank={rank}>
            {rank === undefined
              ? translate('review.ranking.unplaced')
              : translate('review.ranking.place', { place: rank })}
          </span>
        )}
      </header>
      <div className={styles['text']} data-scroll tabIndex={-1}>
        {response.turns.map((turn, index) => (
          // Turns of a response never change place.
          <div key={index}>
            {index > 0 && (
              <div className={styles['followUp']}>
                <p className={styles['role']}>{translate('review.role.user')}</p>
                <ResponseView text={prompt.followUps[index - 1] ?? ''} mode={mode} />
              </div>
            )}
            <ResponseView
              text={index === response.turns.length - 1 ? (corrected ?? turn) : turn}
              mode={mode}
              isReasoningOpen={isReasoningOpen}
            />
          </div>
        ))}
      </div>
    </article>
  );
}
