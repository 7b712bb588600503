import { type ReactNode, useCallback } from 'react';
import { useWorkspace } from './commands/workspace-context.tsx';
import { useAppState } from './state/app-context.tsx';
import { isEnded } from './state/app-store.ts';
import { DropHint } from './ui/drop-hint.tsx';
import { useTranslate } from './ui/translation.tsx';
import { useFileDrop } from './ui/use-file-drop.ts';

/** Files dropped anywhere on the window are opened; what will happen is said while they hover. */
export function DropAnywhere({ children }: { readonly children: ReactNode }) {
  const workspace = useWorkspace();
  const translate = useTranslate();
  const isOver = useFileDrop(
    useCallback(
      (files) => {
        void workspace.dropFiles(files);
      },
      [workspace],
    ),
  );
  const isOrdering = useAppState(
    ({ importDraft }) => importDraft !== undefined && importDraft.orderedAs === undefined,
  );
  const isImporting = useAppState(({ imports }) => imports.some(({ state }) => !isEnded(state)));
  const name = workspace.project?.store.manifest().project.name;
  return (
    <>
      {children}
      {isOver && (
        <DropHint>
          {isImporting
            ? translate('import.drop.queue')
            : isOrdering || name === undefined
              ? translate('import.drop.replace')
              : translate('import.drop.into', { name })}
        </DropHint>
      )}
    </>
  );
}
