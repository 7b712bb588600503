import { CircleAlert } from 'lucide-react';
import { withSavedMapping } from '../../../../shared/domain/saved-mapping.ts';
import { translateCode } from '../../../../shared/i18n/translate.ts';
import type { FileChoice } from '../../../../shared/import/file-choice.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import { useAppState } from '../../state/app-context.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { useTranslate } from '../../ui/translation.tsx';
import { ColumnMapping } from './column-mapping.tsx';
import styles from './file-details.module.css';
import { FirstRows } from './first-rows.tsx';
import { ReadingChoices } from './reading-choices.tsx';

export interface FileDetailsProps {
  readonly inspection: FileInspection;
  readonly choice: FileChoice;
}

/** One file as it is: how it is read, which column is what, its first rows, and what is wrong with it. */
export function FileDetails({ inspection, choice }: FileDetailsProps) {
  const translate = useTranslate();
  const workspace = useWorkspace();
  const saved = useAppState(({ settings }) => settings.mappings);
  const { name, firstRows, problem } = inspection;
  const choose = (changed: FileChoice) => {
    void workspace.imports.choose(name, changed);
  };
  return (
    <div className={styles['details']}>
      {problem && (
        <p className={styles['problem']}>
          <CircleAlert aria-hidden="true" />
          <span>
            {translateCode(translate, 'problem', problem.code, problem.message)}
            <span className={joinClasses(styles['hint'], styles['detail'])} title={problem.message}>
              {problem.message}
            </span>
          </span>
        </p>
      )}
      <ReadingChoices inspection={inspection} choice={choice} onChange={choose} />
      {isMapped(inspection, choice) && (
        <ColumnMapping
          inspection={inspection}
          mapping={choice.mapping}
          onChange={(mapping) => {
            const { layout: _gone, ...rest } = choice;
            choose({ ...rest, mapping });
          }}
          saved={saved}
          onSave={(added) => {
            void workspace.saveSettings({ mappings: withSavedMapping(saved, added) });
          }}
        />
      )}
      {firstRows.length > 0 && <FirstRows inspection={inspection} />}
    </div>
  );
}

/** Whether a person can say which column is what: by choice, for a table, and where nothing else has been recognised. */
function isMapped({ mapping, format, firstRows }: FileInspection, choice: FileChoice): boolean {
  if (firstRows.length === 0) return false;
  return choice.mapping !== undefined || mapping !== null || (format === null && choice.layout === undefined);
}
