import { toComparableText } from '../../../../shared/domain/ids.ts';
import type { TableMapping, VerdictMeaning } from '../../../../shared/domain/table-mapping.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';
import { withMeaning } from '../../../../shared/import/mapping/column-roles.ts';
import { Select } from '../../ui/select.tsx';
import { Table } from '../../ui/table.tsx';
import { type Translation, useTranslation } from '../../ui/translation.tsx';
import styles from './column-mapping.module.css';
import { listCellValues } from './list-cell-values.ts';

export interface VerdictMeaningsProps {
  readonly inspection: FileInspection;
  readonly mapping: TableMapping;
  readonly onChange: (mapping: TableMapping) => void;
}

interface Choice {
  readonly key: string;
  readonly label: string;
  readonly means: VerdictMeaning | undefined;
}

/** What the values of the verdict column say: those of the first rows, and those that have a meaning already. */
export function VerdictMeanings({ inspection, mapping, onChange }: VerdictMeaningsProps) {
  const { translate } = useTranslation();
  const choices = listChoices(translate, mapping);
  if (mapping.verdict === null) return null;
  const { column, meanings } = mapping.verdict;
  const known = new Map(meanings.map(({ value, means }) => [toComparableText(value), { value, means }]));
  const values = [...new Set([...listCellValues(inspection, column), ...known.keys()])];
  return (
    <div>
      <Table
        caption={`${translate('import.verdict.title')}: ${column}`}
        rows={values}
        rowKey={(value) => value}
        columns={[
          {
            key: 'value',
            header: translate('import.verdict.value'),
            isRowHeader: true,
            cell: (value) => <bdi>{value}</bdi>,
          },
          {
            key: 'meaning',
            header: translate('import.verdict.meaning'),
            cell: (value) => (
              <Select
                aria-label={`${translate('import.verdict.meaning')}: ${value}`}
                value={toKey(known.get(value)?.means)}
                options={choices.map((choice) => ({ value: choice.key, label: choice.label }))}
                onChange={(key) => {
                  const means = choices.find((choice) => choice.key === key)?.means;
                  onChange(withMeaning(mapping, known.get(value)?.value ?? value, means));
                }}
              />
            ),
          },
        ]}
      />
      <p className={styles['note']}>{translate('import.verdict.others')}</p>
    </div>
  );
}

function listChoices(translate: Translation['translate'], { responses }: TableMapping): readonly Choice[] {
  const choose = (means: VerdictMeaning, label: string): Choice => ({ key: toKey(means), label, means });
  return [
    { key: toKey(undefined), label: translate('import.verdict.none'), means: undefined },
    ...responses.flatMap(({ column }) => [
      choose(
        { is: 'better', response: column, strength: 'clearly' },
        translate('import.verdict.better', { column }),
      ),
      choose(
        { is: 'better', response: column, strength: 'slightly' },
        translate('import.verdict.slightly', { column }),
      ),
    ]),
    choose({ is: 'tie' }, translate('import.verdict.tie')),
    choose({ is: 'both-bad' }, translate('import.verdict.both-bad')),
    choose({ is: 'skip' }, translate('import.verdict.skip')),
  ];
}

function toKey(means: VerdictMeaning | undefined): string {
  if (means === undefined) return 'none';
  return means.is === 'better' ? `${means.strength} ${means.response}` : means.is;
}
