import type { CommandId, Scope } from './command.ts';

/**
 * One key, bound by its place on the keyboard (`KeyboardEvent.code`), so that an AZERTY user presses the same spots;
 * or by what it types (`?`), where the character is the point.
 */
export interface KeyBinding {
  readonly scope: Scope;
  readonly key: { readonly code: string } | { readonly types: string };
  readonly shift?: boolean;
  /** Control, or Command on a Mac. */
  readonly primary?: boolean;
  readonly command: CommandId;
}

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The left-hand preset: one hand on A S D, X below; everything else around them. */
export const DEFAULT_KEYMAP: readonly KeyBinding[] = [
  { scope: 'pair', key: { code: 'KeyA' }, command: 'prefer-left' },
  { scope: 'pair', key: { code: 'KeyD' }, command: 'prefer-right' },
  { scope: 'pair', key: { code: 'KeyA' }, shift: true, command: 'slightly-left' },
  { scope: 'pair', key: { code: 'KeyD' }, shift: true, command: 'slightly-right' },
  { scope: 'pair', key: { code: 'KeyS' }, command: 'tie' },
  { scope: 'pair', key: { code: 'KeyX' }, command: 'both-bad' },

  ...DIGITS.flatMap((digit): KeyBinding[] => [
    { scope: 'ranking', key: { code: `Digit${digit}` }, command: `rank-${digit}` },
    { scope: 'ranking', key: { code: `Numpad${digit}` }, command: `rank-${digit}` },
    { scope: 'choose-mend', key: { code: `Digit${digit}` }, command: `mend-${digit}` },
    { scope: 'choose-mend', key: { code: `Numpad${digit}` }, command: `mend-${digit}` },
  ]),
  { scope: 'ranking', key: { types: '=' }, command: 'tie-next' },
  { scope: 'ranking', key: { code: 'Backspace' }, command: 'unrank' },
  { scope: 'ranking', key: { code: 'Enter' }, command: 'finish-ranking' },
  { scope: 'ranking', key: { code: 'NumpadEnter' }, command: 'finish-ranking' },

  { scope: 'single', key: { code: 'KeyS' }, command: 'fine-as-it-is' },

  { scope: 'choose-mend', key: { code: 'KeyA' }, command: 'mend-left' },
  { scope: 'choose-mend', key: { code: 'KeyD' }, command: 'mend-right' },
  { scope: 'choose-mend', key: { code: 'Escape' }, command: 'stop-mending' },

  { scope: 'mend', key: { code: 'Enter' }, primary: true, command: 'save-mending' },
  { scope: 'mend', key: { code: 'Escape' }, command: 'stop-mending' },

  { scope: 'item', key: { code: 'KeyW' }, command: 'mend' },
  { scope: 'item', key: { code: 'KeyZ' }, command: 'undo' },
  { scope: 'item', key: { code: 'KeyZ' }, shift: true, command: 'redo' },
  { scope: 'item', key: { code: 'KeyG' }, command: 'later' },
  { scope: 'item', key: { code: 'KeyN' }, command: 'cannot-judge' },
  { scope: 'item', key: { code: 'KeyR' }, command: 'toggle-raw' },
  { scope: 'item', key: { code: 'KeyQ' }, command: 'toggle-prompt' },
  { scope: 'item', key: { code: 'KeyT' }, command: 'toggle-reasoning' },
  { scope: 'item', key: { code: 'Space' }, command: 'scroll-on' },
  { scope: 'item', key: { code: 'Space' }, shift: true, command: 'scroll-back' },
  { scope: 'item', key: { code: 'BracketLeft' }, command: 'previous-item' },
  { scope: 'item', key: { code: 'BracketRight' }, command: 'next-item' },

  // The second key for undo; in a ranking, Backspace takes back a digit.
  { scope: 'pair', key: { code: 'Backspace' }, command: 'undo' },
  { scope: 'single', key: { code: 'Backspace' }, command: 'undo' },

  { scope: 'app', key: { types: '?' }, command: 'show-keys' },
];
