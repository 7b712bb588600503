import { describe, expect, it } from 'vitest';
import { FieldTypes } from '../../../../../shared/import/content/field-types.ts';
import type { JsonObject } from '../../../../../shared/import/row.ts';

/** `line field` of each warning for rows in lines 1, 2, 3 … */
function warningsOf(...rows: JsonObject[]): string[] {
  const types = new FieldTypes();
  return rows.flatMap((value, index) =>
    types.inspect({ line: index + 1, value }).map(({ field }) => `${index + 1} ${field}`),
  );
}

describe('fields with values of several kinds', () => {
  it('are named once each, in the first row that differs', () => {
    expect(
      warningsOf(
        { id: 1, tags: 'a' },
        { id: 2, tags: ['a'] },
        { id: '3', tags: ['b'] },
        { id: '4', tags: 'c' },
      ),
    ).toEqual(['2 tags', '3 id']);
  });

  it('say what is there and what was there before', () => {
    const types = new FieldTypes();
    types.inspect({ line: 1, value: { score: null } });
    types.inspect({ line: 2, value: { score: 4.5 } });
    expect(types.inspect({ line: 3, value: { score: 'five' } })).toEqual([
      {
        code: 'mixed_types',
        field: 'score',
        message: 'score is a string here and a number in line 2; other programs want one kind in every row',
        excerpt: 'five',
      },
    ]);
  });

  it('are found in lists of messages, within one row too', () => {
    const text = { role: 'user', content: 'Hello' };
    const parts = { role: 'user', content: [{ type: 'text', text: 'Hello' }] };
    expect(warningsOf({ messages: [text, parts] })).toEqual(['1 messages.*.content']);
    expect(warningsOf({ messages: [text] }, { messages: [parts] })).toEqual(['2 messages.*.content']);
  });

  it('are not those that have other values of one kind, or none in some rows', () => {
    expect(warningsOf({ a: 'x', b: [] }, { a: null }, { b: ['y'] }, { a: '', b: null })).toEqual([]);
    expect(warningsOf({ label: true }, { label: false }, { label: null })).toEqual([]);
    expect(warningsOf({ label: true }, { label: 0 })).toEqual(['2 label']);
  });

  it('are not looked for in data deeper than that', () => {
    const row = (value: string | number): JsonObject => ({
      tools: [{ function: { parameters: { value } } }],
    });
    expect(warningsOf(row(1), row('1'))).toEqual([]);
  });

  it('are not looked for in a table of thousands of names', () => {
    const many = (value: string | number): JsonObject =>
      Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`key ${index}`, value]));
    expect(warningsOf(many(1), many('1'))).toHaveLength(500);
  });

  it('may have names of the language itself', () => {
    // `JSON.parse` makes `__proto__` a field like any other.
    const row = (json: string): JsonObject => JSON.parse(json) as JsonObject;
    expect(
      warningsOf(row('{"__proto__": "a", "constructor": 1}'), row('{"__proto__": 1, "constructor": "a"}')),
    ).toEqual(['2 __proto__', '2 constructor']);
  });
});
