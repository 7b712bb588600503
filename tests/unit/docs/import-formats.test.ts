import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importFiles } from '../../../shared/import/import-files.ts';
import { LAYOUTS } from '../../../shared/import/layouts/layouts.ts';
import { FAULT_CODES } from '../../../shared/import/row.ts';
import { fileOf } from '../shared/import/support.ts';

const page = readFileSync(fileURLToPath(new URL('../../../docs/import-formats.md', import.meta.url)), 'utf8');

/** The sections about layouts, each with the files that its examples are. */
const sections = page
  .split('\n### ')
  .slice(1)
  .map((section) => ({
    title: section.slice(0, section.indexOf('\n')),
    text: section,
    files: [...section.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)].map(([, name = '', content = '']) =>
      fileOf(name, content),
    ),
  }))
  .filter(({ files }) => files.length > 0);

describe('docs/import-formats.md', () => {
  it.each(sections)('shows rows that are read as what it says: $title', async ({ text, files }) => {
    const { sources, problems } = await importFiles(files, { app: 'test' }, () => undefined);
    expect(problems).toEqual([]);
    expect(sources).toHaveLength(files.length);
    for (const { format } of sources) expect(text).toContain(`\`${format}\``);
  });

  it('has an example of every layout', async () => {
    const formats = new Set<string>();
    for (const { files } of sections) {
      const { sources } = await importFiles(files, { app: 'test' }, () => undefined);
      for (const { format } of sources) formats.add(format);
    }
    expect([...formats].toSorted()).toEqual(['wide', 'long', ...LAYOUTS.map(({ name }) => name)].toSorted());
  });

  it('explains every code, and no other', () => {
    const [, codes = ''] = page.split('\n## Codes\n');
    const named = [...codes.matchAll(/^\| `(\w+)`/gm)].map(([, code = '']) => code);
    expect(named.toSorted()).toEqual([...FAULT_CODES].toSorted());
  });
});
