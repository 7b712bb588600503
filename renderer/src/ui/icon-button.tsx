import type { ComponentProps, ReactNode } from 'react';
import styles from './icon-button.module.css';
import { joinClasses } from './join-classes.ts';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'children'> {
  /** What it does, for those who listen and as the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
}

/** A button that is only a picture; the words are in its name. */
export function IconButton({ label, icon, className, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={joinClasses(styles['button'], className)}
      aria-label={label}
      title={label}
    >
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
    </button>
  );
}
