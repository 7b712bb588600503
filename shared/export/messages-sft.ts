import { toJsonLines } from './json-text.ts';
import { toLlamaFactoryColumns, toLlamaFactoryTurn } from './llama-factory-turn.ts';
import type { RowColumns } from './row-columns.ts';
import { type AnswerRow, withSystemTurn } from './training-row.ts';

/**
 * Writes answers as JSON Lines of `messages` with `role` and `content`: the one layout that nearly every trainer reads. Calls
 * of tools are messages of the role `function_call`, `tools` and `images` columns where any row has them.
 *
 * The system message is the first message, or not there at all: an empty one is rendered as an empty system block.
 */
export function messagesSftLines(rows: Iterable<AnswerRow>, columns: RowColumns): Generator<string> {
  return toJsonLines(toRows(rows, columns));
}

function* toRows(rows: Iterable<AnswerRow>, columns: RowColumns): Generator<unknown> {
  for (const row of rows) {
    const messages = [...withSystemTurn(row), row.answer].map((turn) => {
      const { role, text } = toLlamaFactoryTurn(turn);
      return { role, content: text };
    });
    yield { messages, ...toLlamaFactoryColumns(row, columns) };
  }
}
