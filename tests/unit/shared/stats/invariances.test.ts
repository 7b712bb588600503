import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementWeights } from '../../../../shared/stats/agreement-weights.ts';
import { brennanPrediger } from '../../../../shared/stats/brennan-prediger.ts';
import { cohenKappa } from '../../../../shared/stats/cohen-kappa.ts';
import { fleissKappa, fleissKappaStandardError } from '../../../../shared/stats/fleiss-kappa.ts';
import { gwetAc, gwetAcStandardError } from '../../../../shared/stats/gwet-ac.ts';
import { krippendorffAlphaSymmetric } from '../../../../shared/stats/krippendorff-alpha-symmetric.ts';
import { krippendorffAlpha } from '../../../../shared/stats/krippendorff-alpha.ts';
import type { Measured } from '../../../../shared/stats/measured.ts';
import {
  percentAgreementPairPooled,
  percentAgreementUnitMean,
} from '../../../../shared/stats/percent-agreement.ts';
import type { RatingTable } from '../../../../shared/stats/rating-table.ts';
import { scottPi } from '../../../../shared/stats/scott-pi.ts';
import { type Multiplicity, tallyUnits } from '../../../../shared/stats/unit-tallies.ts';
import { arbitraryOrder, arbitraryRatings, rearranged } from './arbitrary-ratings.ts';
import { gap } from './rating-matrix.ts';

type Statistic = (table: RatingTable, multiplicity?: Multiplicity) => Measured;

const nominal: Readonly<Record<string, Statistic>> = {
  percentAgreementUnitMean: (table, multiplicity) =>
    percentAgreementUnitMean(tallyUnits(table), { multiplicity }),
  percentAgreementPairPooled: (table, multiplicity) =>
    percentAgreementPairPooled(tallyUnits(table), multiplicity),
  fleissKappa: (table, multiplicity) => fleissKappa(tallyUnits(table), { multiplicity }),
  gwetAc: (table, multiplicity) => gwetAc(tallyUnits(table), { multiplicity }),
  brennanPrediger: (table, multiplicity) => brennanPrediger(tallyUnits(table), { multiplicity }),
  krippendorffAlpha: (table, multiplicity) =>
    krippendorffAlpha(tallyUnits(table), { level: 'nominal' }, multiplicity),
};

const ordered: Readonly<Record<string, Statistic>> = {
  'krippendorffAlpha ordinal': (table, multiplicity) =>
    krippendorffAlpha(tallyUnits(table), { level: 'ordinal' }, multiplicity),
  'krippendorffAlphaSymmetric ordinal': (table, multiplicity) =>
    krippendorffAlphaSymmetric(tallyUnits(table), { level: 'ordinal' }, reversal(table), multiplicity),
  'gwetAc quadratic': (table, multiplicity) =>
    gwetAc(tallyUnits(table), { weights: agreementWeights('quadratic', table.categories), multiplicity }),
  'fleissKappa linear': (table, multiplicity) =>
    fleissKappa(tallyUnits(table), { weights: agreementWeights('linear', table.categories), multiplicity }),
  'brennanPrediger ordinal': (table, multiplicity) =>
    brennanPrediger(tallyUnits(table), {
      weights: agreementWeights('ordinal', table.categories),
      multiplicity,
    }),
};

const standardErrors: Readonly<Record<string, Statistic>> = {
  gwetAcStandardError: (table) => gwetAcStandardError(tallyUnits(table)),
  fleissKappaStandardError: (table) => fleissKappaStandardError(tallyUnits(table)),
};

const forManyRaters = Object.entries({ ...nominal, ...ordered, ...standardErrors });

const forTwoRaters = Object.entries<Statistic>({
  cohenKappa: (table, multiplicity) => cohenKappa(table, 0, 1, multiplicity ? { multiplicity } : {}).kappa,
  cohenKappaError: (table, multiplicity) =>
    cohenKappa(table, 0, 1, multiplicity ? { multiplicity } : {}).standardError,
  scottPi: (table, multiplicity) => scottPi(table, 0, 1, multiplicity),
});

describe.each(forManyRaters)('%s', (_, statistic) => {
  it('does not depend on the order of units or raters', () => {
    fc.assert(
      fc.property(
        arbitraryRatings().chain((table) =>
          fc.tuple(fc.constant(table), arbitraryOrder(table.units), arbitraryOrder(table.raters)),
        ),
        ([table, units, raters]) => {
          expect(gap(statistic(rearranged(table, { units, raters })), statistic(table))).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('leaves its input as it was', () => {
    fc.assert(
      fc.property(arbitraryRatings(), (table) => {
        const before = Int16Array.from(table.codes);
        statistic(Object.freeze(table));
        expect(table.codes).toEqual(before);
      }),
    );
  });
});

describe.each(Object.entries(nominal))('%s', (_, statistic) => {
  it('does not depend on which code stands for which label', () => {
    fc.assert(
      fc.property(
        arbitraryRatings().chain((table) => fc.tuple(fc.constant(table), arbitraryOrder(table.categories))),
        ([table, relabel]) => {
          expect(gap(statistic(rearranged(table, { relabel })), statistic(table))).toBeLessThan(1e-9);
        },
      ),
    );
  });
});

describe.each([...Object.entries({ ...nominal, ...ordered }), ...forTwoRaters])('%s', (_, statistic) => {
  it('takes a multiplicity to mean copies of units', () => {
    fc.assert(
      fc.property(
        arbitraryRatings({ raters: 3 }),
        fc.array(fc.nat(3), { minLength: 14, maxLength: 14 }),
        (table, times) => {
          const multiplicity = Int32Array.from(times.slice(0, table.units));
          const copies = copied(table, multiplicity);
          // Reasons are left out: that of a resample speaks of the whole table.
          expect(
            gap(withoutReason(statistic(table, multiplicity)), withoutReason(statistic(copies))),
          ).toBeLessThan(1e-9);
        },
      ),
    );
  });
});

describe.each(forTwoRaters)('%s', (_, statistic) => {
  it('does not depend on the order of units, on labels, or on who of the two comes first', () => {
    fc.assert(
      fc.property(
        arbitraryRatings({ raters: 2 }).chain((table) =>
          fc.tuple(fc.constant(table), arbitraryOrder(table.units), arbitraryOrder(table.categories)),
        ),
        ([table, units, relabel]) => {
          const other = rearranged(table, { units, relabel, raters: [1, 0] });
          expect(gap(statistic(other), statistic(table))).toBeLessThan(1e-9);
        },
      ),
    );
  });
});

function copied(table: RatingTable, multiplicity: Multiplicity): RatingTable {
  const codes = Array.from(multiplicity, (times, unit) =>
    Array.from({ length: times }, () => [
      ...table.codes.subarray(unit * table.raters, (unit + 1) * table.raters),
    ]),
  ).flat(2);
  return { ...table, units: codes.length / table.raters, codes: Int16Array.from(codes) };
}

function withoutReason(measured: Measured): Measured {
  return measured.kind === 'value' ? measured : { kind: 'undefined', reason: 'no_data' };
}

function reversal(table: RatingTable): Int32Array {
  return Int32Array.from({ length: table.categories }, (_, code) => table.categories - 1 - code);
}
