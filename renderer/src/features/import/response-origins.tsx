import type { TableMapping } from '../../../../shared/domain/table-mapping.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';
import { toFolderName, toStem } from '../../../../shared/import/input-file.ts';
import { roleOf } from '../../../../shared/import/mapping/column-roles.ts';
import { Table } from '../../ui/table.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import { NameSourceSelect } from './name-source-select.tsx';

export interface ResponseOriginsProps {
  readonly inspection: FileInspection;
  readonly mapping: TableMapping;
  readonly onChange: (mapping: TableMapping) => void;
}

/** Columns with one of these roles may hold a name. */
const MAY_NAME = new Set(['name', 'metadata', 'response-metadata', 'tag', 'ignore']);

/** Which model wrote the responses of each column, and to which version of the prompt. */
export function ResponseOrigins({ inspection, mapping, onChange }: ResponseOriginsProps) {
  const translate = useTranslate();
  const { responses } = mapping;
  if (responses.length === 0) return null;
  const shared = {
    columns: inspection.fields.filter((field) => MAY_NAME.has(roleOf(mapping, field))),
    hasFolder: toFolderName(inspection.name) !== '',
  };
  const rows = [
    ...responses.map(({ column, model }) => ({
      key: `model ${column}`,
      label: translate('import.mapping.modelOf', { column }),
      control: (label: string) => (
        <NameSourceSelect
          {...shared}
          label={label}
          value={model}
          suggestion={column}
          onChange={(source) => {
            onChange({
              ...mapping,
              responses: responses.map((response) =>
                response.column === column ? { column, model: source } : response,
              ),
            });
          }}
        />
      ),
    })),
    {
      key: 'version',
      label: translate('import.mapping.promptVersion'),
      control: (label: string) => (
        <NameSourceSelect
          {...shared}
          label={label}
          value={mapping.promptVersion}
          suggestion={toStem(inspection.name)}
          onChange={(promptVersion) => {
            onChange({ ...mapping, promptVersion });
          }}
        />
      ),
    },
  ];
  return (
    <Table
      caption={translate('import.mapping.origin')}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'of',
          header: translate('import.fields'),
          isRowHeader: true,
          cell: ({ label }) => <bdi>{label}</bdi>,
        },
        {
          key: 'name',
          header: translate('import.mapping.model'),
          cell: ({ label, control }) => control(label),
        },
      ]}
    />
  );
}
