import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../../../shared/import/row.ts';
import { importAll } from '../support.ts';
import { EXAMPLES } from './examples.ts';
import { lines } from './judged.ts';

/** The names and places that lead to a value inside another. */
type Path = readonly (string | number)[];

function findPaths(value: JsonValue, path: Path = []): readonly Path[] {
  const members = isJsonArray(value)
    ? value.map((member, index) => [index, member] as const)
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  const inside = members.flatMap(([name, member]) => findPaths(member, [...path, name]));
  return path.length === 0 ? inside : [path, ...inside];
}

/** The value with another one at a path, or with nothing there. */
function replaceAt(value: JsonValue, [name, ...rest]: Path, by: JsonValue | undefined): JsonValue {
  const replace = (member: JsonValue): JsonValue | undefined =>
    rest.length === 0 ? by : replaceAt(member, rest, by);
  if (isJsonArray(value)) {
    return value.flatMap((member, index) => (index === name ? (replace(member) ?? []) : [member]));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const kept = key === name ? replace(member) : member;
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

const anything = fc.oneof(
  fc.constantFrom<JsonValue | undefined>(
    undefined,
    null,
    '',
    ' ',
    0,
    -1,
    1.5,
    1e99,
    true,
    [],
    {},
    [[]],
    [null],
  ),
  fc.constantFrom('tie', 'left', '1', '__proto__', 'constructor'),
  // What fast-check calls a JSON value is one.
  fc.jsonValue() as fc.Arbitrary<JsonValue>,
);

test.each(EXAMPLES.map((example) => [`${example.layout} ${example.form ?? ''}`.trim(), example] as const))(
  'a damaged row of %s is left out with a reason or gives valid records',
  async (_name, { layout, file, row }) => {
    const paths = findPaths(row);
    const damage = fc.record({ path: fc.constantFrom(...paths), by: anything });
    const name = `${file}.jsonl`;
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
        const damaged = damages.reduce<JsonValue>((value, { path, by }) => replaceAt(value, path, by), row);
        // `importAll` checks every record against the schema.
        const { summary } = await importAll([lines(name, damaged, row)], {
          choices: new Map([[name, { layout }]]),
        });
        expect(summary.rows.read).toBe(2);
      }),
      { numRuns: 40 },
    );
  },
);
