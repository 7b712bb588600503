/** The languages of the interface. */
export const languages = ['en', 'zh-CN'] as const;

export type Language = (typeof languages)[number];

/**
 * Chooses the interface language: what was set, else the first language of the reader's list that we speak.
 *
 * Every kind of Chinese (`zh`, `zh-Hant-TW`, `yue` …) reads simplified Chinese more easily than English. English is
 * what is left when nothing fits.
 *
 * @param setting the choice from the settings; `system` follows *preferred*
 * @param preferred language tags, the favourite first, as in `navigator.languages`
 */
export function resolveLanguage(setting: Language | 'system', preferred: readonly string[]): Language {
  if (setting !== 'system') return setting;
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split(/[-_]/)[0];
    if (primary === 'zh' || primary === 'yue') return 'zh-CN';
    if (primary === 'en') return 'en';
  }
  return 'en';
}
