import type { ComponentProps } from 'react';
import styles from './control.module.css';
import { joinClasses } from './join-classes.ts';

/** A line to write in. Give it a `Field` for its label. */
export function TextInput({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={joinClasses(styles['control'], styles['line'], className)} />;
}
