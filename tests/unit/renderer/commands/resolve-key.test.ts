import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scope } from '../../../../renderer/src/commands/command.ts';
import { DEFAULT_KEYMAP, type KeyBinding } from '../../../../renderer/src/commands/keymap.ts';
import { type KeyPress, resolveKey } from '../../../../renderer/src/commands/resolve-key.ts';
import { COMMANDS } from '../../../../renderer/src/commands/review-commands.ts';

const PAIR: readonly Scope[] = ['pair', 'item', 'app'];
const RANKING: readonly Scope[] = ['ranking', 'item', 'app'];
const SINGLE: readonly Scope[] = ['single', 'item', 'app'];
/** Every set of scopes that the review screen ever activates. */
const ACTIVE: readonly (readonly Scope[])[] = [
  PAIR,
  RANKING,
  SINGLE,
  ['item', 'app'],
  ['choose-mend', 'app'],
  ['mend'],
];

function press(code: string, key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { code, key, shift: false, control: false, meta: false, alt: false, ...held };
}

function commandOf(pressed: KeyPress, scopes: readonly Scope[]): string {
  const resolution = resolveKey(pressed, scopes, DEFAULT_KEYMAP);
  return resolution.found === 'one' ? resolution.command : resolution.found;
}

describe('which command a key means', () => {
  test('the same key means another thing in another place', () => {
    expect(commandOf(press('KeyA', 'a'), PAIR)).toBe('prefer-left');
    expect(commandOf(press('KeyA', 'a'), RANKING)).toBe('none');
    expect(commandOf(press('KeyA', 'a'), ['choose-mend', 'app'])).toBe('mend-left');
    expect(commandOf(press('KeyA', 'a'), ['mend'])).toBe('none');
    expect(commandOf(press('KeyS', 's'), PAIR)).toBe('tie');
    expect(commandOf(press('KeyS', 's'), SINGLE)).toBe('fine-as-it-is');
    expect(commandOf(press('Backspace', 'Backspace'), PAIR)).toBe('undo');
    expect(commandOf(press('Backspace', 'Backspace'), RANKING)).toBe('unrank');
  });

  test('Shift makes another key of it', () => {
    expect(commandOf(press('KeyA', 'A', { shift: true }), PAIR)).toBe('slightly-left');
    expect(commandOf(press('KeyZ', 'z'), PAIR)).toBe('undo');
    expect(commandOf(press('KeyZ', 'Z', { shift: true }), PAIR)).toBe('redo');
    expect(commandOf(press('KeyX', 'X', { shift: true }), PAIR)).toBe('none');
    expect(commandOf(press('Digit1', '!', { shift: true }), RANKING)).toBe('none');
  });

  test('the place counts, not the letter: the same spots on a French or a Russian keyboard', () => {
    expect(commandOf(press('KeyA', 'q'), PAIR)).toBe('prefer-left');
    expect(commandOf(press('KeyD', 'в'), PAIR)).toBe('prefer-right');
    expect(commandOf(press('KeyQ', 'a'), PAIR)).not.toBe('prefer-left');
  });

  test('a digit is a digit on the number row, the keypad, and a French row that types letters', () => {
    expect(commandOf(press('Digit3', '3'), RANKING)).toBe('rank-3');
    expect(commandOf(press('Numpad3', '3'), RANKING)).toBe('rank-3');
    expect(commandOf(press('Digit3', '"'), RANKING)).toBe('rank-3');
    expect(commandOf(press('Numpad3', 'PageDown'), RANKING)).toBe('rank-3');
    expect(commandOf(press('Digit0', '0'), RANKING)).toBe('none');
    expect(commandOf(press('NumpadEnter', 'Enter'), RANKING)).toBe('finish-ranking');
  });

  test('what matters as a character is found wherever the layout has it, full width too', () => {
    for (const [code, shift] of [
      ['Equal', false],
      ['Digit0', true],
      ['NumpadEqual', false],
    ] as const) {
      expect(commandOf(press(code, '=', { shift }), RANKING)).toBe('tie-next');
      expect(commandOf(press(code, '＝', { shift }), RANKING)).toBe('tie-next');
    }
    expect(commandOf(press('Slash', '?', { shift: true }), PAIR)).toBe('show-keys');
    expect(commandOf(press('Minus', '？', { shift: true }), PAIR)).toBe('show-keys');
    expect(commandOf(press('Slash', '/'), PAIR)).toBe('none');
  });

  test('full-width letters of an input method do not change what a place means', () => {
    expect(commandOf(press('KeyA', 'ａ'), PAIR)).toBe('prefer-left');
    expect(commandOf(press('Digit2', '２'), RANKING)).toBe('rank-2');
  });

  test('Control, Command and Alt belong to the system, except where a command asks for them', () => {
    for (const held of [{ control: true }, { meta: true }, { alt: true }]) {
      expect(commandOf(press('KeyA', 'a', held), PAIR)).toBe('none');
      expect(commandOf(press('KeyZ', 'z', held), PAIR)).toBe('none');
    }
    expect(commandOf(press('Enter', 'Enter', { control: true }), ['mend'])).toBe('save-mending');
    expect(commandOf(press('Enter', 'Enter', { meta: true }), ['mend'])).toBe('save-mending');
    expect(commandOf(press('Enter', 'Enter'), ['mend'])).toBe('none');
    expect(commandOf(press('Enter', 'Enter', { control: true, alt: true }), ['mend'])).toBe('none');
  });

  test('two commands on one key: neither runs', () => {
    const keymap: readonly KeyBinding[] = [
      ...DEFAULT_KEYMAP,
      { scope: 'item', key: { code: 'KeyA' }, command: 'later' },
    ];
    expect(resolveKey(press('KeyA', 'a'), PAIR, keymap)).toEqual({
      found: 'several',
      commands: ['prefer-left', 'later'],
    });
    expect(resolveKey(press('KeyA', 'a'), RANKING, keymap)).toEqual({ found: 'one', command: 'later' });
  });

  test('one command on one key twice is no ambiguity', () => {
    const keymap: readonly KeyBinding[] = [
      ...DEFAULT_KEYMAP,
      { scope: 'item', key: { code: 'KeyA' }, command: 'prefer-left' },
    ];
    expect(resolveKey(press('KeyA', 'a'), PAIR, keymap)).toEqual({ found: 'one', command: 'prefer-left' });
  });
});

