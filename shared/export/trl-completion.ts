import { toJsonLines } from './json-text.ts';
import { toMessages } from './messages-sft.ts';
import type { AnswerRow } from './training-row.ts';

/**
 * Writes answers for TRL's SFTTrainer: JSON Lines of `prompt` and `completion`, each a list of messages.
 *
 * With `messages` TRL trains on every token, earlier answers and the user's words included; with prompt and completion it
 * trains on the answer that was judged, and on nothing else.
 */
export function trlCompletionLines(rows: Iterable<AnswerRow>): Generator<string> {
  return toJsonLines(toRows(rows));
}

function* toRows(rows: Iterable<AnswerRow>): Generator<unknown> {
  for (const row of rows) {
    yield { prompt: toMessages(row), completion: [{ role: 'assistant', content: row.answer }] };
  }
}
