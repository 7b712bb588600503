import { useState } from 'react';
import type { Settings } from '../../../../shared/ipc/settings.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import type { HostInfo } from '../../host/host.ts';
import { useAppState } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { ToggleGroup } from '../../ui/toggle-group.tsx';
import { useTranslation } from '../../ui/translation.tsx';
import styles from './settings-dialog.module.css';

/** Language, look, reading size, name, how the open project is judged, and where the data is. */
export function SettingsDialog({
  about,
  onClose,
}: {
  readonly about: HostInfo;
  readonly onClose: () => void;
}) {
  const { translate, numbers } = useTranslation();
  const workspace = useWorkspace();
  const settings = useAppState((state) => state.settings);
  useAppState((state) => state.projectVersion);
  const [name, setName] = useState(settings.raterName);
  const save = (change: Partial<Settings>) => {
    void workspace.saveSettings(change);
  };
  const project = workspace.project?.store.manifest().project;
  return (
    <Dialog title={translate('settings.title')} onClose={onClose} size="large">
      <div className={styles['settings']}>
        <ToggleGroup
          label={translate('settings.language')}
          showLabel
          value={settings.language}
          options={[
            { value: 'system', label: translate('settings.language.system') },
            { value: 'en', label: translate('settings.language.en') },
            { value: 'zh-CN', label: translate('settings.language.zh-CN') },
          ]}
          onChange={(language) => {
            save({ language });
          }}
        />
        <ToggleGroup
          label={translate('settings.theme')}
          showLabel
          value={settings.theme}
          options={[
            { value: 'system', label: translate('settings.theme.system') },
            { value: 'light', label: translate('settings.theme.light') },
            { value: 'dark', label: translate('settings.theme.dark') },
          ]}
          onChange={(theme) => {
            save({ theme });
          }}
        />
        <Field label={translate('settings.textScale')} hint={numbers.percent(settings.textScale / 100)}>
          {(control) => (
            <input
              {...control}
              type="range"
              min={80}
              max={200}
              step={10}
              value={settings.textScale}
              onChange={(event) => {
                save({ textScale: Number(event.target.value) });
              }}
            />
          )}
        </Field>
        <Field label={translate('settings.name')} hint={translate('settings.name.hint')}>
          {(control) => (
            <span className={styles['row']}>
              <TextInput
                {...control}
                maxLength={200}
                value={name}
                onChange={(event) => {
                  setName(event.target.value);
                }}
              />
              <Button
                disabled={name.trim() === '' || name.trim() === settings.raterName}
                onClick={() => {
                  void workspace.setName(name.trim());
                }}
              >
                {translate('app.save')}
              </Button>
            </span>
          )}
        </Field>
        {project && (
          <ToggleGroup
            label={translate('import.comparison.legend')}
            showLabel
            value={project.labelling.comparison}
            options={[
              { value: 'ranking', label: translate('import.comparison.ranking') },
              { value: 'pairs', label: translate('import.comparison.pairs') },
            ]}
            onChange={(comparison) => {
              void workspace.saveProject({ labelling: { comparison } });
            }}
          />
        )}
        <section aria-label={translate('settings.data')}>
          <h3>{translate('settings.data')}</h3>
          <p>
            {translate('settings.data.folder', { folder: about.projectsFolder })}
            <br />
            {translate('settings.data.offline')}
          </p>
          <p className={styles['hint']}>{translate('settings.version', { version: about.version })}</p>
        </section>
      </div>
    </Dialog>
  );
}
