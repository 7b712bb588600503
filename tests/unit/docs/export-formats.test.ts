import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exporting } from '../../../shared/i18n/en/export.ts';
import { PRESET_NAMES } from '../../../shared/export/presets.ts';

const page = readFileSync(fileURLToPath(new URL('../../../docs/export-formats.md', import.meta.url)), 'utf8');

/** The words in the first column of the table below a heading. */
function firstColumn(heading: string): string[] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, word = '']) => word).toSorted();
}

describe('docs/export-formats.md', () => {
  it('lists every preset', () => {
    expect(firstColumn('The presets')).toEqual([...PRESET_NAMES].toSorted());
  });

  it('explains every reason that the screens have words for, and no other', () => {
    const prefix = 'export.reason.';
    const reasons = Object.keys(exporting).flatMap((key) =>
      key.startsWith(prefix) ? [key.slice(prefix.length)] : [],
    );
    expect(reasons.length).toBeGreaterThan(10);
    expect(firstColumn('What is left out, and why')).toEqual(reasons.toSorted());
  });
});
