import { useState } from 'react';
import type { Source } from '../../../../../shared/domain/source.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type Translation, useTranslation } from '../../../ui/translation.tsx';
import { sayLayout } from '../say-file.ts';
import styles from './sources-dialog.module.css';

/** What a person can do with a source. */
export interface SourceActions {
  readonly onRename: (source: Source, title: string) => void;
  /** How many judgments would be kept without being shown, if the source were taken out. */
  readonly countJudgments: (source: Source) => number;
  readonly onRemove: (source: Source) => void;
  readonly onRestore: (source: Source) => void;
  readonly onReport: (source: Source) => void;
}

/** One imported file: what it is, what it brought, and what can be done with it. */
export function SourceRow({ source, actions }: { readonly source: Source; readonly actions: SourceActions }) {
  const translation = useTranslation();
  const { translate } = translation;
  const [mode, setMode] = useState<'shown' | 'renaming' | 'removing'>('shown');
  const name = nameOf(source);
  const leave = () => {
    setMode('shown');
  };
  return (
    <li className={styles['source']}>
      <div className={styles['words']}>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p className={styles['hint']}>{sayOrigin(translation, source)}</p>
        <p className={styles['hint']}>{sayContent(translation, source)}</p>
        {source.hidden && <p className={styles['hidden']}>{translate('sources.hidden')}</p>}
      </div>
      {mode === 'shown' && <Buttons source={source} actions={actions} onMode={setMode} />}
      {mode === 'renaming' && (
        <RenameForm
          name={name}
          onCancel={leave}
          onRename={(title) => {
            actions.onRename(source, title);
            leave();
          }}
        />
      )}
      {mode === 'removing' && (
        <ConfirmRemoval
          judgments={actions.countJudgments(source)}
          onCancel={leave}
          onRemove={() => {
            actions.onRemove(source);
            leave();
          }}
        />
      )}
    </li>
  );
}

/** What a person calls a source. */
export function nameOf({ title, fileName }: Source): string {
  return title ?? fileName;
}

function sayOrigin({ translate, numbers }: Translation, source: Source): string {
  const { title, fileName, format, encoding, bytes } = source;
  return [
    ...(title === undefined || title === fileName ? [] : [fileName]),
    sayLayout(translate, format),
    encoding,
    numbers.bytes(bytes),
  ].join(' · ');
}

function sayContent({ translate, numbers }: Translation, { rows, counts }: Source): string {
  const { prompts, responses, judgments, leftOut } = counts;
  return [
    rows &&
      translate('sources.rows', {
        rows: translate('import.rows', { count: rows.read }),
        kept: numbers.count(rows.kept),
      }),
    translate('count.prompts', { count: prompts }),
    translate('count.responses', { count: responses }),
    judgments > 0 && translate('count.judgments', { count: judgments }),
    leftOut > 0 && translate('import.summary.leftOut', { count: leftOut }),
  ]
    .filter((part) => part !== undefined && part !== false)
    .join(' · ');
}

function Buttons({
  source,
  actions,
  onMode,
}: {
  readonly source: Source;
  readonly actions: SourceActions;
  readonly onMode: (mode: 'renaming' | 'removing') => void;
}) {
  const { translate } = useTranslation();
  const name = nameOf(source);
  return (
    <div className={styles['actions']}>
      {source.report !== undefined && (
        <Button
          look="quiet"
          aria-label={translate('sources.reportOf', { name })}
          onClick={() => {
            actions.onReport(source);
          }}
        >
          {translate('sources.report')}
        </Button>
      )}
      <Button
        look="quiet"
        aria-label={translate('sources.renameOf', { name })}
        onClick={() => {
          onMode('renaming');
        }}
      >
        {translate('sources.rename')}
      </Button>
      {source.hidden ? (
        <Button
          look="quiet"
          aria-label={translate('sources.restoreOf', { name })}
          onClick={() => {
            actions.onRestore(source);
          }}
        >
          {translate('sources.restore')}
        </Button>
      ) : (
        <Button
          look="quiet"
          aria-label={translate('sources.removeOf', { name })}
          onClick={() => {
            onMode('removing');
          }}
        >
          {translate('sources.remove')}
        </Button>
      )}
    </div>
  );
}

function RenameForm({
  name,
  onRename,
  onCancel,
}: {
  readonly name: string;
  readonly onRename: (title: string) => void;
  readonly onCancel: () => void;
}) {
  const { translate } = useTranslation();
  const [title, setTitle] = useState(name);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() !== '') onRename(title.trim());
      }}
    >
      <Field label={translate('sources.name')}>
        {(control) => (
          <TextInput
            {...control}
            ref={focusAndSelect}
            maxLength={200}
            value={title}
            onChange={(event) => {
              setTitle(event.target.value);
            }}
          />
        )}
      </Field>
      <div className={styles['actions']}>
        <Button onClick={onCancel}>{translate('app.cancel')}</Button>
        <Button type="submit" look="primary" disabled={title.trim() === ''}>
          {translate('app.save')}
        </Button>
      </div>
    </form>
  );
}

function ConfirmRemoval({
  judgments,
  onRemove,
  onCancel,
}: {
  readonly judgments: number;
  readonly onRemove: () => void;
  readonly onCancel: () => void;
}) {
  const { translate } = useTranslation();
  return (
    <div className={styles['form']} role="group" aria-label={translate('sources.remove')}>
      <p className={styles['consequence']}>
        {judgments === 0
          ? translate('sources.remove.vanishes')
          : translate('sources.remove.hides', { count: judgments })}
      </p>
      <div className={styles['actions']}>
        <Button ref={focus} onClick={onCancel}>
          {translate('sources.remove.keep')}
        </Button>
        <Button look="danger" onClick={onRemove}>
          {translate('sources.remove.confirm')}
        </Button>
      </div>
    </div>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}

function focusAndSelect(element: HTMLInputElement | null): void {
  element?.focus();
  element?.select();
}
