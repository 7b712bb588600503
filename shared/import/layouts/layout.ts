import type { ExistingItems } from '../existing-items.ts';
import type { ItemCollector } from '../item-collector.ts';
import type { Fault, Row } from '../row.ts';
import type { KeyedPrompts } from './keyed-prompts.ts';
import type { QuestionBook } from './question-book.ts';

/** What the readers of one import share. */
export interface ImportContext {
  readonly items: ItemCollector;
  readonly questions: QuestionBook;
  readonly keys: KeyedPrompts;
  readonly existing: ExistingItems;
}

/** The file that a reader reads. */
export interface LayoutFile {
  readonly name: string;
  readonly index: number;
}

/** Takes one row in; gives why the row, or parts of it, had to be left out. */
export type RowConsumer = (row: Row) => readonly Fault[];

/** One way in which files lay out what models, raters or datasets say. */
export interface Layout {
  /** Stable: stands in `Source.format`. */
  readonly name: string;
  /** For the message that lists what is accepted. */
  readonly fields: string;
  /**
   * Files are read in this order, whatever order they were opened in: questions, references, answers, judgments.
   */
  readonly rank: 0 | 1 | 2 | 3;
  /** Whether it brings judgments, which name their source. */
  readonly hasJudgments: boolean;
  /** Whether the first rows of a file look like this. */
  matches(rows: readonly Row[], fileName: string): boolean;
  createConsumer(context: ImportContext, file: LayoutFile): RowConsumer;
}

/** No fault. */
export const KEPT: readonly Fault[] = [];
