import { joinClasses } from './join-classes.ts';
import styles from './key-hint.module.css';

export interface KeyHintProps {
  /** The caps to press together, in the legend of the reader's keyboard: `['Shift', 'A']`. */
  readonly keys: readonly string[];
  /** Pale, for someone who knows the key by now; it keeps its place. */
  readonly learned?: boolean | undefined;
}

/** Shows which key does it. For those who listen, `aria-keyshortcuts` on the control says the same. */
export function KeyHint({ keys, learned = false }: KeyHintProps) {
  return (
    <span className={joinClasses(styles['hint'], learned && styles['learned'])} aria-hidden="true">
      {keys.map((key) => (
        <kbd key={key} className={styles['cap']}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
