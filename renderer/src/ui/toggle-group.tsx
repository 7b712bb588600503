import { useId } from 'react';
import { joinClasses } from './join-classes.ts';
import styles from './toggle-group.module.css';

export interface ToggleOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

export interface ToggleGroupProps<Value extends string> {
  readonly label: string;
  /** Shows the label above; otherwise it is only spoken. */
  readonly showLabel?: boolean | undefined;
  readonly value: Value;
  readonly options: readonly ToggleOption<Value>[];
  readonly onChange: (value: Value) => void;
}

/** A few values side by side of which one holds: radio buttons that look like one button with parts. */
export function ToggleGroup<Value extends string>({
  label,
  showLabel = false,
  value,
  options,
  onChange,
}: ToggleGroupProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles['group']}>
      <legend className={showLabel ? styles['label'] : 'visually-hidden'}>{label}</legend>
      <div className={styles['options']}>
        {options.map((option) => (
          <label
            key={option.value}
            className={joinClasses(styles['option'], option.value === value && styles['chosen'])}
          >
            <input
              type="radio"
              className={styles['radio']}
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
