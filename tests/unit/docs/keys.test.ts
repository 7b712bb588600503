import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../../renderer/src/commands/command.ts';
import { standardLegend } from '../../../renderer/src/commands/key-caps.ts';
import { DEFAULT_KEYMAP, type KeyBinding } from '../../../renderer/src/commands/keymap.ts';

const page = readFileSync(fileURLToPath(new URL('../../../docs/keys.md', import.meta.url)), 'utf8');

const HEADINGS: Readonly<Record<Scope, string>> = {
  pair: 'Comparing two responses',
  ranking: 'Ranking three to nine responses',
  single: 'One response only',
  item: 'With every item',
  'choose-mend': 'After `W`: which response?',
  mend: 'In the correction editor',
  app: 'Everywhere in the judging screen',
};

const NAMES: Readonly<Record<string, string>> = { Escape: 'Esc', NumpadEnter: 'Enter' };

/** The keys in the first column of the section's table, as the page writes them: `Shift`+`A`. */
function keysOnThePage(scope: Scope): string[] {
  const [, section = ''] = page.split(`## ${HEADINGS[scope]}\n`);
  const [rows = ''] = section.split('\n## ');
  return rows
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => (line.split('|')[1] ?? '').trim().split(' '));
}

/** A key as the page writes it: modifiers first, each part on its own. */
function toWriting({ key, shift, primary }: KeyBinding): string {
  const cap = 'types' in key ? key.types : (NAMES[key.code] ?? standardLegend(key.code));
  return [...(primary ? ['Ctrl'] : []), ...(shift ? ['Shift'] : []), cap]
    .map((part) => `\`${part}\``)
    .join('+');
}

describe.each(Object.keys(HEADINGS) as Scope[])('docs/keys.md about keys in the scope %s', (scope) => {
  // The number pad has the same legends as the row of digits.
  const bound = new Set(DEFAULT_KEYMAP.filter((binding) => binding.scope === scope).map(toWriting));

  it('names every key that is bound there, and no other', () => {
    expect(keysOnThePage(scope).toSorted()).toEqual([...bound].toSorted());
  });
});
