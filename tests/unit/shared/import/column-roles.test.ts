import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COLUMN_ROLES, EMPTY_MAPPING, roleOf, withRole } from '../../../../shared/import/column-roles.ts';

const columns = ['a', 'b', 'c'];

test('every column has the role it was given last, and the single roles have one column at most', () => {
  const change = fc.record({ column: fc.constantFrom(...columns), role: fc.constantFrom(...COLUMN_ROLES) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const expected = new Map(columns.map((column) => [column, 'ignore']));
      let mapping = EMPTY_MAPPING;
      for (const { column, role } of changes) {
        mapping = withRole(mapping, column, role);
        if (role === 'system' || role === 'reference') {
          for (const [other, held] of expected) if (held === role) expected.set(other, 'ignore');
        }
        expected.set(column, role);
      }
      expect(new Map(columns.map((column) => [column, roleOf(mapping, column)]))).toEqual(expected);
    }),
  );
});

test('a column with a guessed model keeps it as long as it stays a response', () => {
  const guessed = { ...EMPTY_MAPPING, responses: [{ column: 'a', model: { column: 'model_a' } }] };
  expect(withRole(guessed, 'a', 'response')).toBe(guessed);
  expect(withRole(withRole(guessed, 'a', 'ignore'), 'a', 'response').responses).toEqual([
    { column: 'a', model: { name: 'a' } },
  ]);
});
