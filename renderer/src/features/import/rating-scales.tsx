import type { TableMapping, TableRating } from '../../../../shared/domain/table-mapping.ts';
import { Select } from '../../ui/select.tsx';
import { Table } from '../../ui/table.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import { EnteredText } from './entered-text.tsx';

export interface RatingScalesProps {
  readonly mapping: TableMapping;
  readonly onChange: (mapping: TableMapping) => void;
}

/** What each rating column rates, and how the scale is called. */
export function RatingScales({ mapping, onChange }: RatingScalesProps) {
  const translate = useTranslate();
  const { ratings, responses } = mapping;
  if (ratings.length === 0) return null;
  const change = (column: string, part: Partial<TableRating>) => {
    onChange({
      ...mapping,
      ratings: ratings.map((rating) => (rating.column === column ? { ...rating, ...part } : rating)),
    });
  };
  return (
    <Table
      caption={translate('import.rating.title')}
      rows={ratings}
      rowKey={({ column }) => column}
      columns={[
        {
          key: 'column',
          header: translate('import.rating.column'),
          isRowHeader: true,
          cell: ({ column }) => <bdi>{column}</bdi>,
        },
        {
          key: 'scale',
          header: translate('import.rating.scale'),
          cell: ({ column, scale }) => (
            <EnteredText
              key={scale}
              label={`${translate('import.rating.scale')}: ${column}`}
              value={scale}
              maxLength={200}
              onEnter={(text) => {
                change(column, { scale: text });
              }}
            />
          ),
        },
        {
          key: 'response',
          header: translate('import.rating.response'),
          cell: ({ column, response }) =>
            responses.length < 2 ? (
              <bdi>{responses[0]?.column}</bdi>
            ) : (
              <Select
                aria-label={`${translate('import.rating.response')}: ${column}`}
                value={response ?? ''}
                options={[
                  ...(response === null ? [{ value: '', label: translate('import.verdict.none') }] : []),
                  ...responses.map((each) => ({ value: each.column, label: each.column })),
                ]}
                onChange={(chosen) => {
                  change(column, { response: chosen });
                }}
              />
            ),
        },
      ]}
    />
  );
}
