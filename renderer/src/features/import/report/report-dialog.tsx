import { useState } from 'react';
import { useWorkspace } from '../../../commands/workspace-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { useTranslate } from '../../../ui/translation.tsx';
import { toReportCsv } from './report-csv.ts';
import styles from './report-dialog.module.css';
import { type ReportGroup, sayReason } from './report-groups.ts';
import { ReportRows } from './report-rows.tsx';

export interface ReportDialogProps {
  readonly title: string;
  /** What came of the import, in a line. */
  readonly summary?: string | undefined;
  readonly groups: readonly ReportGroup[];
  /** Shown first; everything when left out. */
  readonly first?: ReportGroup | undefined;
  readonly onClose: () => void;
}

const EVERYTHING = '';

/** The report of an import, row by row, one reason at a time or all of them; can be saved as a table. */
export function ReportDialog({ title, summary, groups, first, onClose }: ReportDialogProps) {
  const translate = useTranslate();
  const workspace = useWorkspace();
  const [shown, setShown] = useState(first === undefined ? EVERYTHING : toKey(first));
  const chosen = shown === EVERYTHING ? groups : groups.filter((group) => toKey(group) === shown);
  const listed = chosen.reduce((sum, group) => sum + group.listed.length, 0);
  const count = chosen.reduce((sum, group) => sum + group.count, 0);
  return (
    <Dialog
      title={title}
      size="large"
      onClose={onClose}
      footer={
        <>
          {groups.length > 0 && (
            <Button
              onClick={() => {
                void workspace.saveText('import-report.csv', toReportCsv(groups));
              }}
            >
              {translate('import.report.save')}
            </Button>
          )}
          <Button onClick={onClose}>{translate('app.close')}</Button>
        </>
      }
    >
      {summary !== undefined && <p className={styles['summary']}>{summary}</p>}
      {groups.length === 0 ? (
        <p>{translate('import.report.none')}</p>
      ) : (
        <>
          <Field
            label={translate('import.report.reason')}
            hint={listed < count ? translate('import.report.listedOf', { listed, count }) : undefined}
          >
            {(control) => (
              <Select<string>
                {...control}
                value={shown}
                options={[
                  { value: EVERYTHING, label: translate('import.report.everything') },
                  ...groups.map((group) => ({
                    value: toKey(group),
                    label: translate('import.report.reasonCount', {
                      reason: sayReason(translate, group),
                      count: group.count,
                    }),
                  })),
                ]}
                onChange={setShown}
              />
            )}
          </Field>
          <ReportRows key={shown} title={title} groups={chosen} saysReasons={shown === EVERYTHING} />
        </>
      )}
    </Dialog>
  );
}

/** A code may stand for both kinds. */
function toKey({ kind, code }: ReportGroup): string {
  return `${kind} ${code}`;
}
