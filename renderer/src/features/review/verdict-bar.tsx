import { memo } from 'react';
import type { QueueItem } from '../../../../shared/review/queue.ts';
import { useTranslate } from '../../ui/translation.tsx';
import { CommandButton } from './command-button.tsx';
import { useReview, useReviewState } from './review-context.tsx';
import { toSideLabel } from './side-label.ts';
import styles from './verdict-bar.module.css';

/** The thin bar at the bottom edge: every verdict with its key, always in the same places. */
export function VerdictBar({ item }: { readonly item: QueueItem }) {
  const translate = useTranslate();
  const mending = useReviewState((state) => state.mending);
  return (
    <div className={styles['bar']} role="toolbar" aria-label={translate('review.verdicts')}>
      <div className={styles['verdicts']}>
        {mending?.step === 'choose' ? (
          <MendChoice item={item} />
        ) : item.kind === 'pair' ? (
          <PairVerdicts />
        ) : item.kind === 'ranking' ? (
          <RankingVerdicts item={item} />
        ) : (
          <SingleVerdicts />
        )}
      </div>
      <CommonCommands />
    </div>
  );
}

// These are the same for every item, so that the next item does not draw them again.

const CommonCommands = memo(function CommonCommands() {
  const translate = useTranslate();
  return (
    <div className={styles['common']}>
      <CommandButton command="mend">{translate('review.short.correct')}</CommandButton>
      <CommandButton command="later">{translate('review.short.later')}</CommandButton>
      <CommandButton command="cannot-judge">{translate('review.short.cannotJudge')}</CommandButton>
      <CommandButton command="undo">{translate('review.short.undo')}</CommandButton>
      <CommandButton command="show-keys">{translate('keys.title')}</CommandButton>
    </div>
  );
});

const PairVerdicts = memo(function PairVerdicts() {
  const translate = useTranslate();
  return (
    <>
      <CommandButton command="prefer-left" look="plain" className={styles['a']}>
        {translate('review.short.better')}
      </CommandButton>
      <CommandButton command="slightly-left" look="plain" className={styles['a']}>
        {translate('review.short.slightly')}
      </CommandButton>
      <CommandButton command="tie" look="plain">
        {translate('review.short.tie')}
      </CommandButton>
      <CommandButton command="both-bad" look="plain">
        {translate('review.short.bothBad')}
      </CommandButton>
      <CommandButton command="slightly-right" look="plain" className={styles['b']}>
        {translate('review.short.slightly')}
      </CommandButton>
      <CommandButton command="prefer-right" look="plain" className={styles['b']}>
        {translate('review.short.better')}
      </CommandButton>
    </>
  );
});

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

function RankingVerdicts({ item }: { readonly item: QueueItem }) {
  const translate = useTranslate();
  const groups = useReviewState((state) => state.groups);
  const tieNext = useReviewState((state) => state.tieNext);
  const { run } = useReview();
  const placed = groups.flat();
  return (
    <>
      <span className={styles['digits']}>
        {DIGITS.slice(0, item.order.length).map((digit) => (
          <button
            key={digit}
            type="button"
            className={styles['digit']}
            disabled={placed.includes(digit - 1)}
            aria-label={translate('review.response', { label: toSideLabel('ranking', digit - 1) })}
            data-command={`rank-${digit}`}
            onClick={(event) => {
              event.currentTarget.blur();
              run(`rank-${digit}`);
            }}
          >
            {digit}
          </button>
        ))}
      </span>
      <CommandButton command="tie-next" look="plain" className={tieNext ? styles['armed'] : undefined}>
        {translate('review.short.equal')}
      </CommandButton>
      <CommandButton command="unrank" look="plain">
        {translate('review.short.takeBack')}
      </CommandButton>
      <CommandButton command="finish-ranking" look="plain">
        {translate('review.short.finish')}
      </CommandButton>
      <span className={styles['hint']} data-testid="ranking-so-far">
        {groups.length === 0
          ? translate('review.ranking')
          : groups.map((group) => group.map((place) => place + 1).join(' = ')).join(' > ')}
      </span>
    </>
  );
}

const SingleVerdicts = memo(function SingleVerdicts() {
  const translate = useTranslate();
  return (
    <>
      <CommandButton command="fine-as-it-is" look="plain">
        {translate('review.single.keep')}
      </CommandButton>
      <span className={styles['hint']}>{translate('review.single')}</span>
    </>
  );
});

function MendChoice({ item }: { readonly item: QueueItem }) {
  const translate = useTranslate();
  return (
    <>
      {item.order.map((id, place) => (
        <CommandButton
          key={id}
          command={
            item.kind === 'pair' ? (place === 0 ? 'mend-left' : 'mend-right') : `mend-${toDigit(place)}`
          }
          look="plain"
        >
          {translate('review.verdict.correctWhich', { label: toSideLabel(item.kind, place) })}
        </CommandButton>
      ))}
      <CommandButton command="stop-mending">{translate('app.cancel')}</CommandButton>
    </>
  );
}

function toDigit(place: number): (typeof DIGITS)[number] {
  return DIGITS[place] ?? 1;
}
