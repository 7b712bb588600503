/** A string (or number) that cannot be mixed up with another one: `Brand<string, 'PromptId'>`. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };
