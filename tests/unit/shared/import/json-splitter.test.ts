import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type JsonEnd,
  type JsonPiece,
  JsonSplitter,
  nestsDeeperThan,
} from '../../../../shared/import/json-splitter.ts';
import { cutText } from './support.ts';

const limits = { rowLength: 10_000_000, depth: 200 };

function split(
  mode: 'array' | 'values',
  parts: readonly string[],
  bounds = limits,
): { pieces: JsonPiece[]; end: JsonEnd } {
  const splitter = new JsonSplitter(mode, bounds);
  const pieces = parts.flatMap((part) => splitter.push(part));
  const last = splitter.end();
  return { pieces: [...pieces, ...last.pieces], end: last.end };
}

const anyJson = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });
const indent = fc.constantFrom(undefined, 1, 2, '\t');

describe('splitting a JSON array', () => {
  it('gives the elements that JSON.parse gives, wherever the text is cut', () => {
    fc.assert(
      fc.property(fc.array(anyJson), indent, fc.array(fc.nat()), (values, space, cuts) => {
        const text = JSON.stringify(values, null, space);
        const { pieces, end } = split('array', cutText(text, cuts));
        expect(pieces.map((piece): unknown => JSON.parse(piece.text))).toEqual(JSON.parse(text));
        expect(end).toEqual({});
      }),
      { numRuns: 500 },
    );
  });

  it('knows the line of each element, wherever the text is cut', () => {
    fc.assert(
      fc.property(fc.array(anyJson, { minLength: 1 }), indent, fc.array(fc.nat()), (values, space, cuts) => {
        const text = `\n ${JSON.stringify(values, null, space)}`;
        const { pieces } = split('array', cutText(text, cuts));
        let from = 0;
        for (const { text: element, line } of pieces) {
          from = text.indexOf(element, from);
          expect(line).toBe(text.slice(0, from).split('\n').length);
          from += element.length;
        }
      }),
    );
  });

  it('never gives an element that the whole text does not have when the text is cut off', () => {
    const text = JSON.stringify([{ a: 'x"y\\' }, ['[', { b: null }], 12, 'z', true], null, 1);
    const whole = split('array', [text]).pieces.map((piece) => piece.text);
    for (let length = 1; length < text.length; length += 1) {
      const { pieces, end } = split('array', [text.slice(0, length)]);
      expect(pieces.map((piece) => piece.text)).toEqual(whole.slice(0, pieces.length));
      expect(end.unfinishedLine).toBeGreaterThan(0);
    }
  });

  it.each([
    ['a missing comma', '[{}\n{}]', 1, 2],
    ['two commas', '[{},\n,{}]', 1, 2],
    ['a comma at the end', '[{},\n]', 1, 2],
    ['a comma at the beginning', '[,{}]', 0, 1],
    ['text after the array', '[{}]\n\nx', 1, 3],
    ['a bracket of the wrong kind', '[{}}', 1, 1],
  ])('stops at %s and says in which line', (_what, text, elements, strayLine) => {
    const { pieces, end } = split('array', [text]);
    expect(pieces).toHaveLength(elements);
    expect(end).toEqual({ strayLine });
  });

  it('refuses an element that nests too deep or is too long, and reads on after it', () => {
    const deep = `${'['.repeat(9)}${']'.repeat(9)}`;
    const long = JSON.stringify('x'.repeat(100));
    const { pieces, end } = split('array', cutText(`[1,${deep},2,\n${long},3]`, [5, 9, 30, 60]), {
      depth: 8,
      rowLength: 50,
    });
    expect(pieces).toEqual([
      { text: '1', line: 1 },
      { text: '', line: 1, refused: 'too_deep' },
      { text: '2', line: 1 },
      { text: '', line: 2, refused: 'row_too_long' },
      { text: '3', line: 2 },
    ]);
    expect(end).toEqual({});
  });
});

describe('splitting values that follow each other', () => {
  it('gives each value with its line, wherever the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), anyJson)),
        indent,
        fc.array(fc.nat()),
        (values, space, cuts) => {
          const text = values.map((value) => JSON.stringify(value, null, space)).join('\n');
          const { pieces } = split('values', cutText(text, cuts));
          expect(pieces.map((piece): unknown => JSON.parse(piece.text))).toEqual(
            values.map((value): unknown => JSON.parse(JSON.stringify(value))),
          );
        },
      ),
    );
  });
});

describe('nesting', () => {
  it('counts brackets outside strings only', () => {
    const nested = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
    expect(nestsDeeperThan(nested(200), 200)).toBe(false);
    expect(nestsDeeperThan(nested(201), 200)).toBe(true);
    expect(nestsDeeperThan('['.repeat(1000), 200)).toBe(true);
    expect(nestsDeeperThan(JSON.stringify({ text: '[{'.repeat(1000) }), 200)).toBe(false);
    expect(nestsDeeperThan(JSON.stringify(Array.from({ length: 500 }, () => [])), 200)).toBe(false);
  });
});
