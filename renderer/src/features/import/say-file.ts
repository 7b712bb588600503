import { isMessageKey, type Translate } from '../../../../shared/i18n/translate.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';

/** The layout (`Source.format`) in words; one that this version does not know by its name. */
export function sayLayout(translate: Translate, format: string | null): string {
  if (format === null) return translate('import.layout.unknown');
  const key = `import.layout.${format}`;
  // Layout messages take no parameters.
  return isMessageKey(key) ? translate(key as 'import.layout.wide') : format;
}

/** How the rows lie in the file, in words, or `undefined` when that is not known. */
export function sayContainer(
  translate: Translate,
  { container, compression, listPath }: Pick<FileInspection, 'container' | 'compression' | 'listPath'>,
): string | undefined {
  if (container === null) return undefined;
  const kind = translate(`import.container.${container}`);
  const words =
    listPath.length === 0
      ? kind
      : translate('import.container.list', { container: kind, path: listPath.join('.') });
  return compression === null ? words : translate('import.compressed', { container: words });
}
