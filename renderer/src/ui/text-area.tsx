import type { ComponentProps } from 'react';
import styles from './control.module.css';
import { joinClasses } from './join-classes.ts';

/** Room to write in, set like the texts that are read. Each paragraph runs in its own direction. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      dir="auto"
      spellCheck={false}
      {...rest}
      className={joinClasses(styles['control'], styles['area'], className)}
    />
  );
}
