import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  toAsciiJson,
  toJsonArrayLines,
  toJsonLine,
  toJsonLines,
} from '../../../../shared/export/json-text.ts';

describe('JSON on a line', () => {
  it('comes back as it was, without anything that ends a line', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const line = toJsonLine([value, 'a\u2028b\u2029c\u0085d\ne']);
        expect(line).not.toMatch(/[\n\r\u0085\u2028\u2029]/);
        expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify([value, 'a\u2028b\u2029c\u0085d\ne'])));
      }),
    );
  });

  it('writes arrays and lines with a final newline', () => {
    expect([...toJsonLines([1, 2])].join('')).toBe('1\n2\n');
    expect([...toJsonArrayLines([1, 2])].join('')).toBe('[\n1,\n2\n]\n');
    expect([...toJsonArrayLines([])].join('')).toBe('[]\n');
  });

  it('writes pure ASCII for files that are opened in any encoding', () => {
    const text = toAsciiJson({ 名: 'é🧨' });
    expect(text).toMatch(/^[\n\x20-\x7e]+$/);
    expect(JSON.parse(text)).toEqual({ 名: 'é🧨' });
  });
});
