import type { NameSource } from '../../../../shared/domain/table-mapping.ts';
import { Select } from '../../ui/select.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './column-mapping.module.css';
import { EnteredText } from './entered-text.tsx';

export interface NameSourceSelectProps {
  /** What is named; spoken. */
  readonly label: string;
  readonly value: NameSource | null;
  readonly onChange: (value: NameSource | null) => void;
  /** The columns that may hold the name. */
  readonly columns: readonly string[];
  /** The name to begin with when it is to be given. */
  readonly suggestion: string;
  /** Whether the file was opened with its folder. */
  readonly hasFolder: boolean;
}

/** Where a name comes from: given here, a column, the file, its folder, or nowhere. */
export function NameSourceSelect({
  label,
  value,
  onChange,
  columns,
  suggestion,
  hasFolder,
}: NameSourceSelectProps) {
  const translate = useTranslate();
  const choices: readonly { readonly source: NameSource | null; readonly label: string }[] = [
    { source: null, label: translate('import.name.none') },
    {
      source: value?.from === 'fixed' ? value : { from: 'fixed', name: suggestion },
      label: translate('import.name.fixed'),
    },
    { source: { from: 'file' }, label: translate('import.name.file') },
    ...(hasFolder || value?.from === 'folder'
      ? [{ source: { from: 'folder' } as const, label: translate('import.name.folder') }]
      : []),
    ...columns.map((column) => ({
      source: { from: 'column', column } as const,
      label: translate('import.name.column', { column }),
    })),
  ];
  return (
    <div className={styles['choice']}>
      <Select
        aria-label={label}
        value={toKey(value)}
        options={choices.map((choice) => ({ value: toKey(choice.source), label: choice.label }))}
        onChange={(key) => {
          const chosen = choices.find(({ source }) => toKey(source) === key);
          if (chosen !== undefined) onChange(chosen.source);
        }}
      />
      {value?.from === 'fixed' && (
        <EnteredText
          key={value.name}
          label={translate('import.name.of', { what: label })}
          value={value.name}
          maxLength={200}
          onEnter={(name) => {
            onChange({ from: 'fixed', name });
          }}
        />
      )}
    </div>
  );
}

function toKey(source: NameSource | null): string {
  if (source === null) return 'none';
  return source.from === 'column' ? `column ${source.column}` : source.from;
}
