import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSafeFileName, toSafeFileName } from '../../../../shared/project/safe-file-name.ts';

describe('a safe file name', () => {
  it.each([
    ['train.jsonl', 'train.jsonl'],
    ['年度报告 v2.json', '年度报告 v2.json'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['.hidden', 'hidden'],
    ['trailing. . .', 'trailing'],
    ['  spaces  ', 'spaces'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1.json', '_com1.json'],
    ['console.txt', 'console.txt'],
    ['report\u202efdp.exe', 'report_fdp.exe'],
    ['zero\u200bwidth', 'zero_width'],
    ['new\nline\u0000', 'new_line_'],
    ['lone\ud800surrogate', 'lone_surrogate'],
    ['', 'fallback'],
    ['...', 'fallback'],
    ['///', 'fallback'],
    ['e\u0301', 'é'],
  ])('of %j is %j', (name, safe) => {
    expect(toSafeFileName(name, 'fallback')).toBe(safe);
  });

  it('fits into the limit and keeps its extension', () => {
    const name = toSafeFileName(`${'长'.repeat(300)}.jsonl`, 'fallback');

    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
    expect(name.endsWith('长.jsonl')).toBe(true);
  });

  it('stays as it is, whatever it was made from, and holds nothing that a file system refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = toSafeFileName(name, 'fallback');
        expect(toSafeFileName(safe, 'fallback')).toBe(safe);
        expect(isSafeFileName(safe)).toBe(true);
        expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cs}]|^\.|[. ]$/u);
        expect(new TextEncoder().encode(safe).length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 500 },
    );
  });
});
