import { describe, expect, it } from 'vitest';
import { intervalReliability } from '../../../../shared/stats/interval-reliability.ts';
import { tallyUnits } from '../../../../shared/stats/unit-tallies.ts';
import { tableOf } from './rating-matrix.ts';

/** Two raters who agree: `common` units with label 1 and `rare` units with label 0. */
function reliabilityOf(common: number, rare: number, extra: { readonly single?: number } = {}): string {
  const labels = [...Array.from({ length: common }, () => 1), ...Array.from({ length: rare }, () => 0)];
  const single = Array.from({ length: extra.single ?? 0 }, () => 0);
  return intervalReliability(
    tallyUnits(
      tableOf(
        [
          [...labels, ...single],
          [...labels, ...single.map(() => null)],
        ],
        [0, 1],
      ),
    ),
  );
}

describe('intervalReliability', () => {
  it('is too little under 10 shared units, rough under 30, full from 30', () => {
    expect([reliabilityOf(5, 4), reliabilityOf(5, 5), reliabilityOf(15, 14), reliabilityOf(15, 15)]).toEqual([
      'too_few_units',
      'rough',
      'rough',
      'full',
    ]);
  });

  it('stays rough while fewer than 10 units received the rarer label', () => {
    expect([reliabilityOf(91, 9), reliabilityOf(90, 10)]).toEqual(['rough', 'full']);
  });

  it('does not count units with a single rating', () => {
    expect([reliabilityOf(5, 4, { single: 30 }), reliabilityOf(40, 9, { single: 30 })]).toEqual([
      'too_few_units',
      'rough',
    ]);
  });

  it('counts a unit as having the rarer label when only one rater gave it', () => {
    const first = Array.from({ length: 40 }, () => 1);
    const second = first.map((label, unit) => (unit < 10 ? 0 : label));
    expect(intervalReliability(tallyUnits(tableOf([first, second], [0, 1])))).toBe('full');
  });
});
