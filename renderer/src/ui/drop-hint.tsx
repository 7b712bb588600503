import type { ReactNode } from 'react';
import styles from './drop-hint.module.css';

/** Over the whole window while files hover: what happens when they are let go. Lets the drop through. */
export function DropHint({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles['frame']} role="status">
      <p className={styles['words']}>{children}</p>
    </div>
  );
}
