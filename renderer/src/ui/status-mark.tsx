import { joinClasses } from './join-classes.ts';
import styles from './status-mark.module.css';

export interface StatusMarkProps {
  /** `solid`: it is a fact; `hollow`: waiting for it; `broken`: it did not happen. */
  readonly state: 'solid' | 'hollow' | 'broken';
  readonly label: string;
}

/** A small mark with a word: full, empty or crossed, so that it reads without colour. */
export function StatusMark({ state, label }: StatusMarkProps) {
  return (
    <span className={joinClasses(styles['status'], styles[state])}>
      <svg className={styles['mark']} viewBox="0 0 12 12" aria-hidden="true">
        <circle cx="6" cy="6" r="4.5" />
        {state === 'broken' && <path d="M2.5 9.5 L9.5 2.5" />}
      </svg>
      {label}
    </span>
  );
}
