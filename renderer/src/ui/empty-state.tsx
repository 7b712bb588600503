import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  readonly title: string;
  /** What to do first. */
  readonly children: ReactNode;
  /** Buttons that do it. */
  readonly actions?: ReactNode;
}

/** Where there is nothing yet: says so, and what to do first. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles['empty']}>
      <h2>{title}</h2>
      <div className={styles['words']}>{children}</div>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
