import type { ReviewFlow } from './review-flow.ts';

/** Where a key applies. Several can be active at once: judging a pair is `pair`, `item` and `app`. */
export type Scope = 'pair' | 'ranking' | 'single' | 'item' | 'choose-mend' | 'mend' | 'app';

export type CommandId =
  | 'prefer-left'
  | 'prefer-right'
  | 'slightly-left'
  | 'slightly-right'
  | 'tie'
  | 'both-bad'
  | 'fine-as-it-is'
  | `rank-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | 'tie-next'
  | 'unrank'
  | 'finish-ranking'
  | 'mend'
  | 'mend-left'
  | 'mend-right'
  | `mend-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | 'stop-mending'
  | 'save-mending'
  | 'undo'
  | 'redo'
  | 'later'
  | 'cannot-judge'
  | 'toggle-raw'
  | 'toggle-prompt'
  | 'toggle-reasoning'
  | 'scroll-on'
  | 'scroll-back'
  | 'previous-item'
  | 'next-item'
  | 'show-keys';

/** What commands act on; made once per open project. */
export interface CommandContext {
  readonly flow: ReviewFlow;
  readonly scroll: (pages: number) => void;
  readonly showKeys: () => void;
}

/**
 * Something that a person can do, as data: buttons, the key sheet and the key gateway are made from these.
 *
 * `needsSeenItem`: the command judges what is on the screen, so it is dropped when the item it was given for is no
 * longer there.
 */
export interface Command {
  readonly id: CommandId;
  readonly scope: Scope;
  readonly needsSeenItem: boolean;
  readonly run: (context: CommandContext) => void;
}
