import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildExport } from '../../../../shared/export/export-bundle.ts';
import { decodeFile } from '../../../../shared/export/export-file.ts';
import { PRESET_NAMES } from '../../../../shared/export/presets.ts';
import { buildSampleSet } from './sample-project.ts';

const folder = fileURLToPath(new URL('../../../fixtures/export/', import.meta.url));

// To accept a wanted change: vitest run --update, then read the difference.
describe.each(PRESET_NAMES)('%s', (preset) => {
  const bundle = buildExport(buildSampleSet(), preset);

  it('writes the files in the fixtures, byte for byte', async () => {
    if (!bundle.ok) throw new Error(bundle.error.message);
    for (const file of bundle.value.files) {
      await expect(decodeFile(file)).toMatchFileSnapshot(`${folder}${preset}/${file.name}`);
    }
    const names = bundle.value.files.map(({ name }) => name);
    expect(readdirSync(`${folder}${preset}`).toSorted()).toEqual(names.toSorted());
  });
});
