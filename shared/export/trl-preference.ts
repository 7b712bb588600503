import { toJsonLines } from './json-text.ts';
import { toMessages } from './messages-sft.ts';
import type { PreferenceRow } from './training-row.ts';

/**
 * Writes preferences for TRL's DPOTrainer: JSON Lines of `prompt`, `chosen`, `rejected`, each a list of messages.
 *
 * The explicit prompt is what TRL recommends. Plain strings are not offered: where prompt and answer tokenise jointly TRL
 * cuts the answer away and only logs a mismatch.
 */
export function trlPreferenceLines(rows: Iterable<PreferenceRow>): Generator<string> {
  return toJsonLines(toRows(rows));
}

function* toRows(rows: Iterable<PreferenceRow>): Generator<unknown> {
  for (const row of rows) {
    yield {
      prompt: toMessages(row),
      chosen: [{ role: 'assistant', content: row.chosen }],
      rejected: [{ role: 'assistant', content: row.rejected }],
    };
  }
}
