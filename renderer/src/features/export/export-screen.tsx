import { useEffect, useState } from 'react';
import type { ExportBundle } from '../../../../shared/export/export-bundle.ts';
import { decodeFile } from '../../../../shared/export/export-file.ts';
import { PRESET_NAMES, type PresetName } from '../../../../shared/export/presets.ts';
import { isMessageKey } from '../../../../shared/i18n/translate.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import { useAppState } from '../../state/app-context.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import { type Translation, useTranslation } from '../../ui/translation.tsx';
import styles from './export-screen.module.css';

type Prepared = Awaited<ReturnType<ReturnType<typeof useWorkspace>['prepareExport']>>;

/** Training data: which format, what goes in and what does not, and the first rows as they will stand in the file. */
export function ExportScreen() {
  const translation = useTranslation();
  const { translate } = translation;
  const workspace = useWorkspace();
  const version = useAppState((state) => state.projectVersion);
  const [preset, setPreset] = useState<PresetName>('llamafactory-dpo');
  const [outcome, setOutcome] = useState<{ readonly of: string; readonly result: Prepared }>();
  const wanted = `${preset} ${version}`;
  const prepared = outcome?.of === wanted ? outcome.result : undefined;
  useEffect(() => {
    let isCurrent = true;
    void workspace.prepareExport(preset).then((result) => {
      if (isCurrent) setOutcome({ of: wanted, result });
    });
    return () => {
      isCurrent = false;
    };
  }, [workspace, preset, wanted]);
  return (
    <div className={styles['screen']}>
      <h1>{translate('export.title')}</h1>
      <div className={styles['columns']}>
        <fieldset className={styles['presets']}>
          <legend>{translate('export.preset')}</legend>
          {PRESET_NAMES.map((name) => (
            <label key={name} className={styles['preset']} data-chosen={name === preset}>
              <input
                type="radio"
                name="preset"
                value={name}
                checked={name === preset}
                onChange={() => {
                  setPreset(name);
                }}
              />
              <strong>{translate(`export.preset.${name}`)}</strong>
              <span className={styles['hint']}>{translate(`export.preset.${name}.description`)}</span>
            </label>
          ))}
        </fieldset>
        <section className={styles['out']} aria-label={translate('export.comesOut')}>
          {!prepared && <p className={styles['hint']}>{translate('app.working')}</p>}
          {prepared?.ok === false && (
            <Banner
              kind="notice"
              title={
                prepared.error.code === 'no-rows' ? translate('export.zeroRows') : translate('failure.title')
              }
              detail={prepared.error.message}
            />
          )}
          {prepared?.ok === false && prepared.error.code === 'no-rows' && (
            <LeftOut translation={translation} leftOut={prepared.error.leftOut} />
          )}
          {prepared?.ok === true && <Outcome preset={preset} bundle={prepared.value} />}
        </section>
      </div>
    </div>
  );
}

function Outcome({ preset, bundle }: { readonly preset: PresetName; readonly bundle: ExportBundle }) {
  const translation = useTranslation();
  const { translate, numbers } = translation;
  const workspace = useWorkspace();
  const isPreference = preset.endsWith('-dpo');
  const [data] = bundle.files;
  return (
    <>
      <p className={styles['count']} data-testid="export-count" data-rows={bundle.counts.rows}>
        {translate(isPreference ? 'export.pairs' : 'export.samples', { count: bundle.counts.rows })}
      </p>
      <p>{translate('export.preflight.ok')}</p>
      {bundle.warnings.length > 0 && (
        <>
          <h2>{translate('export.wrong')}</h2>
          <ul className={styles['leftOut']}>
            {bundle.warnings.map(({ code, count }) => (
              <li key={code}>{translate(`export.warning.${code}`, { count })}</li>
            ))}
          </ul>
        </>
      )}
      <LeftOut translation={translation} leftOut={bundle.leftOut} />
      <Table
        caption={translate('export.files')}
        rows={bundle.files}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', header: translate('import.file'), isRowHeader: true, cell: ({ name }) => name },
          {
            key: 'rows',
            header: '',
            align: 'end',
            cell: ({ rows }) => (rows === null ? '' : translate('export.file.rows', { count: rows })),
          },
          {
            key: 'size',
            header: translate('import.size'),
            align: 'end',
            cell: ({ bytes }) => numbers.bytes(bytes),
          },
        ]}
      />
      <p className={styles['save']}>
        <Button
          look="primary"
          data-testid="save-export"
          onClick={() => {
            void workspace.saveExport(preset, bundle);
          }}
        >
          {translate('export.save')}
        </Button>
      </p>
      {data && (
        <>
          <h2>{translate('export.preview')}</h2>
          <pre className={styles['preview']}>{decodeFile(data).slice(0, PREVIEW_CHARACTERS)}</pre>
        </>
      )}
    </>
  );
}

const PREVIEW_CHARACTERS = 4000;

function LeftOut(props: {
  readonly translation: Translation;
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
}) {
  const { translate } = props.translation;
  if (props.leftOut.length === 0) return <p className={styles['hint']}>{translate('export.leftOut.none')}</p>;
  return (
    <>
      <h2>{translate('export.leftOut')}</h2>
      <ul className={styles['leftOut']} data-testid="left-out">
        {props.leftOut.map(({ reason, count }) => {
          const key = `export.reason.${reason}`;
          return (
            <li key={reason}>
              {translate('export.leftOut.row', {
                // Reasons take no parameters.
                reason: isMessageKey(key) ? translate(key as 'export.reason.tie') : reason,
                count,
              })}
            </li>
          );
        })}
      </ul>
    </>
  );
}
