import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonListFinder } from '../../../../shared/import/json-list-finder.ts';
import { cutFile, cutText, fileOf, readRows } from './support.ts';

const messages = [
  { role: 'user', content: 'p' },
  { role: 'assistant', content: 'r' },
];

describe('telling a list of records in an object from a record', () => {
  it.each<[string, unknown, readonly string[] | 'json-lines' | 'json-values']>([
    ['a list called data', { version: 1, data: [{ a: 1 }], after: { b: [1, 2] } }, ['data']],
    ['a list of another name with two records', { runs: [{ a: 1 }, { a: 2 }] }, ['runs']],
    ['a list two names deep', { ok: true, result: { found: [{ a: 1 }, { a: 2 }] } }, ['result', 'found']],
    ['a name that has to be unescaped', { '"\u00e9\n': [{ a: 1 }, { a: 2 }] }, ['"\u00e9\n']],
    [
      'the larger of two lists',
      { authors: [{ n: 1 }, { n: 2 }], rows: [{ a: 'long enough' }, { a: 2 }] },
      ['rows'],
    ],
    ['one conversation', { id: 1, messages }, 'json-lines'],
    ['one conversation under another name', { id: 1, talk: messages }, 'json-lines'],
    [
      'one conversation and its answers',
      { messages, responses: [{ text: 'a' }, { text: 'b' }] },
      'json-lines',
    ],
    ['one answer', { question_id: 1, choices: [{ index: 0, turns: ['a'] }] }, 'json-lines'],
    ['one record with a list of one', { id: 1, spans: [{ from: 1 }] }, 'json-lines'],
    ['a list three names deep', { a: { b: { c: [{ d: 1 }, { d: 2 }] } } }, 'json-lines'],
    ['a list of texts', { data: ['a', 'b'] }, 'json-lines'],
  ])('%s', async (_what, value, expected) => {
    const isList = typeof expected !== 'string';
    for (const indent of [undefined, 2]) {
      const { reading } = await readRows(fileOf('a.json', JSON.stringify(value, null, indent)));
      const alone = indent === undefined ? 'json-lines' : 'json-values';
      expect(reading.container).toEqual(isList ? { kind: 'json-array', path: expected } : { kind: alone });
    }
  });

  it.each([
    ['printed one after the other', '{\n"data": [\n{"a":1},\n{"a":2}\n]\n}\n{\n"data": []\n}', 'json-values'],
    ['one per line', '{"data":[{"a":1},{"a":2}]}\n{"data":[{"a":3},{"a":4}]}\n', 'json-lines'],
    ['one per line, the first of them broken', '{"a":1,\n{"a":2}\n{"a":3}\n', 'json-lines'],
  ])('records with a list of their own, %s', async (_what, text, kind) => {
    expect((await readRows(fileOf('a.json', text))).reading.container).toEqual({ kind });
  });

  it('takes one line of a .jsonl file for a record, whatever is in it', async () => {
    const { reading } = await readRows(fileOf('a.jsonl', '{"data":[{"a":1},{"a":2}]}'));
    expect(reading.container).toEqual({ kind: 'json-lines' });
  });
});

describe('reading a list in an object', () => {
  it('knows the lines of its records, and reports a second list beside it', async () => {
    const text =
      '{\n"about": {"by": "x"},\n"data": [\n{"a": 1},\n{"a":\n2}\n],\n"test": [\n{"a": 3}\n], "n": [1]\n}\n';
    const { rows, faults } = await readRows(fileOf('a.json', text));
    expect(rows).toEqual([
      { line: 4, value: { a: 1 } },
      { line: 5, value: { a: 2 } },
    ]);
    expect(faults.map(({ line, fault }) => [line, fault.code])).toEqual([[9, 'other_list']]);
    expect(faults[0]?.fault.message).toContain('test');
  });

  it.each([
    ['in a record', '{"data": [\n{"a":1},\n{"a":', [[3, 'truncated_json']]],
    ['between two records', '{"data": [\n{"a":1},\n', [[3, 'truncated_json']]],
    ['after the list', '{"data": [\n{"a":1}\n],\n"n":', [[4, 'truncated_json']]],
    ['after a comma too many', '{"data": [\n{"a":1},\n]}', [[3, 'bad_json']]],
  ])('keeps what is whole when the file ends %s', async (_what, text, expected) => {
    const { rows, faults } = await readRows(fileOf('a.json', text));
    expect(rows).toEqual([{ line: 2, value: { a: 1 } }]);
    expect(faults.map(({ line, fault }) => [line, fault.code])).toEqual(expected);
  });

  it('gives the same rows wherever the bytes are cut', async () => {
    const record = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1 }),
        fc.jsonValue({ maxDepth: 1 }),
        fc.constantFrom(undefined, 1),
        fc.array(fc.nat()),
        async (records, other, indent, cuts) => {
          const bytes = new TextEncoder().encode(
            JSON.stringify({ other, data: records, n: 1 }, null, indent),
          );
          const { rows, reading } = await readRows(cutFile('a.json', bytes, cuts));
          expect(reading.container).toEqual({ kind: 'json-array', path: ['data'] });
          expect(rows.map(({ value }) => value)).toEqual(JSON.parse(JSON.stringify(records)));
        },
      ),
    );
  });

  it('finds each list of objects that is one or two names deep, and no other', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })),
        fc.array(fc.nat()),
        (object, cuts) => {
          const finder = new JsonListFinder();
          const found: string[] = [];
          for (const part of cutText(JSON.stringify(object), cuts)) {
            for (let list = finder.find(part, 0); list !== undefined; list = finder.find(part, list.at)) {
              found.push(JSON.stringify(list.path));
            }
          }
          // Through JSON, as `__proto__` and the order of numeric names come out of it.
          expect(found).toEqual(listPaths(JSON.parse(JSON.stringify(object)), []));
          expect(finder.depth).toBe(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function listPaths(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    const isFound = path.length > 0 && typeof first === 'object' && first !== null && !Array.isArray(first);
    return isFound ? [JSON.stringify(path)] : [];
  }
  if (typeof value !== 'object' || value === null || path.length === 2) return [];
  return Object.entries(value).flatMap(([name, member]) => listPaths(member, [...path, name]));
}
