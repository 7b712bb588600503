import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { joinClasses } from './join-classes.ts';
import type { TextLabels } from './markdown/create-text-fragment.ts';
import { appendMarked } from './markdown/mark-invisible.ts';
import { useRichText } from './markdown/use-rich-text.ts';
import styles from './response-view.module.css';
import { useTranslate } from './translation.tsx';

export interface ResponseViewProps {
  readonly text: string;
  /** `rendered` formats it; `raw` shows every character as it is, white space included. */
  readonly mode: 'rendered' | 'raw';
  /** Unfolds what the model thought before it answered; folded without it. */
  readonly isReasoningOpen?: boolean | undefined;
  /** The language of the text (BCP 47), so that its glyphs and line breaks fit. */
  readonly lang?: string | undefined;
  readonly className?: string | undefined;
}

/**
 * Shows a text written by somebody else. Nothing in it runs, loads or leads anywhere; what hides in it is made visible.
 *
 * The nodes are built anew from the text whenever it changes, and sanitised each time.
 */
export const ResponseView = memo(function ResponseView(props: ResponseViewProps) {
  const { text, mode, isReasoningOpen = false, lang, className } = props;
  const frameRef = useRef<HTMLDivElement>(null);
  const labels = useTextLabels();
  const richText = useRichText();

  useLayoutEffect(() => {
    const frame = frameRef.current;
    if (!frame) return;
    if (mode === 'rendered' && richText) {
      frame.replaceChildren(richText.createTextFragment(text, labels));
      return;
    }
    const raw = document.createElement('div');
    raw.className = mode === 'raw' ? 'plain raw' : 'plain';
    appendMarked(raw, text, mode === 'raw');
    frame.replaceChildren(raw);
  }, [text, mode, labels, richText]);

  useLayoutEffect(() => {
    for (const fold of frameRef.current?.querySelectorAll<HTMLDetailsElement>('details.reasoning') ?? []) {
      fold.open = isReasoningOpen;
    }
    // Whenever the nodes above have been built anew, too.
  }, [text, mode, labels, richText, isReasoningOpen]);

  return (
    <div
      ref={frameRef}
      className={joinClasses(styles['text'], className)}
      lang={lang}
      // Until formatting has been loaded the text stands there unformatted.
      aria-busy={mode === 'rendered' && !richText}
    />
  );
});

function useTextLabels(): TextLabels {
  const translate = useTranslate();
  return useMemo(
    () => ({
      reasoning: translate('text.reasoning'),
      plain: translate('text.plain'),
      image: (address) => translate('text.image', { address }),
      link: (address) => translate('text.link', { address }),
      marks: (count) => translate('text.marks', { count }),
    }),
    [translate],
  );
}
