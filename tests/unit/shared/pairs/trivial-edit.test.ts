import { describe, expect, it } from 'vitest';
import { isTrivialEdit } from '../../../../shared/pairs/trivial-edit.ts';

const long = 'a'.repeat(99);

describe('isTrivialEdit', () => {
  it.each([
    ['white space', 'one two\n\nthree', 'one  two three'],
    ['punctuation', 'Yes, of course!', 'Yes — of course.'],
    ['Chinese punctuation', '好的，明天见。', '好的! 明天见'],
    ['one letter in two hundred', `${long}b${long}`, `${long}c${long}`],
  ])('is trivial: %s', (_what, before, after) => {
    expect(isTrivialEdit(before, after)).toBe(true);
    expect(isTrivialEdit(after, before)).toBe(true);
  });

  it.each([
    ['a word', 'the dose is safe', 'the dose is unsafe'],
    ['one Chinese character in ten', '剂量应为每日两次服用', '剂量应为每日三次服用'],
    ['a decimal point', '1.5', '15'],
    ['a per cent sign', '50%', '50'],
    ['a minus sign', 'x = -5', 'x = 5'],
    ['a comparison', '3 < 5', '3 > 5'],
    // Two of 100 + 100 characters deleted and inserted: exactly 0.98, which is not above it.
    ['exactly 98 % alike', `${'a'.repeat(98)}bb`, `${'a'.repeat(98)}cc`],
  ])('is not trivial: %s', (_what, before, after) => {
    expect(isTrivialEdit(before, after)).toBe(false);
  });

  it('counts 0.98 as the border', () => {
    expect(isTrivialEdit(`${'a'.repeat(99)}b`, `${'a'.repeat(99)}c`)).toBe(true);
  });
});
