import { BookOpen, Database, Home, Settings2 } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { resolveLanguage } from '../../shared/i18n/language.ts';
import { type KeyLegend, type KeyNames, readKeyLegend, standardLegend } from './commands/key-caps.ts';
import { useWorkspace } from './commands/workspace-context.tsx';
import { DropAnywhere } from './drop-anywhere.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { AgreementScreen } from './features/agreement/agreement-screen.tsx';
import { ExportScreen } from './features/export/export-screen.tsx';
import { HandoffScreen } from './features/handoff/handoff-screen.tsx';
import { HomeScreen } from './features/home/home-screen.tsx';
import { NameDialog } from './features/home/name-dialog.tsx';
import { ImportScreen } from './features/import/import-screen.tsx';
import { RunningImports } from './features/import/running-imports.tsx';
import { KeySheet } from './features/review/key-sheet.tsx';
import { ReviewScreen } from './features/review/review-screen.tsx';
import { GuidelineDialog } from './features/review/guideline-dialog.tsx';
import { SettingsDialog } from './features/settings/settings-dialog.tsx';
import { SourcesDialog } from './features/import/sources/sources-dialog.tsx';
import type { HostInfo } from './host/host.ts';
import { MessageBanner } from './message-banner.tsx';
import { useAppState, useAppStore } from './state/app-context.tsx';
import { isEnded, type ProjectTab } from './state/app-store.ts';
import styles from './app.module.css';
import { Button } from './ui/button.tsx';
import { EmptyState } from './ui/empty-state.tsx';
import { IconButton } from './ui/icon-button.tsx';
import { NavBar } from './ui/nav-bar.tsx';
import { TranslationProvider, useTranslate } from './ui/translation.tsx';

