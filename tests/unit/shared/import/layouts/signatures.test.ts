import { describe, expect, it, test } from 'vitest';
import { findLayout, LAYOUTS } from '../../../../../shared/import/layouts/layouts.ts';
import type { JsonObject } from '../../../../../shared/import/row.ts';
import { EXAMPLES } from './examples.ts';

describe('a row is recognised as one layout, whatever the others look for', () => {
  test.each(EXAMPLES.map((example) => [`${example.layout} ${example.form ?? ''}`.trim(), example] as const))(
    '%s',
    (_name, { layout, file, row }) => {
      expect(findLayout([{ line: 1, value: row }], file)?.name).toBe(layout);
    },
  );

  it('and there is an example of each', () => {
    expect(
      LAYOUTS.map(({ name }) => name).filter((name) => !EXAMPLES.some(({ layout }) => layout === name)),
    ).toEqual([]);
  });
});

test.each<[string, JsonObject]>([
  ['a prompt and one response with a score', { prompt: 'Why?', completion: 'So.', score: 3 }],
  ['two answers in columns', { instruction: 'Why?', output: 'So.', output_2: 'No.' }],
  ['a prompt and an answer under other names', { question: 'Why?', answer: 'So.' }],
  ['a label that is a text', { prompt: 'Why?', completion: 'So.', label: 'physics' }],
])('%s is a table, for a mapping', (_name, row) => {
  expect(findLayout([{ line: 1, value: row }], 'data.jsonl')).toBeUndefined();
});
