import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { joinClasses } from './join-classes.ts';

export interface BannerProps {
  /** `failure` is spoken at once; `notice` when there is a pause. */
  readonly kind: 'failure' | 'notice';
  readonly title: string;
  /** What it means and what to do. */
  readonly children?: ReactNode;
  /** The technical words, for whoever is asked for help. */
  readonly detail?: string | undefined;
  /** Buttons. */
  readonly actions?: ReactNode;
}

/** Says what went wrong, in the flow of the page: it covers no text. */
export function Banner({ kind, title, children, detail, actions }: BannerProps) {
  return (
    <div
      className={joinClasses(styles['banner'], styles[kind])}
      role={kind === 'failure' ? 'alert' : 'status'}
    >
      <span className={styles['icon']} aria-hidden="true">
        {kind === 'failure' ? <CircleAlert /> : <Info />}
      </span>
      <div className={styles['words']}>
        <p className={styles['title']}>{title}</p>
        {children !== undefined && <div>{children}</div>}
        {detail !== undefined && <p className={styles['detail']}>{detail}</p>}
      </div>
      {actions !== undefined && <div className={styles['actions']}>{actions}</div>}
    </div>
  );
}
