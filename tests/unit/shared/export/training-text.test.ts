import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsRepair, toTrainingAnswer, toTrainingText } from '../../../../shared/export/training-text.ts';

describe('toTrainingText', () => {
  it.each([
    ['line ends', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['composition', 'cafe\u0301', 'caf\u00e9'],
    ['control characters', 'a\u0000b\u0007c\td\u001fe', 'abc\tde'],
    ['byte order marks', '\ufeffa\ufeffb', 'ab'],
    ['halves of surrogate pairs', '\ud83d a \udc4d', '\ufffd a \ufffd'],
    ['nothing else: whole emoji, joiners and right-to-left marks', '👩‍🔬 \u200fشكرا', '👩‍🔬 \u200fشكرا'],
  ])('mends %s', (_what, before, after) => {
    expect(toTrainingText(before)).toBe(after);
  });

  it('keeps white space around prompts and inside answers, and none around answers', () => {
    expect(toTrainingText('  def f():\n    pass\n')).toBe('  def f():\n    pass\n');
    expect(toTrainingAnswer('\n  def f():\n    pass\n')).toBe('def f():\n    pass');
  });

  it('gives text that is whole, clean and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0xd800, max: 0xdfff }), (text, half) => {
        const cleaned = toTrainingText(`${text}${String.fromCharCode(half)}\r\n`);
        expect(cleaned).not.toMatch(/\p{Surrogate}|\r/u);
        expect(needsRepair(cleaned)).toBe(false);
        expect(toTrainingText(cleaned)).toBe(cleaned);
      }),
    );
  });
});
