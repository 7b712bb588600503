import { isMessageKey } from '../../../../shared/i18n/translate.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { ProgressCounts } from '../../ui/progress-counts.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import { useReview, useReviewState } from './review-context.tsx';
import styles from './review-screen.module.css';
import { sayVerdict } from './say-verdict.ts';

/** The line above the work: how far it is, whether everything is on the disk, what just happened. */
export function ReviewNotices({ onSaveUnsaved }: { readonly onSaveUnsaved: () => void }) {
  const translate = useTranslate();
  const { flow } = useReview();
  const index = useReviewState((state) => state.index);
  const progress = useReviewState((state) => state.progress);
  const saveStatus = useReviewState((state) => state.saveStatus);
  const unsaved = useReviewState((state) => state.unsaved);
  const loading = useReviewState((state) => state.loading);
  const failure = useReviewState((state) => state.failure);
  return (
    <>
      <div className={styles['line']}>
        {index !== undefined && (
          <span className={styles['position']} data-testid="position">
            {translate('review.position', { position: index + 1, total: flow.queue.length })}
          </span>
        )}
        <ProgressCounts
          label={translate('review.progress')}
          parts={[
            part(
              'decided',
              progress.decided,
              translate('review.progress.decided', { count: progress.decided }),
              'full',
            ),
            part(
              'later',
              progress.later,
              translate('review.progress.later', { count: progress.later }),
              'light',
            ),
            part(
              'cannot-judge',
              progress['cannot-judge'],
              translate('review.progress.cannotJudge', { count: progress['cannot-judge'] }),
              'hatched',
            ),
            part(
              'unseen',
              progress.unseen,
              translate('review.progress.unseen', { count: progress.unseen }),
              'none',
            ),
          ]}
        />
        {loading && (
          <span className={styles['status']} data-testid="loading-rest">
            {translate('review.loading', loading)}
          </span>
        )}
        <StatusLine />
        <span data-testid="save-status" data-status={saveStatus}>
          <StatusMark
            state={saveStatus === 'saved' ? 'solid' : saveStatus === 'saving' ? 'hollow' : 'broken'}
            label={translate(
              saveStatus === 'saved'
                ? 'review.saved'
                : saveStatus === 'saving'
                  ? 'review.saving'
                  : 'review.notSaved',
            )}
          />
        </span>
      </div>
      {failure && (
        <Banner
          kind="failure"
          title={
            unsaved > 0
              ? translate('review.notSaved.title', { count: unsaved })
              : sayFailure(translate, failure.code)
          }
          detail={failure.message}
          actions={
            unsaved > 0 && (
              <>
                <Button onClick={onSaveUnsaved}>{translate('review.notSaved.saveFile')}</Button>
                <Button
                  look="primary"
                  onClick={() => {
                    flow.retry();
                  }}
                >
                  {translate('app.retry')}
                </Button>
              </>
            )
          }
        >
          {unsaved > 0 && translate('review.notSaved.body')}
        </Banner>
      )}
    </>
  );
}

type Part = Parameters<typeof ProgressCounts>[0]['parts'][number];

function part(key: string, value: number, words: string, fill: Part['fill']): Part {
  return { key, value, words, fill };
}

const ANNOUNCEMENTS = {
  decided: 'review.announce.judged',
  undone: 'review.announce.undone',
  redone: 'review.announce.redone',
} as const;

/** The last thing that happened, in words: shown in a quiet place and spoken. */
function StatusLine() {
  const translate = useTranslate();
  const { flow } = useReview();
  const notice = useReviewState((state) => state.notice);
  const index = useReviewState((state) => state.index);
  if (!notice) return <span className={styles['status']} />;
  const { what } = notice;
  const kind = index === undefined ? 'pair' : (flow.queue.item(index)?.kind ?? 'pair');
  const text =
    what.kind === 'refused'
      ? translate(`review.refusal.${what.why}`)
      : translate(ANNOUNCEMENTS[what.kind], {
          position: what.item,
          verdict: sayVerdict(translate, what.label, what.of),
        });
  return (
    <span className={styles['status']} data-notice={what.kind} data-kind={kind}>
      {text}
      <LiveRegion announcement={{ text, sequence: notice.id }} />
    </span>
  );
}

function sayFailure(translate: ReturnType<typeof useTranslate>, code: string): string {
  const key = `failure.${code}`;
  return isMessageKey(key) ? translate(key as 'failure.io') : code;
}
