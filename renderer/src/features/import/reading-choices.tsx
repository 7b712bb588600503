import type { FileChoice } from '../../../../shared/import/file-choice.ts';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';
import { LAYOUTS } from '../../../../shared/import/layouts/layouts.ts';
import { ENCODING_NAMES } from '../../../../shared/import/text-decoding.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import { Field } from '../../ui/field.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import { withLayout, withMapping, withReading } from './change-choice.ts';
import styles from './file-details.module.css';
import { sayLayout } from './say-file.ts';

export interface ReadingChoicesProps {
  readonly inspection: FileInspection;
  /** What a person has decided about the file so far. */
  readonly choice: FileChoice;
  readonly onChange: (choice: FileChoice) => void;
}

/** How the file is read, part by part: as recognised, or as a person knows better. */
export function ReadingChoices({ inspection, choice, onChange }: ReadingChoicesProps) {
  const { container, encoding, sheets } = inspection;
  const isText = container !== 'xlsx' && container !== 'parquet';
  const props = { inspection, choice, onChange };
  return (
    <div className={styles['choices']}>
      {isText && (encoding !== null || inspection.problem?.code === 'wrong_encoding') && (
        <EncodingChoice {...props} />
      )}
      {container === 'csv' && <DelimiterChoice {...props} />}
      {sheets.length > 1 && <SheetChoice {...props} />}
      {container !== null && <LayoutChoice {...props} />}
    </div>
  );
}

/** Leaves a part to recognition. */
const RECOGNISE = '';
/** Stands for a mapping among the layouts; no layout is called so. */
const COLUMNS = '=columns';

function EncodingChoice({ inspection, choice, onChange }: ReadingChoicesProps) {
  const translate = useTranslate();
  const { encoding, encodingCertain } = inspection;
  const isGuess = choice.encoding === undefined && encoding !== null && !encodingCertain;
  return (
    <Field
      label={translate('import.encoding')}
      hint={isGuess ? translate('import.encoding.uncertain') : undefined}
    >
      {(control) => (
        <Select<string>
          {...control}
          value={choice.encoding ?? RECOGNISE}
          options={[
            toRecogniseOption(translate, choice.encoding === undefined ? encoding : null),
            ...ENCODING_NAMES.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(value) => {
            const name = ENCODING_NAMES.find((known) => known === value);
            onChange(withReading(choice, 'encoding', name));
          }}
        />
      )}
    </Field>
  );
}

const DELIMITERS = [
  { value: ',', name: 'comma' },
  { value: ';', name: 'semicolon' },
  { value: '\t', name: 'tab' },
  { value: '|', name: 'bar' },
] as const;

function DelimiterChoice({ inspection, choice, onChange }: ReadingChoicesProps) {
  const translate = useTranslate();
  const options = DELIMITERS.map(({ value, name }) => ({
    value,
    label: translate(`import.delimiter.${name}`),
  }));
  const recognised =
    options.find(({ value }) => value === inspection.delimiter)?.label ?? inspection.delimiter;
  return (
    <Field label={translate('import.delimiter')}>
      {(control) => (
        <Select<string>
          {...control}
          value={choice.delimiter ?? RECOGNISE}
          options={[
            toRecogniseOption(translate, choice.delimiter === undefined ? recognised : null),
            ...options,
          ]}
          onChange={(value) => {
            onChange(withReading(choice, 'delimiter', value === RECOGNISE ? undefined : value));
          }}
        />
      )}
    </Field>
  );
}

function SheetChoice({ inspection, choice, onChange }: ReadingChoicesProps) {
  const translate = useTranslate();
  const { sheets, sheet } = inspection;
  return (
    <Field label={translate('import.sheet')}>
      {(control) => (
        <Select<string>
          {...control}
          value={sheet ?? sheets[0] ?? ''}
          options={sheets.map((name) => ({ value: name, label: name }))}
          onChange={(name) => {
            onChange(withReading(choice, 'sheet', name));
          }}
        />
      )}
    </Field>
  );
}

function LayoutChoice({ inspection, choice, onChange }: ReadingChoicesProps) {
  const translate = useTranslate();
  const isChosen = choice.layout !== undefined || choice.mapping !== undefined;
  const isRecognised = !isChosen && inspection.format !== null;
  const recognised = isRecognised ? sayLayout(translate, inspection.format) : null;
  return (
    <Field label={translate('import.layout')}>
      {(control) => (
        <Select<string>
          {...control}
          value={choice.mapping === undefined ? (choice.layout ?? RECOGNISE) : COLUMNS}
          options={[
            toRecogniseOption(translate, recognised),
            { value: COLUMNS, label: translate('import.layout.columns') },
            ...LAYOUTS.map(({ name }) => ({ value: name, label: sayLayout(translate, name) })),
          ]}
          onChange={(value) => {
            onChange(
              value === COLUMNS
                ? withMapping(choice, inspection.suggestedMapping)
                : withLayout(choice, value === RECOGNISE ? undefined : value),
            );
          }}
        />
      )}
    </Field>
  );
}

/** @param what what was recognised; `null` where a person's choice stands in its place */
function toRecogniseOption(translate: Translate, what: string | null): SelectOption<string> {
  const label = what === null ? translate('import.recognise') : translate('import.recognised', { what });
  return { value: RECOGNISE, label };
}
