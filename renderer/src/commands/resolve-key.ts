import type { CommandId, Scope } from './command.ts';
import type { KeyBinding } from './keymap.ts';

/** What a key event says, apart from the DOM. */
export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly shift: boolean;
  readonly control: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
}

export type KeyResolution =
  | { readonly found: 'one'; readonly command: CommandId }
  | { readonly found: 'none' }
  /** Two commands on one key: neither runs. */
  | { readonly found: 'several'; readonly commands: readonly CommandId[] };

/** Finds the command that a key press means in the scopes that are active. Ambiguity finds nothing to run. */
export function resolveKey(
  press: KeyPress,
  scopes: readonly Scope[],
  keymap: readonly KeyBinding[],
): KeyResolution {
  const commands = new Set(
    keymap
      .filter((binding) => scopes.includes(binding.scope) && matches(binding, press))
      .map(({ command }) => command),
  );
  const [command] = commands;
  if (command === undefined) return { found: 'none' };
  return commands.size === 1 ? { found: 'one', command } : { found: 'several', commands: [...commands] };
}

function matches(binding: KeyBinding, press: KeyPress): boolean {
  if ((binding.primary ?? false) !== (press.control || press.meta) || press.alt) return false;
  // For a typed character the layout decides whether Shift belongs to it (`?`, or `=` on a German keyboard).
  // Input methods type the full-width forms of the same characters.
  if ('types' in binding.key) return toHalfWidth(press.key) === binding.key.types;
  return binding.key.code === press.code && (binding.shift ?? false) === press.shift;
}

/** Full-width ASCII (U+FF01–FF5E), as Chinese and Japanese input methods type it, in its plain form. */
function toHalfWidth(key: string): string {
  const unit = key.length === 1 ? key.charCodeAt(0) : 0;
  return unit >= 0xff01 && unit <= 0xff5e ? String.fromCharCode(unit - 0xfee0) : key;
}
