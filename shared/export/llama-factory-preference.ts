import { toJsonArrayLines } from './json-text.ts';
import { type LlamaFactoryTurn, toLlamaFactoryColumns, toLlamaFactoryTurn } from './llama-factory-turn.ts';
import type { RowColumns } from './row-columns.ts';
import type { PreferenceRow, TrainingTurn } from './training-row.ts';

/** The names that LLaMA-Factory's sharegpt layout has for the roles. */
const NAMES = {
  system: 'system',
  user: 'human',
  assistant: 'gpt',
  tool: 'observation',
  function_call: 'function_call',
} as const satisfies Record<LlamaFactoryTurn['role'], string>;

/**
 * Writes preferences in LLaMA-Factory's sharegpt layout: a JSON array of `conversations`, `chosen`, `rejected`, `system`,
 * with `tools` and `images` where any row has them.
 *
 * An array and not JSON Lines, because the reader takes it in whole: the rules for files above 10 MB do not apply. `system`
 * is in every row, empty when there is none, so that all rows have the same keys.
 */
export function llamaFactoryPreferenceLines(
  rows: Iterable<PreferenceRow>,
  columns: RowColumns,
): Generator<string> {
  return toJsonArrayLines(toRows(rows, columns));
}

function* toRows(rows: Iterable<PreferenceRow>, columns: RowColumns): Generator<unknown> {
  for (const row of rows) {
    yield {
      conversations: row.turns.map(toNamed),
      chosen: toNamed(row.chosen),
      rejected: toNamed(row.rejected),
      system: row.system,
      ...toLlamaFactoryColumns(row, columns),
    };
  }
}

function toNamed(turn: TrainingTurn): { from: string; value: string } {
  const { role, text } = toLlamaFactoryTurn(turn);
  return { from: NAMES[role], value: text };
}
