import type { ProjectId } from '../../../../shared/domain/ids.ts';
import { useAppState, useAppStore } from '../../state/app-context.tsx';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileDropTarget } from '../../ui/file-drop-target.tsx';
import { Table } from '../../ui/table.tsx';
import { useTranslation } from '../../ui/translation.tsx';
import styles from './home-screen.module.css';

/** Where the program opens: a place for files, the projects that are there, the sample. */
export function HomeScreen() {
  const { translate, language } = useTranslation();
  const workspace = useWorkspace();
  const store = useAppStore();
  const projects = useAppState((state) => state.projects);
  const recentFiles = useAppState((state) => state.recentFiles);
  const openSources = async (id: ProjectId) => {
    await workspace.openProject(id);
    // Not over the question for the name, which comes first.
    if (workspace.project && store.getState().dialog === undefined) store.setState({ dialog: 'sources' });
  };
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className={styles['home']}>
      <FileDropTarget
        title={translate('home.open.title')}
        hint={translate('home.open.body')}
        buttonLabel={translate('home.open.button')}
        droppingLabel={translate('home.open.dropping')}
        onPick={() => {
          void workspace.pickFiles();
        }}
        onFiles={(files) => {
          void workspace.dropFiles(files);
        }}
      />
      {projects.length === 0 ? (
        <EmptyState title={translate('home.empty.title')}>{translate('home.empty.body')}</EmptyState>
      ) : (
        <Table
          caption={translate('home.list')}
          rows={projects}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              header: translate('home.column.name'),
              isRowHeader: true,
              cell: ({ id, name, failure }) =>
                failure ? (
                  <span>{name}</span>
                ) : (
                  <Button
                    look="quiet"
                    aria-label={translate('home.openProject', { name })}
                    onClick={() => {
                      void workspace.openProject(id);
                    }}
                  >
                    {name}
                  </Button>
                ),
            },
            {
              key: 'content',
              header: translate('home.column.content'),
              cell: ({ prompts, responses, failure }) =>
                failure
                  ? `${translate('home.cannotOpen')}: ${translate(`failure.${failure.code}`)}`
                  : translate('home.content', {
                      prompts: translate('count.prompts', { count: prompts }),
                      responses: translate('count.responses', { count: responses }),
                    }),
            },
            {
              key: 'changed',
              header: translate('home.column.changed'),
              cell: ({ changedAt }) => dates.format(new Date(changedAt)),
            },
            {
              key: 'folder',
              header: '',
              cell: ({ id, name, failure }) => (
                <span className={styles['actions']}>
                  {!failure && (
                    <Button
                      look="quiet"
                      aria-label={translate('sources.of', { name })}
                      onClick={() => {
                        void openSources(id);
                      }}
                    >
                      {translate('sources.title')}
                    </Button>
                  )}
                  <Button
                    look="quiet"
                    onClick={() => {
                      void workspace.revealProject(id);
                    }}
                  >
                    {translate('home.reveal')}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      )}
      {recentFiles.length > 0 && (
        <section className={styles['recent']} aria-label={translate('home.recent')}>
          <h2>{translate('home.recent')}</h2>
          <ul>
            {recentFiles.map(({ id, names, folder }) => (
              <li key={id}>
                <Button
                  look="quiet"
                  onClick={() => {
                    void workspace.openRecent(id);
                  }}
                >
                  <bdi>{names[0]}</bdi>
                  {names.length > 1 && ` ${translate('home.recent.more', { count: names.length - 1 })}`}
                </Button>
                <span>
                  <bdi>{folder}</bdi>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles['sample']} aria-label={translate('home.sample.title')}>
        <div>
          <h2>{translate('home.sample.title')}</h2>
          <p>{translate('home.sample.body')}</p>
        </div>
        <Button
          onClick={() => {
            void workspace.openSample();
          }}
        >
          {translate('home.sample.button')}
        </Button>
      </section>
    </div>
  );
}
