import { useState } from 'react';
import type { SavedMapping } from '../../../../shared/domain/saved-mapping.ts';
import type { TableMapping } from '../../../../shared/domain/table-mapping.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';
import { findMappingFault } from '../../../../shared/import/mapping/check-mapping.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './column-mapping.module.css';

export interface SavedMappingsProps {
  readonly inspection: FileInspection;
  readonly mapping: TableMapping;
  readonly onChange: (mapping: TableMapping) => void;
  readonly saved: readonly SavedMapping[];
  readonly onSave: (saved: SavedMapping) => void;
}

/** Takes a mapping that was kept, of those that fit the table, and keeps the present one under a name. */
export function SavedMappings({ inspection, mapping, onChange, saved, onSave }: SavedMappingsProps) {
  const translate = useTranslate();
  const [name, setName] = useState('');
  const fitting = saved.filter(
    (each) => findMappingFault(each.mapping, inspection.fields, inspection.name) === undefined,
  );
  const inUse = fitting.find((each) => isSame(each.mapping, mapping));
  const isComplete = findMappingFault(mapping, inspection.fields, inspection.name) === undefined;
  return (
    <div className={styles['saved']}>
      {fitting.length > 0 && (
        <Field label={translate('import.saved.use')}>
          {(control) => (
            <Select
              {...control}
              value={inUse?.name ?? ''}
              options={[
                ...(inUse === undefined ? [{ value: '', label: translate('import.saved.none') }] : []),
                ...fitting.map((each) => ({ value: each.name, label: each.name })),
              ]}
              onChange={(chosen) => {
                const found = fitting.find((each) => each.name === chosen);
                if (found !== undefined) onChange(found.mapping);
              }}
            />
          )}
        </Field>
      )}
      <form
        className={styles['choice']}
        onSubmit={(event) => {
          event.preventDefault();
          onSave({ name: name.trim(), columns: inspection.fields, mapping });
          setName('');
        }}
      >
        <Field label={translate('import.saved.name')}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={100}
              value={name}
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
          )}
        </Field>
        <Button type="submit" disabled={name.trim() === '' || !isComplete}>
          {translate('import.saved.save')}
        </Button>
      </form>
    </div>
  );
}

/** Wherever a mapping is made, its fields stand in the order of the schema. */
function isSame(left: TableMapping, right: TableMapping): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
