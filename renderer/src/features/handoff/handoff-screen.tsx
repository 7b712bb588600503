import { useWorkspace } from '../../commands/workspace-context.tsx';
import { useAppState } from '../../state/app-context.tsx';
import type { MergeReport } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { FileDropTarget } from '../../ui/file-drop-target.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './handoff-screen.module.css';

/** Handing in one's own work, and putting together what came back. */
export function HandoffScreen() {
  const translate = useTranslate();
  const workspace = useWorkspace();
  const reports = useAppState((state) => state.mergeReports);
  useAppState((state) => state.projectVersion);
  const { project } = workspace;
  const own = project?.copy.judgments.filter(({ raterId }) => raterId === project.rater?.id) ?? [];
  return (
    <div className={styles['screen']}>
      <h1>{translate('handoff.title')}</h1>
      <section className={styles['block']} aria-label={translate('handoff.return.title')}>
        <div>
          <h2>{translate('handoff.return.title')}</h2>
          <p>{translate('handoff.return.body')}</p>
          <p className={styles['hint']}>
            {own.length === 0
              ? translate('handoff.return.nothing')
              : translate('handoff.return.count', {
                  judgments: translate('count.judgments', { count: own.length }),
                  prompts: translate('count.prompts', {
                    count: new Set(own.map(({ promptId }) => promptId)).size,
                  }),
                })}
          </p>
        </div>
        <Button
          look="primary"
          disabled={own.length === 0}
          data-testid="save-return-pack"
          onClick={() => {
            void workspace.handoff.saveReturn();
          }}
        >
          {translate('handoff.return.button')}
        </Button>
      </section>
      <section aria-label={translate('handoff.merge.title')}>
        <FileDropTarget
          title={translate('handoff.merge.title')}
          hint={translate('handoff.merge.body')}
          buttonLabel={translate('handoff.merge.button')}
          droppingLabel={translate('home.open.dropping')}
          look="plain"
          onPick={() => {
            void workspace.pickFiles();
          }}
          onFiles={(files) => {
            void workspace.dropFiles(files);
          }}
        />
        <ul className={styles['reports']} data-testid="merge-reports">
          {reports.map((report, index) => (
            // Reports are only ever added at the end.
            <li key={index}>
              <Report report={report} />
            </li>
          ))}
        </ul>
      </section>
      <section className={styles['block']} aria-label={translate('handoff.backup.title')}>
        <div>
          <h2>{translate('handoff.backup.title')}</h2>
          <p>{translate('handoff.backup.body')}</p>
        </div>
        <Button
          onClick={() => {
            void workspace.handoff.saveBackup();
          }}
        >
          {translate('handoff.backup.button')}
        </Button>
      </section>
    </div>
  );
}

function Report({ report: { file, summary } }: { readonly report: MergeReport }) {
  const translate = useTranslate();
  const { added, alreadyThere, conflicts, raters, fromOtherProject, project } = summary;
  const isNew = added.prompts + added.responses + added.judgments > 0;
  const known = alreadyThere.prompts + alreadyThere.responses + alreadyThere.judgments;
  return (
    <>
      <strong>
        <bdi>{file}</bdi>
      </strong>
      <p data-added={added.judgments}>
        {isNew
          ? translate('handoff.merge.added', {
              prompts: translate('count.prompts', { count: added.prompts }),
              responses: translate('count.responses', { count: added.responses }),
              judgments: translate('count.judgments', { count: added.judgments }),
            })
          : translate('handoff.merge.nothingNew')}{' '}
        {isNew && known > 0 && translate('handoff.merge.alreadyThere', { count: known })}{' '}
        {conflicts > 0 && translate('handoff.merge.conflicts', { count: conflicts })}{' '}
        {raters.length > 0 &&
          translate('handoff.merge.raters', { names: raters.map(({ name }) => name).join(', ') })}{' '}
        {fromOtherProject && translate('handoff.merge.otherProject', { name: project.name })}
      </p>
    </>
  );
}
