import type { Message } from '../domain/prompt.ts';
import { toJsonArrayLines } from './json-text.ts';
import type { PreferenceRow } from './training-row.ts';

/** The names that LLaMA-Factory's sharegpt layout has for the roles. */
const NAMES = {
  system: 'system',
  user: 'human',
  assistant: 'gpt',
  tool: 'observation',
} as const satisfies Record<Message['role'], string>;

/**
 * Writes preferences in LLaMA-Factory's sharegpt layout: a JSON array of `conversations`, `chosen`, `rejected`, `system`.
 *
 * An array and not JSON Lines, because the reader takes it in whole: the rules for files above 10 MB do not apply. `system`
 * is in every row, empty when there is none, so that all rows have the same keys.
 */
export function llamaFactoryPreferenceLines(rows: Iterable<PreferenceRow>): Generator<string> {
  return toJsonArrayLines(toRows(rows));
}

function* toRows(rows: Iterable<PreferenceRow>): Generator<unknown> {
  for (const { system, turns, chosen, rejected } of rows) {
    yield {
      conversations: turns.map(({ role, content }) => ({ from: NAMES[role], value: content })),
      chosen: { from: NAMES.assistant, value: chosen },
      rejected: { from: NAMES.assistant, value: rejected },
      system,
    };
  }
}
