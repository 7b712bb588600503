import { toJsonLines } from './json-text.ts';
import type { RowColumns } from './row-columns.ts';
import type { AnswerRow } from './training-row.ts';
import { toTrlMessage, toTrlPrompt } from './trl-message.ts';

/**
 * Writes answers for TRL's SFTTrainer: JSON Lines of `prompt` and `completion`, each a list of messages, with `tools` and
 * `images` where any row has them.
 *
 * With `messages` TRL trains on every token, earlier answers and the user's words included; with prompt and completion it
 * trains on the answer that was judged, and on nothing else.
 */
export function trlCompletionLines(rows: Iterable<AnswerRow>, columns: RowColumns): Generator<string> {
  return toJsonLines(toRows(rows, columns));
}

function* toRows(rows: Iterable<AnswerRow>, columns: RowColumns): Generator<unknown> {
  for (const row of rows) {
    const { prompt, ...others } = toTrlPrompt(row, columns);
    yield { prompt, completion: [toTrlMessage(row.answer)], ...others };
  }
}
