import { describe, expect, test } from 'vitest';
import {
  groupEntries,
  groupSummary,
  sayPlace,
  sayReason,
} from '../../../../../../renderer/src/features/import/report/report-groups.ts';
import type { Problem, ReportEntry } from '../../../../../../shared/domain/source.ts';
import { createTranslator } from '../../../../../../shared/i18n/translate.ts';

const translate = createTranslator('en');

function problem(code: string, line: number | null, field: string | null = null): Problem {
  return { file: 'a.jsonl', line, field, code, message: `${code} here` };
}

describe('a report by reason', () => {
  test('has every reason with all of its rows counted, also those that are not listed, the most frequent first', () => {
    const groups = groupSummary({
      problems: [problem('empty_response', 3), problem('bad_json', 4), problem('empty_response', 9)],
      leftOutByCode: new Map([
        ['bad_json', 1],
        ['empty_response', 5000],
        ['not_text', 2],
      ]),
      warnings: [problem('email', 1)],
      warningsByCode: new Map([['email', 70_000]]),
    });
    expect(
      groups.map(({ kind, code, count, listed }) => [kind, code, count, listed.map(({ line }) => line)]),
    ).toEqual([
      ['left-out', 'empty_response', 5000, [3, 9]],
      ['left-out', 'not_text', 2, []],
      ['left-out', 'bad_json', 1, [4]],
      ['warning', 'email', 70_000, [1]],
    ]);
  });

  test('that was kept counts its own lines, and tells the two kinds of one code apart', () => {
    const entries: ReportEntry[] = [
      { kind: 'warning', ...problem('email', 1) },
      { kind: 'left-out', ...problem('email', 2) },
      { kind: 'warning', ...problem('email', 3) },
    ];
    expect(groupEntries(entries).map(({ kind, count }) => [kind, count])).toEqual([
      ['left-out', 1],
      ['warning', 2],
    ]);
    expect(groupEntries([])).toEqual([]);
  });
});

test('a reason is said in words; one that this version does not know in the words that came with it', () => {
  const group = { kind: 'left-out', count: 1 } as const;
  expect(sayReason(translate, { ...group, code: 'empty_file', listed: [] })).toBe('The file is empty.');
  expect(sayReason(translate, { ...group, code: 'new_code', listed: [problem('new_code', 1)] })).toBe(
    'new_code here',
  );
  expect(sayReason(translate, { ...group, code: 'new_code', listed: [] })).toBe('new_code');
});

test('a place is a file, with the line and the field as far as they are known', () => {
  expect(sayPlace(translate, problem('x', null))).toBe('a.jsonl');
  expect(sayPlace(translate, problem('x', 3))).toBe('a.jsonl, line 3');
  expect(sayPlace(translate, problem('x', 3, 'chosen.0'))).toBe('a.jsonl, line 3 · chosen.0');
});
