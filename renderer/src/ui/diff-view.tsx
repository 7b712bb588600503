import { Fragment, memo } from 'react';
import type { WordDiff } from '../../../shared/diff/word-diff.ts';
import styles from './diff-view.module.css';
import { MarkedText } from './marked-text.tsx';
import { useTranslate } from './translation.tsx';

export interface DiffViewProps {
  readonly diff: WordDiff;
  /** The language of the texts (BCP 47). */
  readonly lang?: string | undefined;
}

/**
 * Shows what was changed in a text: removed words struck through, added words underlined, both also by colour and, for
 * those who listen, as deletions and insertions.
 */
export const DiffView = memo(function DiffView({ diff, lang }: DiffViewProps) {
  const translate = useTranslate();
  const { parts, isCoarse } = diff;
  if (parts.every(({ kind }) => kind === 'same')) {
    return <p className={styles['note']}>{translate('text.diff.same')}</p>;
  }
  return (
    <>
      {isCoarse && <p className={styles['note']}>{translate('text.diff.coarse')}</p>}
      <div className={styles['diff']} lang={lang}>
        {parts.map(({ kind, text }, index) => {
          // A diff is computed as a whole: its parts have no identity but their place.
          const key = `${index}-${kind}`;
          const words = <MarkedText text={text} />;
          if (kind === 'added') return <ins key={key}>{words}</ins>;
          if (kind === 'removed') return <del key={key}>{words}</del>;
          return <Fragment key={key}>{words}</Fragment>;
        })}
      </div>
    </>
  );
});
