import { FileDown } from 'lucide-react';
import styles from './file-drop-target.module.css';
import { Button } from './button.tsx';
import { joinClasses } from './join-classes.ts';
import { useFileDrop } from './use-file-drop.ts';

export interface FileDropTargetProps {
  readonly title: string;
  /** What can be opened. */
  readonly hint: string;
  readonly buttonLabel: string;
  /** Stands in place of the hint while files hover over the window. */
  readonly droppingLabel: string;
  /** `plain` where something else is the one thing to do next. */
  readonly look?: 'primary' | 'plain' | undefined;
  readonly onPick: () => void;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A large place to drop files, with a button that does the same. The whole window takes the drop. */
export function FileDropTarget({
  title,
  hint,
  buttonLabel,
  droppingLabel,
  look = 'primary',
  onPick,
  onFiles,
}: FileDropTargetProps) {
  const isOver = useFileDrop(onFiles);
  return (
    <section className={joinClasses(styles['target'], isOver && styles['over'])} aria-label={title}>
      <span className={styles['icon']} aria-hidden="true">
        <FileDown />
      </span>
      <div className={styles['words']}>
        <h2>{title}</h2>
        <p className={styles['hint']}>{isOver ? droppingLabel : hint}</p>
      </div>
      <Button look={look} onClick={onPick}>
        {buttonLabel}
      </Button>
    </section>
  );
}
