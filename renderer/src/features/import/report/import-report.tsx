import { useState } from 'react';
import { useWorkspace } from '../../../commands/workspace-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { useTranslation } from '../../../ui/translation.tsx';
import styles from './import-report.module.css';
import { toReportCsv } from './report-csv.ts';
import { ReportDialog } from './report-dialog.tsx';
import { type ReportGroup, sayPlace, sayReason } from './report-groups.ts';

/** What was left out and what deserves a second look, by reason; each reason opens its rows. */
export function ImportReport({ groups }: { readonly groups: readonly ReportGroup[] }) {
  const { translate } = useTranslation();
  const workspace = useWorkspace();
  const [opened, setOpened] = useState<ReportGroup>();
  if (groups.length === 0) return null;
  return (
    <div className={styles['report']}>
      <Reasons
        title={translate('import.report.title')}
        groups={groups.filter(({ kind }) => kind === 'left-out')}
        onOpen={setOpened}
      />
      <Reasons
        title={translate('import.warnings.title')}
        groups={groups.filter(({ kind }) => kind === 'warning')}
        onOpen={setOpened}
      />
      <Button
        look="quiet"
        onClick={() => {
          void workspace.saveText('import-report.csv', toReportCsv(groups));
        }}
      >
        {translate('import.report.save')}
      </Button>
      {opened && (
        <ReportDialog
          title={translate('import.report')}
          groups={groups}
          first={opened}
          onClose={() => {
            setOpened(undefined);
          }}
        />
      )}
    </div>
  );
}

/** The reasons of one kind with their numbers, and the first row of each as an example. */
function Reasons({
  title,
  groups,
  onOpen,
}: {
  readonly title: string;
  readonly groups: readonly ReportGroup[];
  readonly onOpen: (group: ReportGroup) => void;
}) {
  const { translate, numbers } = useTranslation();
  if (groups.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={styles['title']}>{title}</h2>
      <ul className={styles['reasons']}>
        {groups.map((group) => {
          const reason = sayReason(translate, group);
          const [example] = group.listed;
          return (
            <li key={group.code} className={styles['reason']}>
              <button
                type="button"
                className={styles['open']}
                onClick={() => {
                  onOpen(group);
                }}
              >
                <span className={styles['words']}>{reason}</span>
                <span className={styles['count']}>{numbers.count(group.count)}</span>
                {example && (
                  <span className={styles['example']}>
                    <bdi>{sayPlace(translate, example)}</bdi>
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
