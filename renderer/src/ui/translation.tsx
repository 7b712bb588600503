import { createContext, type ReactNode, use, useEffect, useMemo } from 'react';
import type { Language } from '../../../shared/i18n/language.ts';
import { createNumberFormats, type NumberFormats } from '../../../shared/i18n/number-formats.ts';
import { createTranslator, type Translate } from '../../../shared/i18n/translate.ts';

export interface Translation {
  readonly language: Language;
  readonly translate: Translate;
  readonly numbers: NumberFormats;
}

const TranslationContext = createContext<Translation | undefined>(undefined);

export interface TranslationProviderProps {
  readonly language: Language;
  readonly children: ReactNode;
}

/** Gives everything below it one language, and tells the document, so that voices and line breaking follow. */
export function TranslationProvider({ language, children }: TranslationProviderProps) {
  const translation = useMemo(
    () => ({ language, translate: createTranslator(language), numbers: createNumberFormats(language) }),
    [language],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <TranslationContext value={translation}>{children}</TranslationContext>;
}

/** The language of the interface with its words and numbers. */
export function useTranslation(): Translation {
  const translation = use(TranslationContext);
  if (!translation) throw new Error('A component that says something stands outside of TranslationProvider');
  return translation;
}

/** Says messages in the language of the interface. */
export function useTranslate(): Translate {
  return useTranslation().translate;
}
