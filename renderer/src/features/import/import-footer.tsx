import { useId, useState } from 'react';
import type { Labelling } from '../../../../shared/domain/project.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import { useAppState } from '../../state/app-context.tsx';
import type { ImportDraft } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { ToggleGroup } from '../../ui/toggle-group.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './import-footer.module.css';
import { isEmptyOutcome } from './say-summary.ts';

/** Where the files go, and the word to go; says why when it cannot be given yet. */
export function ImportFooter({ draft }: { readonly draft: ImportDraft }) {
  const translate = useTranslate();
  const workspace = useWorkspace();
  const isImporting = useAppState(({ busy }) => busy?.what === 'importing');
  const [name, setName] = useState(draft.suggestedName);
  const [comparison, setComparison] = useState<Labelling['comparison']>('ranking');
  const whyId = useId();
  const { target } = draft;
  const why = isImporting ? translate('app.working') : sayWhyNot(translate, draft, name);
  return (
    <footer className={styles['foot']}>
      {target === undefined ? (
        <div className={styles['choices']}>
          <Field label={translate('import.projectName')}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={200}
                value={name}
                onChange={(event) => {
                  setName(event.target.value);
                }}
              />
            )}
          </Field>
          <ToggleGroup
            label={translate('import.comparison.legend')}
            showLabel
            value={comparison}
            options={[
              { value: 'ranking', label: translate('import.comparison.ranking') },
              { value: 'pairs', label: translate('import.comparison.pairs') },
            ]}
            onChange={setComparison}
          />
        </div>
      ) : (
        <p className={styles['target']}>
          {translate('import.intoExisting', { name: target })}
          <Button
            onClick={() => {
              void workspace.imports.intoNewProject();
            }}
          >
            {translate('import.intoNew')}
          </Button>
        </p>
      )}
      <div className={styles['order']}>
        <p id={whyId} className={styles['why']}>
          {why}
        </p>
        <div className={styles['actions']}>
          <Button
            disabled={isImporting}
            onClick={() => {
              void workspace.cancelImport();
            }}
          >
            {translate('app.cancel')}
          </Button>
          <Button
            look="primary"
            disabled={why !== undefined}
            aria-describedby={whyId}
            data-testid="confirm-import"
            onClick={() => {
              void workspace.imports.confirm({ name: name.trim(), comparison });
            }}
          >
            {translate('import.confirm')}
          </Button>
        </div>
      </div>
    </footer>
  );
}

/** Why the import cannot be ordered, or `undefined` when it can. */
function sayWhyNot(translate: Translate, { trial, target }: ImportDraft, name: string): string | undefined {
  if (trial.is === 'running') return translate('import.why.checking');
  if (trial.is === 'failed' || isEmptyOutcome(trial.outcome)) return translate('import.why.empty');
  return target === undefined && name.trim() === '' ? translate('import.why.name') : undefined;
}
