import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { joinClasses } from './join-classes.ts';
import { KeyHint } from './key-hint.tsx';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  /**
   * - `plain`: an ordinary choice with a hairline around it.
   * - `primary`: the one thing to do next; at most one on a screen.
   * - `quiet`: no frame until it is pointed at, for bars.
   * - `danger`: cannot be taken back.
   */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger' | undefined;
  /** Stands before the words; decorative. */
  readonly icon?: ReactNode;
  /** The caps of the key that does the same. */
  readonly keys?: readonly string[] | undefined;
  readonly keysLearned?: boolean | undefined;
  readonly type?: 'button' | 'submit' | undefined;
}

/** A button with words, and with the key that does the same. */
export function Button({
  look = 'plain',
  icon,
  keys,
  keysLearned,
  type = 'button',
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      // The linter wants a literal; both values are.
      type={type === 'submit' ? 'submit' : 'button'}
      className={joinClasses(styles['button'], styles[look], className)}
      aria-keyshortcuts={keys?.join('+')}
    >
      {icon !== undefined && (
        <span className={styles['icon']} aria-hidden="true">
          {icon}
        </span>
      )}
      {keys && <KeyHint keys={keys} learned={keysLearned} />}
      <span className={styles['words']}>{children}</span>
    </button>
  );
}
