import { describe, expect, it } from 'vitest';
import { classifyAgreement } from '../../../../shared/stats/classify-agreement.ts';
import { measuredUndefined, measuredValue } from '../../../../shared/stats/measured.ts';

describe('classifyAgreement', () => {
  it.each([
    [0.9, 0.8, 0.95, 'single_judgements_reliable'],
    [0.9, 0.79, 0.95, 'averages_reliable'],
    [0.7, 0.667, 0.75, 'averages_reliable'],
    [0.667, 0.66, 0.7, 'probably_good'],
    [0.9, -0.1, 1, 'probably_good'],
    [0.66, 0.5, 0.8, 'often_differ'],
    [0.4, 0.1, 0.6, 'often_differ'],
    [0.39, 0.01, 0.6, 'different_standards'],
    [0.39, 0, 0.6, 'like_guessing'],
    [-0.2, -0.4, 0, 'like_guessing'],
    [-0.2, -0.4, -0.01, 'systematic_disagreement'],
  ] as const)('calls alpha %f with an interval from %f to %f %s', (value, low, high, condition) => {
    expect(classifyAgreement(measuredValue(value), { kind: 'interval', low, high })).toBe(condition);
  });

  it('does not call one answer from everyone perfect', () => {
    const none = { kind: 'none', reason: 'undefined_no_variation' } as const;
    expect(classifyAgreement(measuredUndefined('undefined_no_variation'), none)).toBe('no_variation');
  });

  it('passes no verdict without an interval or without anything to compare', () => {
    expect(classifyAgreement(measuredValue(1), { kind: 'none', reason: 'zero_width' })).toBe('no_interval');
    expect(classifyAgreement(measuredValue(0.9), { kind: 'none', reason: 'too_few_units' })).toBe(
      'no_interval',
    );
    expect(classifyAgreement(measuredUndefined('no_overlap'), { kind: 'none', reason: 'no_overlap' })).toBe(
      'not_measured',
    );
  });
});
