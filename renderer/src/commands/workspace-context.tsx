import { createContext, type ReactNode, use } from 'react';
import type { Workspace } from './workspace.ts';

const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function WorkspaceProvider(props: { readonly workspace: Workspace; readonly children: ReactNode }) {
  return <WorkspaceContext value={props.workspace}>{props.children}</WorkspaceContext>;
}

/** What the window can do, apart from judging. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('A component stands outside of WorkspaceProvider');
  return workspace;
}
