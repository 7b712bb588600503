import type { Message } from '../domain/prompt.ts';
import { toJsonLines } from './json-text.ts';
import type { AnswerRow, CleanConversation } from './training-row.ts';

/**
 * Writes answers as JSON Lines of `messages` with `role` and `content`: the one layout that nearly every trainer reads.
 *
 * The system message is the first message, or not there at all: an empty one is rendered as an empty system block.
 */
export function messagesSftLines(rows: Iterable<AnswerRow>): Generator<string> {
  return toJsonLines(toRows(rows));
}

function* toRows(rows: Iterable<AnswerRow>): Generator<unknown> {
  for (const row of rows) {
    yield { messages: [...toMessages(row), { role: 'assistant', content: row.answer }] };
  }
}

/** The conversation with its system message, if it has one, in front; keys in one order for all. */
export function toMessages({ system, turns }: CleanConversation): Message[] {
  const all = system === '' ? turns : [{ role: 'system' as const, content: system }, ...turns];
  return all.map(({ role, content }) => ({ role, content }));
}
