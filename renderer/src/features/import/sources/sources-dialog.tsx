import { useState } from 'react';
import type { ReportEntry, Source } from '../../../../../shared/domain/source.ts';
import { useWorkspace } from '../../../commands/workspace-context.tsx';
import { useAppState } from '../../../state/app-context.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useTranslate } from '../../../ui/translation.tsx';
import { ReportDialog } from '../report/report-dialog.tsx';
import { groupEntries } from '../report/report-groups.ts';
import { nameOf, type SourceActions, SourceRow } from './source-row.tsx';
import styles from './sources-dialog.module.css';

/** Lines of a kept report that are shown and saved; more than anybody reads. */
const REPORT_LINES = 50_000;

/** The files that the open project came from. */
export function SourcesDialog({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate();
  const workspace = useWorkspace();
  // Looks again when a source was changed.
  useAppState((state) => state.projectVersion);
  const [report, setReport] = useState<{ readonly of: string; readonly entries: readonly ReportEntry[] }>();
  const { sources } = workspace;
  const list = sources.list();
  const name = workspace.project?.store.manifest().project.name ?? '';
  const actions: SourceActions = {
    countJudgments: ({ id }) => sources.countJudgments(id),
    onRename: ({ id }, title) => {
      void sources.rename(id, title);
    },
    onRemove: ({ id }) => {
      void sources.remove(id);
    },
    onRestore: ({ id }) => {
      void sources.restore(id);
    },
    onReport: (source) => {
      if (source.report === undefined) return;
      void sources.report(source.report, REPORT_LINES).then((entries) => {
        setReport({ of: nameOf(source), entries });
      });
    },
  };
  return (
    <Dialog title={translate('sources.of', { name })} size="large" onClose={onClose}>
      {list.length === 0 ? <p>{translate('sources.empty')}</p> : <SourceList list={list} actions={actions} />}
      {report && (
        <ReportDialog
          title={translate('sources.reportOf', { name: report.of })}
          summary={
            report.entries.length === REPORT_LINES
              ? translate('import.report.listed', { count: REPORT_LINES })
              : undefined
          }
          groups={groupEntries(report.entries)}
          onClose={() => {
            setReport(undefined);
          }}
        />
      )}
    </Dialog>
  );
}

function SourceList({
  list,
  actions,
}: {
  readonly list: readonly Source[];
  readonly actions: SourceActions;
}) {
  return (
    <ul className={styles['sources']}>
      {list.map((source) => (
        <SourceRow key={source.id} source={source} actions={actions} />
      ))}
    </ul>
  );
}