describe('the keymap', () => {
  test('is unambiguous: any press, wherever one can be, means at most one command', () => {
    const codes = [
      ...new Set(DEFAULT_KEYMAP.flatMap(({ key }) => ('code' in key ? [key.code] : []))),
      'Slash',
      'Equal',
    ];
    const isUnambiguous = () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...codes),
          fc.constantFrom('a', '=', '＝', '?', 'Enter', 'Process', 'Dead'),
          fc.record({ shift: fc.boolean(), control: fc.boolean(), meta: fc.boolean(), alt: fc.boolean() }),
          fc.constantFrom(...ACTIVE),
          (code, key, held, scopes) => {
            // A layout that types = or ? on a key with another meaning is possible, and then nothing runs.
            const types = key === '=' || key === '＝' || key === '?';
            fc.pre(!types || code === 'Slash' || code === 'Equal');
            const resolution = resolveKey({ code, key, ...held }, scopes, DEFAULT_KEYMAP);
            return resolution.found !== 'several';
          },
        ),
        { numRuns: 2000 },
      );
    };
    expect(isUnambiguous).not.toThrow();
  });

  test('has a key for every command that the key sheet could name, and no key without a command', () => {
    const bound = new Set(DEFAULT_KEYMAP.map(({ command }) => command));
    expect([...COMMANDS.keys()].filter((id) => !bound.has(id))).toEqual([]);
    expect([...bound].filter((id) => !COMMANDS.has(id))).toEqual([]);
  });
});
