import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildExport } from '../../../../shared/export/export-bundle.ts';
import { decodeFile } from '../../../../shared/export/export-file.ts';
import { PRESET_NAMES } from '../../../../shared/export/presets.ts';
import { buildImageSet, buildToolSet } from './attachment-projects.ts';
import { buildSampleSet } from './sample-project.ts';

const folder = fileURLToPath(new URL('../../../fixtures/export/', import.meta.url));

// To accept a wanted change: vitest run --update, then read the difference.
describe.each(PRESET_NAMES)('%s', (preset) => {
  it.each([
    ['texts', '', buildSampleSet()],
    ['tools', 'tools/', buildToolSet()],
    ['images', 'images/', buildImageSet()],
  ])('writes the files in the fixtures, byte for byte: %s', async (_what, place, samples) => {
    const bundle = buildExport(samples, preset);
    if (!bundle.ok) throw new Error(bundle.error.message);
    const target = `${folder}${place}${preset}`;
    for (const file of bundle.value.files) {
      await expect(decodeFile(file)).toMatchFileSnapshot(`${target}/${file.name}`);
    }
    const names = bundle.value.files.map(({ name }) => name);
    expect(readdirSync(target).toSorted()).toEqual(names.toSorted());
  });
});
