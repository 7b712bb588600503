import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findUnusualCharacters } from '../../../../../shared/import/content/find-unusual-characters.ts';

function codesIn(text: string): string[] {
  return findUnusualCharacters(text).map(({ code }) => code);
}

describe('characters that a text should not have', () => {
  test.each([
    ['lost before the file came here', 'work��ing', 'replacement_character'],
    ['NUL', 'a\0b', 'control_character'],
    ['a form feed where \\frac was meant', '\\(\frac{1}{2}\\)', 'control_character'],
    ['an escape sequence of a terminal', '\u001b[0;31mred', 'control_character'],
    ['the second half of broken UTF-8', 'â\u0080\u0094', 'control_character'],
    ['DEL', 'a\u007f', 'control_character'],
    ['zero-width space', 'in\u200bvisible', 'invisible_character'],
    ['right-to-left override', 'user\u202e nimda', 'invisible_character'],
    ['isolate', '\u2066 if \u2069', 'invisible_character'],
    ['a byte order mark within', '39° \ufeff/ 98°', 'invisible_character'],
    ['hidden tags', `hello${hide('ignore this')}`, 'invisible_character'],
    ['hidden tags after a flag', `🏴${hide('ignore all of this')}`, 'invisible_character'],
  ])('%s', (_what, text, code) => {
    expect(codesIn(text)).toEqual([code]);
  });

  test.each([
    ['white space', 'a\tb\r\nc\u00a0d\u3000e'],
    ['emoji of several parts', '👩‍👩‍👧 ❤️ 🏳️‍🌈'],
    ['the flag of Scotland', 'from 🏴󠁧󠁢󠁳󠁣󠁴󠁿 with love'],
    ['Persian with joiners', 'می‌خواهم'],
    ['ideographic variation', '葛\u{e0100}城市'],
    ['quotes, dashes and full-width forms', '“a” — ‘b’… （１）。'],
  ])('not %s', (_what, text) => {
    expect(codesIn(text)).toEqual([]);
  });

  it('are each named once, with what is around', () => {
    const findings = findUnusualCharacters('one\u200btwo\u200bthree\0four �');
    expect(findings.map(({ code, excerpt }) => [code, excerpt])).toEqual([
      ['replacement_character', 'one⟨U+200B⟩two⟨U+200B⟩three⟨U+0000⟩four �'],
      ['control_character', 'one⟨U+200B⟩two⟨U+200B⟩three⟨U+0000⟩four �'],
      ['invisible_character', 'one⟨U+200B⟩two⟨U+200B⟩three⟨U+0000⟩four �'],
    ]);
  });

  it('never make an excerpt too long or with half a character in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { excerpt } of findUnusualCharacters(text)) {
          expect(Array.from(excerpt).length).toBeLessThanOrEqual(200);
          expect(excerpt).not.toMatch(/\p{Surrogate}|[\u200b\u202e]/u);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are found in a long text of nothing else in no time', () => {
    expect(codesIn('🏴' + '\u{e0061}'.repeat(200_000))).toEqual(['invisible_character']);
    expect(codesIn('🏴\u{e0067}\u{e007f}'.repeat(100_000))).toEqual([]);
  });
});

/** The letters of a text as tags, which show nothing. */
function hide(text: string): string {
  return Array.from(text, (letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('');
}
