import { toJsonLines } from './json-text.ts';
import type { RowColumns } from './row-columns.ts';
import type { PreferenceRow } from './training-row.ts';
import { toTrlMessage, toTrlPrompt } from './trl-message.ts';

/**
 * Writes preferences for TRL's DPOTrainer: JSON Lines of `prompt`, `chosen`, `rejected`, each a list of messages, with
 * `tools` and `images` where any row has them.
 *
 * The explicit prompt is what TRL recommends. Plain strings are not offered: where prompt and answer tokenise jointly TRL
 * cuts the answer away and only logs a mismatch.
 */
export function trlPreferenceLines(rows: Iterable<PreferenceRow>, columns: RowColumns): Generator<string> {
  return toJsonLines(toRows(rows, columns));
}

function* toRows(rows: Iterable<PreferenceRow>, columns: RowColumns): Generator<unknown> {
  for (const row of rows) {
    const { prompt, ...others } = toTrlPrompt(row, columns);
    yield { prompt, chosen: [toTrlMessage(row.chosen)], rejected: [toTrlMessage(row.rejected)], ...others };
  }
}
