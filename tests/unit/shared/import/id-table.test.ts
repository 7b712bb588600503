import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdTable } from '../../../../shared/import/id-table.ts';

const hexId = fc
  .array(fc.integer({ min: 0, max: 15 }), { minLength: 32, maxLength: 32 })
  .map((digits) => digits.map((digit) => digit.toString(16)).join(''));
/** Ids that share their first half, so that they meet in the table, and ids that are no hash at all. */
const crowdedId = fc
  .integer({ min: 0, max: 5000 })
  .map((n) => `${'a'.repeat(24)}${n.toString(16).padStart(8, '0')}`);
const id = fc.oneof(
  hexId,
  crowdedId,
  fc.uuid(),
  fc.constantFrom('', '__proto__', 'A'.repeat(32), 'g'.repeat(32)),
);

test('a table answers as a map does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(id, fc.constantFrom(0, 1, 7, 2 ** 32 - 2)), { maxLength: 3000 }),
      fc.array(id),
      (entries, others) => {
        const table = new IdTable();
        const map = new Map<string, number>();
        for (const [key, value] of entries) {
          table.set(key, value);
          map.set(key, value);
        }
        expect(table.size).toBe(map.size);
        for (const key of [...map.keys(), ...others]) {
          expect(table.get(key)).toBe(map.get(key));
          expect(table.has(key)).toBe(map.has(key));
        }
        const rising = (left: number, right: number): number => left - right;
        expect([...table.values()].toSorted(rising)).toEqual([...map.values()].toSorted(rising));
      },
    ),
    { numRuns: 50 },
  );
});
