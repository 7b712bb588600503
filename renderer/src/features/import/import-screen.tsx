import { useMemo } from 'react';
import { translateCode } from '../../../../shared/i18n/translate.ts';
import { TRIAL_BYTES } from '../../commands/import-flow.ts';
import { useAppState } from '../../state/app-context.tsx';
import type { ImportDraft } from '../../state/app-store.ts';
import { Banner } from '../../ui/banner.tsx';
import { LiveRegion } from '../../ui/live-region.tsx';
import { type Translation, useTranslation } from '../../ui/translation.tsx';
import { FileList } from './file-list.tsx';
import { ImportFooter } from './import-footer.tsx';
import { ImportReport } from './report/import-report.tsx';
import { ImportResult } from './import-result.tsx';
import styles from './import-screen.module.css';
import { OrderedFooter } from './ordered-footer.tsx';
import { groupSummary } from './report/report-groups.ts';
import { isEmptyOutcome, saySummary } from './say-summary.ts';

/** What the opened files are and what they become, before anything is written; then, how far the import is. */
export function ImportScreen({ draft }: { readonly draft: ImportDraft }) {
  const translation = useTranslation();
  const { translate, numbers } = translation;
  const order = useAppState(({ imports }) => imports.find(({ id }) => id === draft.orderedAs));
  const { trial } = draft;
  const outcome = trial.is === 'done' ? trial.outcome : undefined;
  const groups = useMemo(() => (outcome ? groupSummary(outcome.summary) : []), [outcome]);
  const summary = sayTrial(translation, trial);
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <h1>{translate('import.title')}</h1>
        <p className={styles['summary']} data-testid="import-summary">
          {summary}
          {outcome && !outcome.summary.complete && (
            <span className={styles['part']}>
              {translate('import.checked.part', { size: numbers.bytes(TRIAL_BYTES) })}
            </span>
          )}
        </p>
        <LiveRegion announcement={outcome && { text: summary, sequence: 1 }} />
      </header>
      <div className={styles['body']}>
        <div className={styles['columns']}>
          <FileList draft={draft} />
          <div>
            {trial.is === 'failed' && (
              <Banner
                kind="failure"
                title={translateCode(translate, 'failure', trial.failure.code, trial.failure.message)}
                detail={trial.failure.message}
              />
            )}
            <ImportReport groups={groups} />
            {outcome && <ImportResult records={outcome.firstRecords} />}
          </div>
        </div>
      </div>
      {order ? <OrderedFooter order={order} /> : <ImportFooter key={draft.suggestedName} draft={draft} />}
    </div>
  );
}

function sayTrial({ translate }: Translation, trial: ImportDraft['trial']): string {
  switch (trial.is) {
    case 'running':
      return trial.progress
        ? translate('import.checking.rows', {
            rows: translate('import.rows', { count: trial.progress.rows }),
          })
        : translate('import.checking');
    case 'failed':
      return translate('import.checked.failed');
    case 'done':
      return isEmptyOutcome(trial.outcome)
        ? translate('import.summary.empty')
        : saySummary(translate, trial.outcome);
  }
}
