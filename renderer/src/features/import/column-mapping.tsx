import { EMPTY_MAPPING, type TableMapping } from '../../../../shared/domain/table-mapping.ts';
import type { SavedMapping } from '../../../../shared/domain/saved-mapping.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';
import {
  COLUMN_ROLES,
  type ColumnRole,
  roleOf,
  withRole,
  withRows,
} from '../../../../shared/import/mapping/column-roles.ts';
import { completeMeanings, suggestMeanings } from '../../../../shared/import/mapping/verdict-meanings.ts';
import { Select } from '../../ui/select.tsx';
import { Table } from '../../ui/table.tsx';
import { ToggleGroup } from '../../ui/toggle-group.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './column-mapping.module.css';
import { listCellValues } from './list-cell-values.ts';
import { RatingScales } from './rating-scales.tsx';
import { ResponseOrigins } from './response-origins.tsx';
import { SavedMappings } from './saved-mappings.tsx';
import { VerdictMeanings } from './verdict-meanings.tsx';

export interface ColumnMappingProps {
  readonly inspection: FileInspection;
  /** The mapping in force: the guess, or what was chosen since. */
  readonly mapping: TableMapping | undefined;
  readonly onChange: (mapping: TableMapping) => void;
  /** The mappings that were kept, whatever table they were made for. */
  readonly saved: readonly SavedMapping[];
  readonly onSave: (saved: SavedMapping) => void;
}

const SHOWN_CHARACTERS = 80;

/** What the columns of a table hold: each with its role and the first value in it, then what the roles leave open. */
export function ColumnMapping({ inspection, mapping: chosen, onChange, saved, onSave }: ColumnMappingProps) {
  const translate = useTranslate();
  const mapping = chosen ?? inspection.mapping ?? EMPTY_MAPPING;
  const [firstRow = []] = inspection.firstRows;
  const assign = (field: string, role: ColumnRole) => {
    const assigned = withRole(mapping, field, role);
    onChange(role === 'verdict' ? withSuggestedMeanings(assigned, inspection) : assigned);
  };
  return (
    <section
      className={styles['mapping']}
      aria-label={`${translate('import.mapping')}: ${inspection.name}`}
      data-testid="column-mapping"
    >
      <SavedMappings {...{ inspection, mapping, onChange, saved, onSave }} />
      <ToggleGroup
        label={translate('import.mapping.rows')}
        showLabel
        value={mapping.rows}
        options={[
          { value: 'prompt', label: translate('import.mapping.rows.prompt') },
          { value: 'response', label: translate('import.mapping.rows.response') },
        ]}
        onChange={(rows) => {
          onChange(withRows(mapping, rows));
        }}
      />
      {mapping.rows === 'response' && (
        <p className={styles['note']}>
          {mapping.key === null
            ? translate('import.mapping.joinedByText')
            : translate('import.mapping.joinedByKey', { column: mapping.key })}
        </p>
      )}
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
                options={listRoles(mapping, field).map((role) => ({
                  value: role,
                  label: translate(`import.role.${role}`),
                }))}
                onChange={(role) => {
                  assign(field, role);
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
      <ResponseOrigins {...{ inspection, mapping, onChange }} />
      <VerdictMeanings {...{ inspection, mapping, onChange }} />
      <RatingScales {...{ mapping, onChange }} />
    </section>
  );
}

/** The roles that a column can be given, and the one that it has. */
function listRoles(mapping: TableMapping, field: string): readonly ColumnRole[] {
  const isOffered = (role: ColumnRole) =>
    role === 'response-metadata'
      ? mapping.rows === 'response'
      : role !== 'verdict' || mapping.rows === 'prompt';
  const held = roleOf(mapping, field);
  const roles = COLUMN_ROLES.filter((role) => role === held || isOffered(role));
  // The name of a model or a version is chosen with the responses.
  return held === 'name' ? ['name', ...roles] : roles;
}

function withSuggestedMeanings(mapping: TableMapping, inspection: FileInspection): TableMapping {
  const { verdict, responses } = mapping;
  if (verdict === null) return mapping;
  const suggested = suggestMeanings(listCellValues(inspection, verdict.column), responses);
  return { ...mapping, verdict: { ...verdict, meanings: completeMeanings(suggested, responses) } };
}