/** The window: language and look from the settings, then whatever screen is up. */
export function App({ about }: { readonly about: HostInfo }) {
  const settings = useAppState((state) => state.settings);
  useEffect(() => {
    const root = document.documentElement;
    if (settings.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = settings.theme;
    root.style.setProperty('--text-scale', String(settings.textScale / 100));
  }, [settings.theme, settings.textScale]);
  return (
    <TranslationProvider language={resolveLanguage(settings.language, navigator.languages)}>
      <Window about={about} />
    </TranslationProvider>
  );
}

function Window({ about }: { readonly about: HostInfo }) {
  const store = useAppStore();
  const screen = useAppState((state) => state.screen);
  const dialog = useAppState((state) => state.dialog);
  const busy = useAppState((state) => state.busy);
  const translate = useTranslate();
  const { legend, keyNames } = useKeyNames();
  const closeDialog = useCallback(() => {
    store.setState({ dialog: undefined });
  }, [store]);
  return (
    <div className={styles['window']}>
      <TopBar />
      {busy && (
        <progress
          className={styles['progress']}
          aria-label={translate('app.working')}
          {...(busy.share === undefined ? {} : { value: busy.share })}
        />
      )}
      <MessageBanner />
      <main className={styles['main']} data-screen={screen.name}>
        <ErrorBoundary>
          <CurrentScreen legend={legend} keyNames={keyNames} />
        </ErrorBoundary>
      </main>
      <RunningImports />
      {dialog === 'name' && <NameDialog onClose={closeDialog} />}
      {dialog === 'keys' && <KeySheet legend={legend} keyNames={keyNames} onClose={closeDialog} />}
      {dialog === 'settings' && <SettingsDialog about={about} onClose={closeDialog} />}
      {dialog === 'guideline' && <GuidelineDialog onClose={closeDialog} />}
      {dialog === 'sources' && <SourcesDialog onClose={closeDialog} />}
    </div>
  );
}

function CurrentScreen({ legend, keyNames }: { readonly legend: KeyLegend; readonly keyNames: KeyNames }) {
  const screen = useAppState((state) => state.screen);
  const importDraft = useAppState((state) => state.importDraft);
  const translate = useTranslate();
  switch (screen.name) {
    case 'loading':
      return <p className={styles['loading']}>{translate('app.loading')}</p>;
    case 'home':
      return <HomeScreen />;
    case 'import':
      return (
        importDraft && (
          <DropAnywhere>
            <ImportScreen draft={importDraft} />
          </DropAnywhere>
        )
      );
    case 'project':
      // This one takes drops itself.
      if (screen.tab === 'handoff') return <HandoffScreen />;
      return (
        <DropAnywhere>
          {screen.tab === 'review' && <Review legend={legend} keyNames={keyNames} />}
          {screen.tab === 'agreement' && <AgreementScreen />}
          {screen.tab === 'export' && <ExportScreen />}
        </DropAnywhere>
      );
  }
}

function Review({ legend, keyNames }: { readonly legend: KeyLegend; readonly keyNames: KeyNames }) {
  const store = useAppStore();
  const workspace = useWorkspace();
  const translate = useTranslate();
  // Looks again when the queue was built anew.
  useAppState((state) => state.projectVersion);
  const { project } = workspace;
  const isFilling = useAppState(({ imports }) =>
    imports.some(({ project: { id }, state }) => id === project?.store.id && !isEnded(state)),
  );
  const showKeys = useCallback(() => {
    store.setState({ dialog: 'keys' });
  }, [store]);
  if (!project?.review) {
    return (
      <div className={styles['loading']}>
        <Button
          look="primary"
          onClick={() => {
            store.setState({ dialog: 'name' });
          }}
        >
          {translate('home.name.title')}
        </Button>
      </div>
    );
  }
  if (isFilling && project.review.flow.queue.length === 0) {
    return (
      <div className={styles['loading']}>
        <EmptyState title={translate('import.arriving.title')}>
          {translate('import.arriving.body')}
        </EmptyState>
      </div>
    );
  }
  return (
    <ReviewScreen
      flow={project.review.flow}
      store={project.review.store}
      legend={legend}
      keyNames={keyNames}
      revealedSeq={project.handedInSeq}
      onShowKeys={showKeys}
      onHandIn={() => {
        workspace.go('handoff');
      }}
      onSaveUnsaved={() => {
        void workspace.saveUnsaved();
      }}
    />
  );
}

function TopBar() {
  const store = useAppStore();
  const workspace = useWorkspace();
  const translate = useTranslate();
  const screen = useAppState((state) => state.screen);
  useAppState((state) => state.projectVersion);
  const project = workspace.project?.store.manifest().project;
  const go = useCallback(
    (tab: ProjectTab) => {
      workspace.go(tab);
    },
    [workspace],
  );
  return (
    <header className={styles['bar']}>
      <IconButton
        label={translate('app.nav.home')}
        icon={<Home />}
        onClick={() => {
          void workspace.goHome();
        }}
      />
      <span className={styles['title']}>
        <bdi>{project?.name ?? translate('app.name')}</bdi>
      </span>
      {project && (
        <NavBar
          label={translate('app.nav')}
          items={[
            { place: 'review', label: translate('app.nav.review') },
            { place: 'handoff', label: translate('app.nav.handoff') },
            { place: 'agreement', label: translate('app.nav.agreement') },
            { place: 'export', label: translate('app.nav.export') },
          ]}
          current={screen.name === 'project' ? screen.tab : undefined}
          onGo={go}
        />
      )}
      <span className={styles['space']} />
      {project && (
        <>
          <Button
            look="quiet"
            onClick={() => {
              void workspace.pickFiles();
            }}
          >
            {translate('home.open.button')}
          </Button>
          <IconButton
            label={translate('sources.title')}
            icon={<Database />}
            onClick={() => {
              store.setState({ dialog: 'sources' });
            }}
          />
          <IconButton
            label={translate('review.guideline')}
            icon={<BookOpen />}
            onClick={() => {
              store.setState({ dialog: 'guideline' });
            }}
          />
        </>
      )}
      <IconButton
        label={translate('app.nav.settings')}
        icon={<Settings2 />}
        onClick={() => {
          store.setState({ dialog: 'settings' });
        }}
      />
    </header>
  );
}

/** What stands on the user's keys, in the user's language. */
function useKeyNames(): { readonly legend: KeyLegend; readonly keyNames: KeyNames } {
  const translate = useTranslate();
  const [legend, setLegend] = useState<KeyLegend>(() => standardLegend);
  useEffect(() => {
    let isCurrent = true;
    void readKeyLegend().then((read) => {
      if (isCurrent) setLegend(() => read);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  const keyNames = useMemo(
    () => ({
      space: translate('keys.name.space'),
      enter: translate('keys.name.enter'),
      escape: translate('keys.name.escape'),
      backspace: translate('keys.name.backspace'),
      shift: translate('keys.name.shift'),
      control: translate('keys.name.control'),
    }),
    [translate],
  );
  return { legend, keyNames };
}
