/**
 * One entry of a catalogue: a text, or one text per plural form of `count` (the forms of `Intl.PluralRules`).
 *
 * `{name}` stands for a parameter. Numbers are written in the reader's way; texts are put in as they are.
 */
export type Message = string | PluralMessage;

export interface PluralMessage {
  readonly one?: string;
  readonly other: string;
}

export type Catalogue = Readonly<Record<string, Message>>;

type PlaceholdersIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersIn<Rest>
  : never;

type TextsOf<Entry extends Message> = Entry extends PluralMessage ? Entry['other'] : Entry;

/** The parameters that a message needs, read from its English text. A plural needs `count` in any case. */
export type ParametersOf<Entry extends Message> = Entry extends PluralMessage
  ? { readonly count: number } & {
      readonly [Name in Exclude<PlaceholdersIn<TextsOf<Entry> & string>, 'count'>]: string | number;
    }
  : { readonly [Name in PlaceholdersIn<Entry & string>]: string | number };

/** What a translated area has to say: the same keys as the English one. */
export type TranslationOf<English extends Catalogue> = { readonly [Key in keyof English]: Message };
