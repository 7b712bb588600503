import { describe, expect, it } from 'vitest';
import {
  findSavedMapping,
  MAX_SAVED_MAPPINGS,
  type SavedMapping,
  withSavedMapping,
} from '../../../../shared/domain/saved-mapping.ts';
import { EMPTY_MAPPING } from '../../../../shared/domain/table-mapping.ts';
import { settingsSchema } from '../../../../shared/ipc/settings.ts';

function savedAs(name: string, columns: readonly string[]): SavedMapping {
  return { name, columns, mapping: { ...EMPTY_MAPPING, prompt: columns.slice(0, 1) } };
}

describe('mappings that are kept', () => {
  it('are found for exactly their columns in any order, the newest first', () => {
    const saved = [savedAs('old', ['a', 'b']), savedAs('new', ['b', 'a']), savedAs('wider', ['a', 'b', 'c'])];
    expect(findSavedMapping(saved, ['a', 'b'])?.name).toBe('new');
    expect(findSavedMapping(saved, ['c', 'b', 'a'])?.name).toBe('wider');
    expect(findSavedMapping(saved, ['a'])).toBeUndefined();
    expect(findSavedMapping(saved, ['a', 'x'])).toBeUndefined();
  });

  it('take the place of one with their name, and of the oldest when there are too many', () => {
    const again = withSavedMapping([savedAs('x', ['a']), savedAs('y', ['a'])], savedAs('x', ['b']));
    expect(again.map(({ name, columns }) => [name, columns])).toEqual([
      ['y', ['a']],
      ['x', ['b']],
    ]);
    let many: readonly SavedMapping[] = [];
    for (let index = 0; index <= MAX_SAVED_MAPPINGS; index += 1) {
      many = withSavedMapping(many, savedAs(`${index}`, ['a']));
    }
    expect(many).toHaveLength(MAX_SAVED_MAPPINGS);
    expect(many[0]?.name).toBe('1');
  });

  it('are part of the settings, and come back from them as they were', () => {
    const mappings = [savedAs('x', ['a', '__proto__'])];
    const settings = settingsSchema.parse(JSON.parse(JSON.stringify({ mappings })));
    expect(settings.mappings).toEqual(mappings);
    // What is compared as text has its fields in one order.
    expect(JSON.stringify(settings.mappings)).toBe(JSON.stringify(mappings));
    expect(settingsSchema.parse({}).mappings).toEqual([]);
  });
});
