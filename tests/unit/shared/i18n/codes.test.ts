import { describe, expect, test } from 'vitest';
import { LEAVE_OUT_REASONS } from '../../../../shared/pairs/sample.ts';
import { failureSchema } from '../../../../shared/project/failure.ts';
import { isMessageKey } from '../../../../shared/i18n/translate.ts';
import { WARNING_CODES } from '../../../../shared/import/content/warning.ts';
import { FAULT_CODES } from '../../../../shared/import/row.ts';
import { COLUMN_ROLES } from '../../../../shared/import/mapping/column-roles.ts';
import { LAYOUTS } from '../../../../shared/import/layouts/layouts.ts';
import { EXPORT_REASONS } from '../../../../shared/export/training-row.ts';
import { PRESET_NAMES } from '../../../../shared/export/presets.ts';

/** Codes that come with data find their words by name, so nothing but a test notices one without. */
describe('there are words for every', () => {
  test.each([
    ['problem of an import', FAULT_CODES.map((code) => `problem.${code}`)],
    ['role of a column', [...COLUMN_ROLES, 'name'].map((role) => `import.role.${role}`)],
    ['warning of an import', WARNING_CODES.map((code) => `warning.${code}`)],
    ['layout', LAYOUTS.map(({ name }) => `import.layout.${name}`)],
    ['failure', failureSchema.shape.code.options.map((code) => `failure.${code}`)],
    [
      'reason to leave something out',
      [...LEAVE_OUT_REASONS, ...EXPORT_REASONS].map((reason) => `export.reason.${reason}`),
    ],
    [
      'preset',
      PRESET_NAMES.flatMap((name) => [`export.preset.${name}`, `export.preset.${name}.description`]),
    ],
  ])('%s', (_what, keys) => {
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
  });
});
