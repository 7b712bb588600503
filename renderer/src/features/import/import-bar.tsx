import type { ImportEntry } from '../../state/app-store.ts';
import { useTranslate } from '../../ui/translation.tsx';

/** How far an import is, as a bar. */
export function ImportBar({ order: { project, progress, bytes } }: { readonly order: ImportEntry }) {
  const translate = useTranslate();
  return (
    <progress
      aria-label={translate('import.ordered.into', { name: project.name })}
      max={Math.max(1, progress?.bytesTotal ?? bytes)}
      value={progress?.bytesDone ?? 0}
    />
  );
}
