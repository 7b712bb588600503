import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';
import type { ImportDraft } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { useTranslation } from '../../ui/translation.tsx';
import { FileDetails } from './file-details.tsx';
import styles from './file-list.module.css';
import { sayContainer, sayLayout } from './say-file.ts';

/** More than so many files are shown on demand. */
const MANY = 12;
const SHOWN_AT_ONCE = 8;

/**
 * The files as they are. One of them shows its details; a file that stands alone does at once, unless nothing about it is
 * open: whoever imports may also judge, and the rows of a file name its models.
 */
export function FileList({ draft: { files, inspections, choices, trial } }: { readonly draft: ImportDraft }) {
  const { translate } = useTranslation();
  const [opened, setOpened] = useState<string | null>();
  const [isWhole, setIsWhole] = useState(false);
  const found = new Map(inspections.map((inspection) => [inspection.name, inspection]));
  // What a person can help with comes up by itself.
  const toMend = inspections.find(({ problem, firstRows }) => problem !== null && firstRows.length > 0)?.name;
  const [single] = files.length === 1 ? inspections : [];
  const open =
    opened === undefined ? (toMend ?? (single && isOpenQuestion(single) ? single.name : null)) : opened;
  const shown = files.filter(
    ({ name }, index) =>
      isWhole || files.length <= MANY || index < SHOWN_AT_ONCE || (found.get(name)?.problem ?? null) !== null,
  );
  return (
    <section aria-label={translate('import.source')}>
      <h2 className={styles['title']}>{translate('import.source')}</h2>
      <ul className={styles['files']}>
        {shown.map((file) => {
          const inspection = found.get(file.name);
          return (
            <li key={file.name} className={styles['file']}>
              <button
                type="button"
                className={joinClasses(styles['row'], styles['toggle'])}
                aria-expanded={open === file.name}
                onClick={({ currentTarget }) => {
                  flushSync(() => {
                    setOpened(open === file.name ? null : file.name);
                  });
                  // The one that closes may have been long and above it.
                  currentTarget.scrollIntoView({ block: 'nearest' });
                }}
              >
                <span className={styles['chevron']} aria-hidden="true">
                  {open === file.name ? <ChevronDown /> : <ChevronRight />}
                </span>
                <FileWords file={file} inspection={inspection} trial={trial} />
              </button>
              {inspection && open === file.name && (
                <FileDetails inspection={inspection} choice={choices.get(file.name) ?? {}} />
              )}
            </li>
          );
        })}
      </ul>
      {shown.length < files.length && (
        <Button
          look="quiet"
          onClick={() => {
            setIsWhole(true);
          }}
        >
          {translate('import.files.more', { count: files.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

/** Name and size, and below what the file was recognised as. */
function FileWords({
  file,
  inspection,
  trial,
}: {
  readonly file: ImportDraft['files'][number];
  readonly inspection: FileInspection | undefined;
  readonly trial: ImportDraft['trial'];
}) {
  const { translate, numbers } = useTranslation();
  return (
    <span className={styles['words']}>
      <span className={styles['name']}>
        <bdi>{file.name}</bdi>
      </span>
      <span className={styles['size']}>{numbers.bytes(file.size)}</span>
      <span className={joinClasses(styles['kind'], inspection?.format === null && styles['unknown'])}>
        {inspection ? sayKind(translate, inspection) : sayUninspected(translate, file.name, trial)}
      </span>
    </span>
  );
}

function sayKind(translate: Translate, inspection: FileInspection): string {
  return [sayContainer(translate, inspection), inspection.encoding, sayLayout(translate, inspection.format)]
    .filter((part) => part !== undefined && part !== null)
    .join(' · ');
}

/** Of very many files only the first are looked at one by one; what the others were read as is known in the end. */
function sayUninspected(translate: Translate, fileName: string, trial: ImportDraft['trial']): string {
  if (trial.is !== 'done') return translate('import.looking');
  const source = trial.outcome.summary.sources.find((read) => read.fileName === fileName);
  return sayLayout(translate, source?.format ?? null);
}

/** Whether a person may have something to say to a file: which column is what, or which encoding it has. */
function isOpenQuestion({ mapping, encoding, encodingCertain }: FileInspection): boolean {
  return mapping !== null || !encodingCertain || (encoding !== null && encoding !== 'UTF-8');
}
