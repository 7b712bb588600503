import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { v7 as createUuid } from 'uuid';
import { z } from 'zod';
import { App } from './app.tsx';
import { Workspace } from './commands/workspace.ts';
import { WorkspaceProvider } from './commands/workspace-context.tsx';
import { createHost } from './host/create-host.ts';
import { loadSample } from './load-sample.ts';
import { AppStoreProvider } from './state/app-context.tsx';
import { createAppStore } from './state/app-store.ts';
import './ui/base.css';

// The content security policy forbids the code that zod would generate.
z.config({ jitless: true });

/** Wires the window: host, store, workspace; time and ids enter here and nowhere else. */
async function start(root: HTMLElement): Promise<void> {
  const host = createHost();
  const about = await host.about();
  const store = createAppStore();
  const workspace = new Workspace({
    host,
    store,
    loadSample,
    app: about.version,
    now: () => new Date(),
    newId: () => createUuid(),
  });
  createRoot(root).render(
    <StrictMode>
      <AppStoreProvider store={store}>
        <WorkspaceProvider workspace={workspace}>
          <App about={about} />
        </WorkspaceProvider>
      </AppStoreProvider>
    </StrictMode>,
  );
  await workspace.start();
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
void start(root);
