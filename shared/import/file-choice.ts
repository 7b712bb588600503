import type { EncodingName } from './text-decoding.ts';
import type { WideMapping } from './wide-mapping.ts';

/** What a person has decided about a file; everything that is left out is recognised from the file itself. */
export interface FileChoice {
  /** Read the text as this, whatever it looks like. */
  readonly encoding?: EncodingName;
  /** Of a table. */
  readonly delimiter?: string;
  /** The sheet of a workbook, by name. */
  readonly sheet?: string;
  /** Read the rows as this layout (`Source.format`), although they look like another. */
  readonly layout?: string;
  /** Which columns hold what; takes the place of any layout. */
  readonly mapping?: WideMapping;
}
