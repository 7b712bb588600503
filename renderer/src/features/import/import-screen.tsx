import { useState } from 'react';
import { isMessageKey } from '../../../../shared/i18n/translate.ts';
import type { Labelling } from '../../../../shared/domain/project.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import type { ImportDraft } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Table } from '../../ui/table.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { ToggleGroup } from '../../ui/toggle-group.tsx';
import { type Translation, useTranslation } from '../../ui/translation.tsx';
import { ColumnMapping } from './column-mapping.tsx';
import { ImportProblems } from './import-problems.tsx';
import { ImportResult } from './import-result.tsx';
import styles from './import-screen.module.css';

/** What the opened files are and what they become, before anything is written. */
export function ImportScreen({ draft }: { readonly draft: ImportDraft }) {
  const translation = useTranslation();
  const { translate, numbers } = translation;
  const workspace = useWorkspace();
  const [name, setName] = useState(draft.suggestedName);
  const [comparison, setComparison] = useState<Labelling['comparison']>('ranking');
  const { counts } = draft.summary;
  const isEmpty = counts.prompts + counts.responses + counts.judgments === 0;
  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <h1>{translate('import.title')}</h1>
        <p className={styles['summary']} data-testid="import-summary">
          {isEmpty ? translate('import.summary.empty') : summarise(translation, draft)}
        </p>
      </header>
      <div className={styles['columns']}>
        <section
          aria-label={translate('import.source')}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls only what has the focus
          tabIndex={0}
        >
          <Table
            caption={translate('import.source')}
            rows={draft.files}
            rowKey={({ name: fileName }) => fileName}
            columns={[
              {
                key: 'name',
                header: translate('import.file'),
                isRowHeader: true,
                cell: (file) => <bdi>{file.name}</bdi>,
              },
              {
                key: 'size',
                header: translate('import.size'),
                align: 'end',
                cell: (file) => numbers.bytes(file.size),
              },
              {
                key: 'layout',
                header: translate('import.layout'),
                cell: (file) => sayLayout(translation, draft, file.name),
              },
              {
                key: 'encoding',
                header: translate('import.encoding'),
                cell: (file) =>
                  draft.summary.sources.find(({ fileName }) => fileName === file.name)?.encoding ?? '',
              },
            ]}
          />
          {draft.inspections
            .filter(({ format, fields }) => (format === null || format === 'wide') && fields.length > 0)
            .map((inspection) => (
              <ColumnMapping
                key={inspection.name}
                inspection={inspection}
                mapping={draft.mappings.get(inspection.name)}
                onChange={(mapping) => {
                  void workspace.imports.mapColumns(inspection.name, mapping);
                }}
              />
            ))}
          <ImportProblems problems={draft.summary.problems} />
        </section>
        <ImportResult records={draft.firstRecords} />
      </div>
      <footer className={styles['foot']}>
        {draft.target === undefined ? (
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
          <p className={styles['choices']}>
            {translate('import.intoExisting', { name: draft.target })}
            <Button
              onClick={() => {
                void workspace.imports.intoNewProject();
              }}
            >
              {translate('import.intoNew')}
            </Button>
          </p>
        )}
        <div className={styles['actions']}>
          <Button
            onClick={() => {
              void workspace.cancelImport();
            }}
          >
            {translate('app.cancel')}
          </Button>
          <Button
            look="primary"
            disabled={isEmpty || (draft.target === undefined && name.trim() === '')}
            data-testid="confirm-import"
            onClick={() => {
              void workspace.imports.confirm({ name: name.trim(), comparison });
            }}
          >
            {translate('import.confirm')}
          </Button>
        </div>
      </footer>
    </div>
  );
}

function summarise({ translate }: Translation, { summary, models }: ImportDraft): string {
  const { counts, raters, alreadyThere, oneResponseOnly } = summary;
  const prompts = translate('count.prompts', { count: counts.prompts });
  const responses = translate('count.responses', { count: counts.responses });
  const sentences = [
    models > 0
      ? translate('import.summary', {
          prompts,
          responses,
          models: translate('count.models', { count: models }),
        })
      : translate('home.content', { prompts, responses }),
    ...(counts.judgments > 0
      ? [
          translate('import.summary.judgments', {
            judgments: translate('count.judgments', { count: counts.judgments }),
            raters: translate('count.raters', { count: raters.length }),
          }),
        ]
      : []),
    counts.leftOut > 0
      ? translate('import.summary.leftOut', { count: counts.leftOut })
      : translate('import.summary.nothingLeftOut'),
    ...(alreadyThere.prompts + alreadyThere.responses > 0
      ? [
          translate('import.summary.alreadyThere', {
            prompts: translate('count.prompts', { count: alreadyThere.prompts }),
            responses: translate('count.responses', { count: alreadyThere.responses }),
          }),
        ]
      : []),
    ...(oneResponseOnly > 0 ? [translate('import.summary.oneResponse', { count: oneResponseOnly })] : []),
  ];
  return sentences.map((sentence) => sentence.replace(/[.。]$/, '')).join(' · ');
}

function sayLayout({ translate }: Translation, draft: ImportDraft, fileName: string): string {
  const format = draft.summary.sources.find((source) => source.fileName === fileName)?.format;
  if (format === undefined) return translate('import.layout.unknown');
  const key = `import.layout.${format}`;
  // Layout messages take no parameters.
  return isMessageKey(key) ? translate(key as 'import.layout.wide') : format;
}
