import { useHotkeys } from 'react-hotkeys-hook';
import type { CommandId, Scope } from './command.ts';
import { DEFAULT_KEYMAP } from './keymap.ts';
import { resolveKey } from './resolve-key.ts';

export interface CommandKeys {
  /** What applies now, asked at the moment of the key press. */
  readonly scopes: () => readonly Scope[];
  readonly onCommand: (command: CommandId) => void;
}

/**
 * The key gateway: every command key of the program arrives here, once.
 *
 * Not taken: a key held down (one press is one decision), composition by an input method (and the `Process` key that
 * some send for it), keys inside an open dialog, and plain keys inside a text field, where only `mend` keys with Control
 * and Escape count.
 */
export function useCommandKeys({ scopes, onCommand }: CommandKeys): void {
  useHotkeys(
    '*',
    (event) => {
      if (isComposing(event) || event.repeat || isInDialog(event.target)) return;
      const active = scopes();
      const applicable = isTextField(event.target) ? active.filter((scope) => scope === 'mend') : active;
      const resolution = resolveKey(
        {
          code: event.code,
          key: event.key,
          shift: event.shiftKey,
          control: event.ctrlKey,
          meta: event.metaKey,
          alt: event.altKey,
        },
        applicable,
        DEFAULT_KEYMAP,
      );
      if (resolution.found === 'several') console.warn('Ambiguous key', event.code, resolution.commands);
      if (resolution.found !== 'one') return;
      event.preventDefault();
      onCommand(resolution.command);
    },
    { enableOnFormTags: true, enableOnContentEditable: true, preventDefault: false },
    [scopes, onCommand],
  );
}

function isComposing(event: KeyboardEvent): boolean {
  // 229 is what Chromium sends while an input method handles the key.
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else tells the key that ends a composition on a Mac
  return event.isComposing || event.keyCode === 229 || event.key === 'Process';
}

function isInDialog(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    (target.closest('dialog[open]') !== null || document.querySelector('dialog[open]') !== null)
  );
}

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type=button], [type=checkbox], [type=radio])'))
  );
}
