/**
 * The part of Papa Parse that we use. Its published types pull in Node's, and with them `process`, `Buffer` and the rest
 * would compile in `shared/` and in the renderer, where they do not exist.
 */
declare module 'papaparse' {
  namespace Papa {
    interface ParseError {
      readonly type: string;
      readonly code: string;
      readonly message: string;
      readonly row?: number;
    }

    interface ParseStepResult<T> {
      readonly data: T;
      readonly errors: readonly ParseError[];
      readonly meta: { readonly cursor: number; readonly aborted: boolean };
    }

    interface ParserSettings<T> {
      readonly delimiter?: string;
      readonly newline?: '\r' | '\n' | '\r\n';
      readonly quoteChar?: string;
      readonly escapeChar?: string;
      readonly step?: (result: ParseStepResult<T>) => void;
    }

    /** The low-level parser: text in, records out, no guessing. */
    class Parser {
      constructor(settings: ParserSettings<readonly (readonly string[])[]>);
      parse(input: string, baseIndex: number, ignoreLastRow: boolean): unknown;
      abort(): void;
      getCharIndex(): number;
    }

    /** The whole text at once. */
    function parse(
      input: string,
      settings: { readonly delimiter: string; readonly newline: '\r' | '\n' },
    ): { readonly data: readonly (readonly string[])[] };

    function unparse(
      rows: readonly (readonly string[])[],
      settings?: { readonly delimiter?: string; readonly newline?: string; readonly quotes?: boolean },
    ): string;
  }

  export default Papa;
}
