import type { CommandId } from './command.ts';
import { DEFAULT_KEYMAP, type KeyBinding } from './keymap.ts';

/** What is printed on a key, by `KeyboardEvent.code`: the user's own layout when the browser tells it. */
export type KeyLegend = (code: string) => string;

/** The caps of the key for a command, `['Shift', 'A']`, or `undefined` when it has none. */
export function keyCapsOf(
  command: CommandId,
  legend: KeyLegend,
  names: KeyNames,
): readonly string[] | undefined {
  const binding = DEFAULT_KEYMAP.find((candidate) => candidate.command === command);
  return binding && toCaps(binding, legend, names);
}

/** All keys for a command, for the key sheet. */
export function allKeyCapsOf(
  command: CommandId,
  legend: KeyLegend,
  names: KeyNames,
): readonly (readonly string[])[] {
  const caps = DEFAULT_KEYMAP.filter((binding) => binding.command === command).map((binding) =>
    toCaps(binding, legend, names),
  );
  // Numeral rows and keypads have the same legend.
  return caps.filter((one, index) => caps.findIndex((other) => other.join('+') === one.join('+')) === index);
}

/** Keys that have a name and no character. */
export interface KeyNames {
  readonly space: string;
  readonly enter: string;
  readonly escape: string;
  readonly backspace: string;
  readonly shift: string;
  readonly control: string;
}

function toCaps(binding: KeyBinding, legend: KeyLegend, names: KeyNames): readonly string[] {
  const cap = 'types' in binding.key ? binding.key.types : toCap(binding.key.code, legend, names);
  return [...(binding.primary ? [names.control] : []), ...(binding.shift ? [names.shift] : []), cap];
}

function toCap(code: string, legend: KeyLegend, names: KeyNames): string {
  switch (code) {
    case 'Space':
      return names.space;
    case 'Enter':
    case 'NumpadEnter':
      return names.enter;
    case 'Escape':
      return names.escape;
    case 'Backspace':
      return names.backspace;
    default:
      return legend(code);
  }
}

/** The legend of a US keyboard, for browsers that do not tell the layout. */
export function standardLegend(code: string): string {
  if (code === 'BracketLeft') return '[';
  if (code === 'BracketRight') return ']';
  return code.replace(/^(?:Key|Digit|Numpad)/, '');
}

interface KeyboardWithLayout {
  getLayoutMap(): Promise<ReadonlyMap<string, string>>;
}

/** Reads the layout of the user's keyboard; falls back to the standard legend where the browser does not tell. */
export async function readKeyLegend(): Promise<KeyLegend> {
  // Chromium only, hence not in the DOM types.
  const { keyboard } = navigator as Navigator & { readonly keyboard?: KeyboardWithLayout };
  try {
    const layout = await keyboard?.getLayoutMap();
    if (!layout || layout.size === 0) return standardLegend;
    return (code) =>
      code.startsWith('Key')
        ? (layout.get(code)?.toUpperCase() ?? standardLegend(code))
        : standardLegend(code);
  } catch {
    // Denied by a permission policy: the standard legend is right for most.
    return standardLegend;
  }
}
