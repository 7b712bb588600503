import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { computeCase, isComputedHere, type ReferenceCase } from './reference-computations.ts';

/** Entries of those cases that this folder deliberately does not compute. */
const notComputedHere = new Set([
  'gwet_ac1_se_irrcac_table', // the divisor n*n, given in the file for information only
  'conger_kappa',
  'bias_index',
  'prevalence_index',
  'positive_agreement',
  'negative_agreement',
  'clopper_pearson_lo',
  'clopper_pearson_hi',
  'p_two_sided',
  'direction_p',
  'all_three_equal',
  'share_new_of_decisive',
  'share_resamples_le_0',
  'wilcoxon_p',
  'n_up',
  'n_down',
  'n_same',
  'sign_test_p',
  'min_u',
  'chi2',
  'df',
  'p', // in kendall_u; a p-value
]);

/** Raise these when cases are added; a drop means that cases are no longer exercised. */
const expectedCases = 49;
const expectedQuantities = 455;

const text = readFileSync(
  new URL('../../../fixtures/agreement/agreement_cases.json', import.meta.url),
  'utf8',
);
// The file is ours and fixed; a wrong shape shows up as a failing case.
const allCases = JSON.parse(text) as readonly ReferenceCase[];
const ourCases = allCases.filter(
  (reference) => isComputedHere(reference) && reference.kind !== 'negative_control',
);

describe('the reference cases', () => {
  let cases = 0;
  let quantities = 0;

  it.each(ourCases.map((reference) => [reference.id, reference] as const))(
    '%s is reproduced',
    (_, reference) => {
      const { checked, differences } = compare(reference);
      expect(differences).toEqual([]);
      expect(checked).toBeGreaterThan(0);
      cases += 1;
      quantities += checked;
    },
  );

  it('are all exercised', () => {
    expect({ cases, quantities }).toEqual({ cases: expectedCases, quantities: expectedQuantities });
  });

  it('include a wrong convention that is not matched: weights by the categories that happened to be used', () => {
    const controls = allCases.filter((reference) => reference.kind === 'negative_control');
    const declared = controls.map(({ data, ...rest }) => ({
      ...rest,
      data: { ...data, categories: [1, 2, 3, 4, 5, 6] },
    }));
    expect(controls.map((control) => control.id)).toEqual(['coh-anxiety-r2r3-observedonly']);
    expect(declared.map((control) => compare({ ...control, tolerance: 0.01 }))).toEqual([
      {
        checked: 2,
        differences: [
          expect.stringContaining('kappa_linear is 0.126'),
          expect.stringContaining('kappa_quadratic is 0.229'),
        ],
      },
    ]);
  });
});

/** Compares every entry of `expected`; an entry that is neither computed nor listed as left out is a difference. */
function compare(reference: ReferenceCase): { readonly checked: number; readonly differences: string[] } {
  const computed = flatten(computeCase(reference));
  const differences: string[] = [];
  let checked = 0;
  for (const [key, expected] of flatten(reference.expected)) {
    if (computed.has(key)) {
      const value = unwrap(computed.get(key));
      if (!isSame(value, expected, reference.tolerance)) {
        differences.push(`${key} is ${String(value)}, not ${String(expected)}`);
      }
      checked += 1;
    } else if (!notComputedHere.has(key.split('.')[0] ?? key)) {
      differences.push(`${key} is not computed`);
    }
  }
  return { checked, differences };
}

/** Absent in the file means: a reason in place of a number. */
function isSame(value: unknown, expected: unknown, tolerance: number): boolean {
  if (expected === null) return typeof value === 'string';
  if (typeof expected === 'string') return value === expected;
  return Math.abs(Number(value) - Number(expected)) <= tolerance;
}

/** Spreads nested objects and lists out to `pairs.1-2.kappa`; measured values stay whole. */
function flatten(value: unknown, prefix = ''): Map<string, unknown> {
  const isBranch = typeof value === 'object' && value !== null && !('kind' in value);
  if (!isBranch) return new Map([[prefix, value]]);
  const entries = Object.entries(value).map(([key, part]) =>
    flatten(part, prefix === '' ? key : `${prefix}.${key}`),
  );
  return new Map(entries.flatMap((map) => [...map]));
}

/** A measured value as its number, or as the text of its reason. */
function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return 'value' in value ? value.value : 'reason' in value ? value.reason : value;
}
