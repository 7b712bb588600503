import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffWords, type WordDiff } from '../../../../shared/diff/word-diff.ts';

function without(kind: 'added' | 'removed', { parts }: WordDiff): string {
  return parts
    .filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join('');
}

function write({ parts }: WordDiff): string {
  const signs = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
  return parts.map(({ kind, text }) => signs[kind][0] + text + signs[kind][1]).join('');
}

describe('a word diff', () => {
  test('finds whole words in English', () => {
    expect(write(diffWords('The quick brown fox.', 'The slow brown fox!'))).toBe(
      'The [-quick-]{+slow+} brown fox[-.-]{+!+}',
    );
  });

  test('finds whole words in Chinese, where no space parts them', () => {
    expect(write(diffWords('祝您春节快乐，万事如意。', '祝您新春快乐，万事如意。'))).toBe(
      '祝您[-春节-]{+新春+}快乐，万事如意。',
    );
  });

  test('joins neighbouring words into one change', () => {
    expect(write(diffWords('a red car stops', 'a blue bus stops'))).toBe('a [-red car-]{+blue bus+} stops');
  });

  test('keeps a change on each side of a kept word apart', () => {
    expect(write(diffWords('one two three', 'four two five'))).toBe('[-one-]{+four+} two [-three-]{+five+}');
  });

  test('does not tear characters apart', () => {
    expect(write(diffWords('👩‍👩‍👧 cafe\u0301', '👩‍👩‍👦 cafe\u0301'))).toBe('[-👩‍👩‍👧-]{+👩‍👩‍👦+} cafe\u0301');
  });

  test('has nothing to show for two empty texts', () => {
    expect(diffWords('', '')).toEqual({ parts: [], isCoarse: false });
    expect(write(diffWords('', 'new'))).toBe('{+new+}');
    expect(write(diffWords('old', ''))).toBe('[-old-]');
  });

  test('replaces the middle as a whole when too much differs', () => {
    const left = Array.from({ length: 3000 }, (_, index) => `l${index}`).join(' ');
    const right = Array.from({ length: 3000 }, (_, index) => `r${index}`).join(' ');
    const diff = diffWords(`Dear client, ${left} Yours`, `Dear client, ${right} Yours`);
    expect(diff.isCoarse).toBe(true);
    expect(diff.parts.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
    expect(diff.parts[0]?.text).toBe('Dear client, ');
  });

  test('compares lines in very long texts', () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `line number ${index}`);
    const diff = diffWords(lines.join('\n'), lines.with(777, 'changed').with(15_000, 'too').join('\n'));
    expect(diff.parts.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual([
      'line number 777\n',
      'changed\n',
      'line number 15000\n',
      'too\n',
    ]);
  });

  test('cuts no Windows line end in two', () => {
    expect(write(diffWords('one\r\ntwo\r\nthree', 'one\r\n2\r\nthree'))).toBe('one\r\n[-two-]{+2+}\r\nthree');
  });
});

/** Texts that resemble each other, as a correction resembles its original. */
const word = fc.constantFrom(
  '春节',
  '快乐',
  '客户',
  '，',
  '。',
  'the',
  'client',
  ' ',
  '\n',
  '  ',
  '🎉',
  'e\u0301',
  '\ud800',
);
const related = fc
  .tuple(fc.array(word, { maxLength: 60 }), fc.array(word, { maxLength: 8 }), fc.nat(60), fc.nat(10))
  .map(([base, inserted, at, dropped]) => ({
    before: base.join(''),
    after: base.toSpliced(at, dropped, ...inserted).join(''),
  }));
const unrelated = fc.record({ before: fc.string({ unit: 'binary' }), after: fc.string({ unit: 'binary' }) });

test('texts that differ from the first letter have no line in common, even when one begins with a line end', () => {
  expect(diffWords('\n', '春节\n').parts).toEqual([
    { kind: 'added', text: '春节' },
    { kind: 'same', text: '\n' },
  ]);
});

test('same and removed parts make the text before, same and added parts the text after', () => {
  fc.assert(
    fc.property(fc.oneof(related, unrelated), ({ before, after }) => {
      const diff = diffWords(before, after);
      expect([without('added', diff), without('removed', diff)]).toEqual([before, after]);
    }),
  );
});

test('no part is empty, no two neighbours are alike, removed stands before added', () => {
  fc.assert(
    fc.property(related, ({ before, after }) => {
      const { parts } = diffWords(before, after);
      const untidy = parts.filter(({ kind, text }, index) => {
        const next = parts[index + 1]?.kind;
        return text === '' || kind === next || (kind === 'added' && next === 'removed');
      });
      expect(untidy).toEqual([]);
    }),
  );
});

test('equal texts have no differences', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(diffWords(text, text).parts.filter(({ kind }) => kind !== 'same')).toEqual([]);
    }),
  );
});
