import { EMPTY_MAPPING, type TableMapping } from '../../../../shared/domain/table-mapping.ts';
import {
  COLUMN_ROLES,
  type ColumnRole,
  roleOf,
  withRole,
} from '../../../../shared/import/mapping/column-roles.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';

import { Select } from '../../ui/select.tsx';
import { Table } from '../../ui/table.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './import-screen.module.css';

export interface ColumnMappingProps {
  readonly inspection: FileInspection;
  /** The mapping in force: the guess, or what was chosen since. */
  readonly mapping: TableMapping | undefined;
  readonly onChange: (mapping: TableMapping) => void;
}

/** A table's columns with what each is taken for, and the first value in it. */
export function ColumnMapping({
  inspection,
  mapping = inspection.mapping ?? EMPTY_MAPPING,
  onChange,
}: ColumnMappingProps) {
  const translate = useTranslate();
  const [firstRow = []] = inspection.firstRows;
  return (
    <div className={styles['mapping']} data-testid="column-mapping">
      <Table
        caption={`${translate('import.mapping')}: ${inspection.name}`}
        rows={inspection.fields.map((field, index) => ({ field, value: firstRow[index] ?? '' }))}
        rowKey={({ field }) => field}
        columns={[
          {
            key: 'field',
            header: translate('import.fields'),
            isRowHeader: true,
            cell: ({ field }) => <bdi>{field}</bdi>,
          },
          {
            key: 'value',
            header: translate('import.firstRows'),
            cell: ({ value }) => <bdi className={styles['cell']}>{value.slice(0, SHOWN_CHARACTERS)}</bdi>,
          },
          {
            key: 'role',
            header: translate('import.mapping'),
            cell: ({ field }) => (
              <Select<ColumnRole>
                aria-label={`${translate('import.mapping')}: ${field}`}
                value={roleOf(mapping, field)}
                options={COLUMN_ROLES.map((role) => ({
                  value: role,
                  label: translate(`import.role.${role}`),
                }))}
                onChange={(role) => {
                  onChange(withRole(mapping, field, role));
                }}
              />
            ),
          },
        ]}
      />
      {mapping.prompt.length === 0 && (
        <p className={styles['warning']}>{translate('import.mapping.needsPrompt')}</p>
      )}
      {mapping.responses.length === 0 && (
        <p className={styles['warning']}>{translate('import.mapping.needsResponse')}</p>
      )}
    </div>
  );
}

const SHOWN_CHARACTERS = 80;
