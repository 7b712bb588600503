import { joinClasses } from './join-classes.ts';
import styles from './progress-counts.module.css';

export interface ProgressPart {
  readonly key: string;
  readonly value: number;
  /** Number and word together, as in "3 later". */
  readonly words: string;
  /** How the part is drawn in the bar; the rest of the bar is what is left. */
  readonly fill: 'full' | 'hatched' | 'light' | 'none';
}

export interface ProgressCountsProps {
  readonly label: string;
  readonly parts: readonly ProgressPart[];
}

/** How far the work is: honest counts in words, and the same as one thin bar. */
export function ProgressCounts({ label, parts }: ProgressCountsProps) {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  return (
    <div className={styles['progress']}>
      <ul className={styles['parts']} aria-label={label}>
        {parts.map((part) => (
          <li key={part.key}>{part.words}</li>
        ))}
      </ul>
      <span className={styles['bar']} aria-hidden="true">
        {parts.map(
          (part) =>
            part.fill !== 'none' &&
            part.value > 0 && (
              <span
                key={part.key}
                className={joinClasses(styles['fill'], styles[part.fill])}
                style={{ width: `${(100 * part.value) / total}%` }}
              />
            ),
        )}
      </span>
    </div>
  );
}
