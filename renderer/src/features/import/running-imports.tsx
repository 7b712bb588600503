import { X } from 'lucide-react';
import { useState } from 'react';
import { type Translate, translateCode } from '../../../../shared/i18n/translate.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import { useAppState } from '../../state/app-context.tsx';
import { type AppState, type ImportEntry, isEnded } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useTranslation } from '../../ui/translation.tsx';
import { ImportBar } from './import-bar.tsx';
import { ReportDialog } from './report/report-dialog.tsx';
import { groupSummary } from './report/report-groups.ts';
import styles from './running-imports.module.css';
import { sayProgress } from './say-progress.ts';
import { isEmptyOutcome, saySummary } from './say-summary.ts';

/** The imports that go on beside the work, and those that have ended: a slim bar at the lower edge of the window. */
export function RunningImports() {
  const { translate } = useTranslation();
  const imports = useAppState((state) => state.imports);
  const waitedFor = useAppState(findWaitedFor);
  const shown = imports.filter(({ id }) => id !== waitedFor);
  if (shown.length === 0) return null;
  return (
    <section className={styles['tray']} aria-label={translate('import.tray')}>
      <ul>
        {shown.map((order) => (
          <li key={order.id} className={styles['order']}>
            <Order order={order} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The import that the import screen shows itself. */
function findWaitedFor({ screen, importDraft }: AppState): number | undefined {
  return screen.name === 'import' ? importDraft?.orderedAs : undefined;
}

function Order({ order }: { readonly order: ImportEntry }) {
  const translation = useTranslation();
  const { translate } = translation;
  const { queue } = useWorkspace().imports;
  const [isOpen, setIsOpen] = useState(false);
  const { id, project, outcome } = order;
  const { name } = project;
  const isGoingOn = !isEnded(order.state);
  return (
    <>
      <strong className={styles['name']}>
        {isGoingOn ? translate('import.ordered.into', { name }) : <bdi>{name}</bdi>}
      </strong>
      {isGoingOn && (
        <>
          <ImportBar order={order} />
          <span className={styles['figures']}>
            {sayFiles(translate, order)} · {sayProgress(translation, order)}
          </span>
        </>
      )}
      {/* There from the start, so that what it came to is spoken. */}
      <span className={styles['ending']} role="status">
        {!isGoingOn && `${sayFiles(translate, order)} · ${sayEnding(translate, order)}`}
      </span>
      {outcome && (
        <Button
          look="quiet"
          onClick={() => {
            setIsOpen(true);
          }}
        >
          {translate('import.report.open')}
        </Button>
      )}
      <IconButton
        label={translate(isGoingOn ? 'import.ordered.cancelOf' : 'import.tray.dismissOf', { name })}
        icon={<X />}
        onClick={() => {
          if (isGoingOn) queue.cancel(id);
          else queue.dismiss(id);
        }}
      />
      {isOpen && outcome && (
        <ReportDialog
          title={translate('import.tray.reportOf', { name })}
          summary={saySummary(translate, outcome)}
          groups={groupSummary(outcome.summary)}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}

function sayFiles(translate: Translate, { files }: ImportEntry): string {
  const [only, ...others] = files;
  return only !== undefined && others.length === 0
    ? only
    : translate('import.tray.files', { count: files.length });
}

function sayEnding(translate: Translate, { outcome, failure }: ImportEntry): string {
  if (failure) {
    const reason = translateCode(translate, 'failure', failure.code, failure.message);
    return translate('import.tray.failed', { reason });
  }
  if (!outcome) return translate('import.tray.cancelled');
  if (isEmptyOutcome(outcome)) return translate('import.tray.nothingNew');
  const { counts } = outcome.summary;
  const done = translate('import.tray.done', {
    prompts: translate('count.prompts', { count: counts.prompts }),
    responses: translate('count.responses', { count: counts.responses }),
  });
  return counts.leftOut === 0
    ? done
    : `${done} · ${translate('import.summary.leftOut', { count: counts.leftOut })}`;
}
