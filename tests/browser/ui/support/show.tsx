import { StrictMode, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { afterEach } from 'vitest';
import '../../../../renderer/src/ui/base.css';
import { TranslationProvider } from '../../../../renderer/src/ui/translation.tsx';
import type { Language } from '../../../../shared/i18n/language.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

export interface Shown {
  readonly element: HTMLElement;
  /** Shows something else in the same place. */
  again(content: ReactNode): void;
}

/** Shows components in the page, as the program would, until the test is over. */
export function show(content: ReactNode, language: Language = 'en'): Shown {
  const element = document.createElement('div');
  document.body.append(element);
  const root = createRoot(element);
  const again = (next: ReactNode) =>
    flushSync(() =>
      root.render(
        <StrictMode>
          <TranslationProvider language={language}>{next}</TranslationProvider>
        </StrictMode>,
      ),
    );
  again(content);
  closers.push(() => {
    root.unmount();
    element.remove();
  });
  return { element, again };
}
