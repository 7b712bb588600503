import { en, type EnglishCatalogue } from './en.ts';
import type { Language } from './language.ts';
import type { Message, ParametersOf } from './message.ts';
import { zhCn } from './zh-cn.ts';

export type MessageKey = keyof EnglishCatalogue;

/** Nothing for a message without parameters, else one object with all of them. */
type ArgumentsOf<Key extends MessageKey> = keyof ParametersOf<EnglishCatalogue[Key]> extends never
  ? []
  : [parameters: ParametersOf<EnglishCatalogue[Key]>];

/** Says a message in the language it was created for. A missing key or parameter does not compile. */
export type Translate = <Key extends MessageKey>(key: Key, ...parameters: ArgumentsOf<Key>) => string;

const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, Message>>>> = { en, 'zh-CN': zhCn };

/** Creates the function that says messages in *language*; make it once per language, formatters are kept. */
export function createTranslator(language: Language): Translate {
  const catalogue = catalogues[language];
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, ...rest) => {
    // The types above promise strings and numbers by name; a message without parameters gets none.
    const parameters = (rest[0] ?? {}) as Readonly<Record<string, string | number>>;
    const text = pickForm(catalogue[key], parameters, plurals);
    return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => {
      const value = parameters[name];
      if (value === undefined) return placeholder;
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}

function pickForm(
  message: Message,
  parameters: Readonly<Record<string, string | number>>,
  plurals: Intl.PluralRules,
): string {
  if (typeof message === 'string') return message;
  return plurals.select(Number(parameters['count'])) === 'one'
    ? (message.one ?? message.other)
    : message.other;
}

/** Whether a text made from data (a problem's code, a preset's name) names a message. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

type KeyWithoutParameters = {
  [Key in MessageKey]: ArgumentsOf<Key> extends [] ? Key : never;
}[MessageKey];

/**
 * Says what stands for a code that came with data, such as `problem.empty_response`; a code that this version does not
 * know is said in the words that came with it.
 */
export function translateCode(
  translate: Translate,
  area: 'problem' | 'warning' | 'failure' | 'pack' | 'export.reason' | 'agreement.undefined',
  code: string,
  fallback: string,
): string {
  const key = `${area}.${code}`;
  // Messages named by codes take no parameters; a test holds the catalogue to it.
  return isMessageKey(key) ? translate(key as KeyWithoutParameters) : fallback;
}
