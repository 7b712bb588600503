import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { diffWords } from '../../../../shared/diff/word-diff.ts';
import { splitReasoning } from '../../../../shared/domain/reasoning.ts';
import type { QueueItem } from '../../../../shared/review/queue.ts';
import { DiffView } from '../../ui/diff-view.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import { CommandButton } from './command-button.tsx';
import styles from './mend-editor.module.css';
import { toSideLabel } from './side-label.ts';

export interface MendEditorProps {
  readonly item: QueueItem;
  readonly place: number;
  /** As the model wrote it. */
  readonly original: string;
  /** What stands in the editor at first: a draft, an earlier correction, or the original. */
  readonly start: string;
  readonly onText: (text: string) => void;
}

/**
 * Lets the rater rewrite one answer, over the other side, so that the text itself stays where it was. Below it, what has
 * changed, word by word (Chinese words too).
 */
export function MendEditor({ item, place, original, start, onText }: MendEditorProps) {
  const translate = useTranslate();
  const [text, setText] = useState(start);
  const field = useRef<HTMLTextAreaElement>(null);
  // Most corrections are of the answer, not of the reasoning before it.
  const answerStart = useRef(start.length - (splitReasoning(start)?.answer ?? start).length);
  useEffect(() => {
    field.current?.setSelectionRange(answerStart.current, answerStart.current);
    field.current?.focus();
  }, []);
  useEffect(() => {
    onText(text);
  }, [text, onText]);
  // Typing comes first; the diff follows when there is time.
  const settled = useDeferredValue(text);
  const changes = useMemo(() => diffWords(original, settled), [original, settled]);
  const label = toSideLabel(item.kind, place);
  return (
    <section
      className={[styles['editor'], isOnTheRight(item, place) ? styles['left'] : styles['right']].join(' ')}
      aria-label={translate('review.correction.title', { label })}
      data-testid="mend-editor"
    >
      <header className={styles['head']}>
        <h2>{translate('review.correction.title', { label })}</h2>
        <CommandButton command="stop-mending">{translate('app.cancel')}</CommandButton>
        <CommandButton command="save-mending" look="primary">
          {translate('review.correction.save')}
        </CommandButton>
      </header>
      <textarea
        ref={field}
        className={styles['text']}
        aria-label={translate('review.correction.text')}
        dir="auto"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <div className={styles['changes']}>
        <h3>{translate('review.correction.changes')}</h3>
        {settled === original ? (
          <p className={styles['hint']}>{translate('review.correction.noChanges')}</p>
        ) : (
          <DiffView diff={changes} />
        )}
      </div>
    </section>
  );
}

/** Whether the response stands in the right part of the window, so that the editor has to take the left one. */
function isOnTheRight({ kind, order }: QueueItem, place: number): boolean {
  if (kind === 'single') return false;
  const columns = kind === 'pair' || order.length === 4 ? 2 : 3;
  return place % columns === columns - 1;
}
