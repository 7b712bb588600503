import { agreementWeights, customWeights } from '../../../../shared/stats/agreement-weights.ts';
import { bootstrapAgreement } from '../../../../shared/stats/bootstrap-agreement.ts';
import { type BootstrapResult, bootstrapUnits } from '../../../../shared/stats/bootstrap-units.ts';
import { brennanPrediger } from '../../../../shared/stats/brennan-prediger.ts';
import { type CohenKappa, cohenKappa } from '../../../../shared/stats/cohen-kappa.ts';
import { fleissKappa, fleissKappaStandardError } from '../../../../shared/stats/fleiss-kappa.ts';
import { fleissNullTest } from '../../../../shared/stats/fleiss-null-test.ts';
import { gwetAc, gwetAcStandardError } from '../../../../shared/stats/gwet-ac.ts';
import type { Interval } from '../../../../shared/stats/interval.ts';
import { krippendorffAlphaSymmetric } from '../../../../shared/stats/krippendorff-alpha-symmetric.ts';
import { krippendorffAlpha } from '../../../../shared/stats/krippendorff-alpha.ts';
import { type Measured, measuredValue } from '../../../../shared/stats/measured.ts';
import {
  percentAgreementPairPooled,
  percentAgreementUnitMean,
} from '../../../../shared/stats/percent-agreement.ts';
import type { RatingTable } from '../../../../shared/stats/rating-table.ts';
import { scottPi } from '../../../../shared/stats/scott-pi.ts';
import { type RandomSource, seededRandom } from '../../../../shared/stats/seeded-random.ts';
import { tallyUnits, type UnitTallies } from '../../../../shared/stats/unit-tallies.ts';
import { wilsonInterval } from '../../../../shared/stats/wilson-interval.ts';
import { type RatingMatrix, tableOf, valueOf } from './rating-matrix.ts';

/** One case of the reference file, as far as this folder reads it. */
export interface ReferenceCase {
  readonly id: string;
  readonly kind: 'published' | 'computed' | 'edge' | 'negative_control';
  readonly statistic: string;
  readonly tolerance: number;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly data: CaseData;
  readonly params: { readonly disagreement_weights?: readonly (readonly number[])[]; readonly B?: number };
}

interface CaseData {
  readonly kind: string;
  readonly matrix?: RatingMatrix;
  readonly table?: readonly (readonly number[])[];
  readonly counts?: readonly (readonly number[])[];
  readonly categories?: readonly (number | string)[];
  readonly n?: number;
  readonly x?: number;
  readonly before?: readonly number[];
  readonly after?: readonly number[];
  readonly resamples_unit_indices?: readonly (readonly number[])[];
}

/** What the app computes for the entries of `expected`; a key it does not name is not checked. */
export type Computed = Record<string, unknown>;

const computeByStatistic: Readonly<Record<string, (reference: ReferenceCase) => Computed>> = {
  two_rater_table: computeTwoRaters,
  cohen_kappa: computeTwoRaters,
  cohen_kappa_custom_weights: computeCustomWeights,
  pabak: computeTwoRaters,
  intra_rater_small: computeRepeats,
  intra_rater: computeManyRaters,
  multi_rater_counts: computeManyRaters,
  multi_rater_kappas: computeManyRaters,
  multi_rater_ratings: computeManyRaters,
  krippendorff_alpha: computeManyRaters,
  pairwise_matrix: computeManyRaters,
  pairwise_symmetrised_alpha: computeManyRaters,
  edge_case: computeEdgeCase,
  proportion_ci: computeProportion,
  position_bias_binomial: computeProportion,
  bootstrap_ci: computeFixedBootstrap,
  bootstrap_ci_mc: computeSeededBootstrap,
  paired_comparison: computePairedBootstrap,
  kendall_u: computeKendallU,
};

/** Whether the case's statistic is one of this folder's; the others belong to other modules. */
export function isComputedHere(reference: ReferenceCase): boolean {
  return reference.statistic in computeByStatistic;
}

/** Computes a case with the functions under test; throws when `isComputedHere` is false. */
export function computeCase(reference: ReferenceCase): Computed {
  const compute = computeByStatistic[reference.statistic];
  if (compute === undefined) throw new Error(`No computation for ${reference.statistic}`);
  return compute(reference);
}

function computeTwoRaters(reference: ReferenceCase): Computed {
  const table = tableOfCase(reference.data);
  const plain = cohenKappa(table, 0, 1);
  const linear = cohenKappa(table, 0, 1, { weights: agreementWeights('linear', table.categories) });
  const quadratic = cohenKappa(table, 0, 1, { weights: agreementWeights('quadratic', table.categories) });
  // The coefficients for many raters are given for the units both raters rated.
  const tallies = tallyUnits(sharedOnly(table));
  return {
    n: plain.units,
    po: plain.observed,
    kappa: plain.kappa,
    kappa_se_fce: plain.standardError,
    kappa_ci95_fce_lo: endsOf(plain.interval)[0],
    kappa_ci95_fce_hi: endsOf(plain.interval)[1],
    kappa_linear: linear.kappa,
    kappa_linear_se_fce: linear.standardError,
    kappa_quadratic: quadratic.kappa,
    kappa_quadratic_se_fce: quadratic.standardError,
    scott_pi: scottPi(table, 0, 1),
    pabak: brennanPrediger(tallies),
    ac2_linear: gwetAc(tallies, { weights: agreementWeights('linear', table.categories) }),
    ac2_quadratic: gwetAc(tallies, { weights: agreementWeights('quadratic', table.categories) }),
    ...coefficientsOf(tallies),
  };
}

function computeCustomWeights(reference: ReferenceCase): Computed {
  const { table = [], n = 0 } = reference.data;
  const disagreement = (reference.params.disagreement_weights ?? []).flat();
  const worst = Math.max(...disagreement);
  const weights = customWeights(
    table.length,
    Float64Array.from(disagreement, (weight) => 1 - weight / worst),
  );
  const counts = table.map((row) => row.map((share) => Math.round(share * n)));
  const ratings = tableOfCase({ kind: 'contingency', table: counts });
  return {
    kappa: cohenKappa(ratings, 0, 1).kappa,
    kappa_weighted: cohenKappa(ratings, 0, 1, { weights }).kappa,
  };
}

function computeRepeats(reference: ReferenceCase): Computed {
  const table = tableOfCase(reference.data);
  const { kappa, observed, units } = cohenKappa(table, 0, 1);
  const wilson = wilsonInterval(Math.round(valueOf(observed) * units), units);
  return {
    repeat_agreement: observed,
    kappa,
    wilson_lo: endsOf(wilson)[0],
    wilson_hi: endsOf(wilson)[1],
  };
}

function computeManyRaters(reference: ReferenceCase): Computed {
  const table = tableOfCase(reference.data);
  const tallies = tallyUnits(table);
  const ordinal = krippendorffAlpha(tallies, { level: 'ordinal' });
  const values = (reference.data.categories ?? []).map(Number);
  const mirror = Int32Array.from({ length: table.categories }, (_, code) => table.categories - 1 - code);
  const pairs = pairwise(table);
  const kappas = Object.values(pairs).flatMap(({ kappa }) => (kappa.kind === 'value' ? [kappa.value] : []));
  const quadratic = agreementWeights('quadratic', table.categories);
  const onlyNumbers = values.length === table.categories && values.every((value) => !Number.isNaN(value));
  return {
    ...coefficientsOf(tallies),
    pairs,
    light_kappa: kappas.reduce((sum, kappa) => sum + kappa, 0) / kappas.length,
    krippendorff_alpha_ordinal: ordinal,
    gwet_ac2_linear: gwetAc(tallies, { weights: agreementWeights('linear', table.categories) }),
    gwet_ac2_quadratic: gwetAc(tallies, { weights: quadratic }),
    gwet_ac2_ordinal: gwetAc(tallies, { weights: agreementWeights('ordinal', table.categories) }),
    gwet_ac2_quadratic_se: gwetAcStandardError(tallies, quadratic),
    weighted_percent_agreement_quadratic: percentAgreementUnitMean(tallies, { weights: quadratic }),
    ...(onlyNumbers && {
      krippendorff_alpha_interval: krippendorffAlpha(tallies, { level: 'interval', values }),
      alpha_nominal_oriented: krippendorffAlpha(tallies, { level: 'nominal' }),
      alpha_nominal_symmetrised: krippendorffAlphaSymmetric(tallies, { level: 'nominal' }, mirror),
      alpha_ordinal_symmetrised: krippendorffAlphaSymmetric(tallies, { level: 'ordinal' }, mirror),
      alpha_interval_symmetrised: krippendorffAlphaSymmetric(tallies, { level: 'interval', values }, mirror),
    }),
    ...(onlyNumbers &&
      Math.min(...values) >= 0 && {
        krippendorff_alpha_ratio: krippendorffAlpha(tallies, { level: 'ratio', values }),
      }),
  };
}

function coefficientsOf(tallies: UnitTallies): Computed {
  const fleiss = fleissKappa(tallies);
  const nullTest = fleissNullTest(tallies);
  return {
    percent_agreement_unit_mean: percentAgreementUnitMean(tallies),
    percent_agreement_pair_pooled: percentAgreementPairPooled(tallies),
    n_pairs: tallies.raterPairs,
    n_units_with_2plus: tallies.sharedUnits,
    krippendorff_alpha_nominal: krippendorffAlpha(tallies, { level: 'nominal' }),
    krippendorff_alpha_ordinal: krippendorffAlpha(tallies, { level: 'ordinal' }),
    fleiss_kappa: fleiss,
    fleiss_kappa_generalised: fleiss,
    fleiss_kappa_se_gwet: fleissKappaStandardError(tallies),
    ...(nullTest.kind === 'equal_ratings' && {
      fleiss_kappa_se_null_1979: nullTest.standardErrorUnderNull,
      fleiss_kappa_by_category: nullTest.byCategory,
    }),
    gwet_ac1: gwetAc(tallies),
    gwet_ac1_se: gwetAcStandardError(tallies),
    brennan_prediger: brennanPrediger(tallies),
  };
}

function pairwise(table: RatingTable): Record<string, Computed & { readonly kappa: Measured }> {
  const quadratic = agreementWeights('quadratic', table.categories);
  const pairs: Record<string, Computed & { readonly kappa: Measured }> = {};
  for (let first = 0; first < table.raters; first += 1) {
    for (let second = first + 1; second < table.raters; second += 1) {
      const plain: CohenKappa = cohenKappa(table, first, second);
      pairs[`${first + 1}-${second + 1}`] = {
        n: plain.units,
        po: plain.observed,
        repeat_agreement: plain.observed,
        kappa: plain.kappa,
        kappa_quadratic: cohenKappa(table, first, second, { weights: quadratic }).kappa,
      };
    }
  }
  return pairs;
}

function computeEdgeCase(reference: ReferenceCase): Computed {
  const { matrix = [] } = reference.data;
  // A lone rater is crossed with a colleague who rated nothing; the scale has the two labels 1 and 2.
  const alone = matrix.length === 1 ? matrix[0]?.map(() => null) : undefined;
  const table = tableOf(alone === undefined ? matrix : [...matrix, alone], [1, 2]);
  const tallies = tallyUnits(table);
  const kappa = cohenKappa(table, 0, 1).kappa;
  const computed = {
    ...coefficientsOf(tallies),
    kappa,
    scott_pi: scottPi(table, 0, 1),
    gwet_ac1_if_q_declared_2: gwetAc(tallies),
    brennan_prediger_if_q_declared_2: brennanPrediger(tallies),
  };
  return { ...computed, ...(kappa.kind === 'undefined' && { status: kappa.reason }) };
}

function computeProportion(reference: ReferenceCase): Computed {
  const { x = 0, n = 0 } = reference.data;
  const [low, high] = endsOf(wilsonInterval(x, n));
  return { p: x / n, share: x / n, wilson_lo: low, wilson_hi: high };
}

function computeFixedBootstrap(reference: ReferenceCase): Computed {
  const tallies = tallyUnits(tableOfCase(reference.data));
  const resamples = reference.data.resamples_unit_indices ?? [];
  const values: Measured[] = [];
  const result = bootstrapAgreement({
    tallies,
    statistic: (multiplicity) => {
      const alpha = krippendorffAlpha(tallies, { level: 'nominal' }, multiplicity);
      values.push(alpha);
      return alpha;
    },
    random: replay(resamples.flat()),
    resamples: resamples.length,
  });
  // The first value is the estimate on the data as they are.
  return { ...bootstrapEntries(result), replicates: values.slice(1) };
}

function computeSeededBootstrap(reference: ReferenceCase): Computed {
  const tallies = tallyUnits(tableOfCase(reference.data));
  const result = bootstrapAgreement({
    tallies,
    statistic: (multiplicity) => krippendorffAlpha(tallies, { level: 'ordinal' }, multiplicity),
    random: seededRandom(20_211_121),
    resamples: reference.params.B ?? 20_000,
  });
  return bootstrapEntries(result);
}

function computePairedBootstrap(reference: ReferenceCase): Computed {
  const { before = [], after = [], resamples_unit_indices: resamples = [] } = reference.data;
  const differences = after.map((value, unit) => value - (before[unit] ?? Number.NaN));
  const result = bootstrapUnits({
    clusterOfUnit: Int32Array.from(differences.keys()),
    statistic: (multiplicity) => {
      const sum = differences.reduce(
        (total, difference, unit) => total + difference * (multiplicity[unit] ?? 0),
        0,
      );
      return measuredValue(sum / differences.length);
    },
    random: replay(resamples.flat()),
    resamples: resamples.length,
  });
  return { ...bootstrapEntries(result), mean_diff: result.estimate };
}

/** Kendall's u from the symmetrised alpha: units are pairs of objects, alpha = 1 - (1-u)(N-1)/N. */
function computeKendallU(reference: ReferenceCase): Computed {
  const { matrix = [] } = reference.data;
  const judges = Number(matrix[0]?.[1]) + Number(matrix[1]?.[0]);
  const units: number[][] = [];
  matrix.forEach((row, first) =>
    row.slice(first + 1).forEach((preferred) => {
      const count = Number(preferred);
      units.push(Array.from({ length: judges }, (_, judge) => (judge < count ? 1 : 0)));
    }),
  );
  const byJudge = Array.from({ length: judges }, (_, judge) => units.map((unit) => unit[judge] ?? null));
  const tallies = tallyUnits(tableOf(byJudge, [0, 1]));
  const alpha = valueOf(krippendorffAlphaSymmetric(tallies, { level: 'nominal' }, Int32Array.of(1, 0)));
  const mirrored = 2 * tallies.ratings;
  return { u: 1 - ((1 - alpha) * mirrored) / (mirrored - 1) };
}

function bootstrapEntries(result: BootstrapResult): Computed {
  const { interval } = result;
  if (interval.kind === 'none') throw new Error(`No interval: ${interval.reason}`);
  return {
    estimate: result.estimate,
    ci_lo: interval.low,
    ci_hi: interval.high,
    se: interval.standardError,
    bootstrap_se_ddof1: interval.standardError,
  };
}

/** Hands out given indices, so that a bootstrap draws exactly the resamples of the file. */
function replay(indices: readonly number[]): RandomSource {
  const words = indices.values();
  return {
    nextUint32() {
      const { value, done } = words.next();
      if (done) throw new Error('The bootstrap drew more than the file has');
      return value;
    },
  };
}

function endsOf(interval: Interval): readonly [number | string, number | string] {
  return interval.kind === 'interval' ? [interval.low, interval.high] : [interval.reason, interval.reason];
}

function tableOfCase(data: CaseData): RatingTable {
  if (data.counts !== undefined)
    return tableOf(transpose(data.counts.map(labelsFromCounts)), codesOf(data.counts[0]));
  if (data.table !== undefined) return tableOf(labelsFromCells(data.table), codesOf(data.table));
  const { matrix, categories } = data;
  if (matrix === undefined) throw new Error('The case has no ratings');
  const used = [...new Set(matrix.flat().filter((label) => label !== null))].toSorted((a, b) => a - b);
  return tableOf(matrix, categories === undefined ? used : categories.map(Number));
}

function codesOf(list: readonly unknown[] | undefined): number[] {
  return [...(list ?? []).keys()];
}

/** A unit's ratings, one label per rater, from how many raters chose each category. */
function labelsFromCounts(counts: readonly number[]): number[] {
  return counts.flatMap((count, code) => Array.from({ length: count }, () => code));
}

/** The two raters' labels from their cross table. */
function labelsFromCells(cells: readonly (readonly number[])[]): number[][] {
  const units = cells.flatMap((row, first) =>
    row.flatMap((count, second) => Array.from({ length: count }, () => [first, second])),
  );
  return transpose(units);
}

function transpose(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? Number.NaN));
}

function sharedOnly(table: RatingTable): RatingTable {
  const rows = Array.from({ length: table.units }, (_, unit) => [
    ...table.codes.subarray(unit * table.raters, (unit + 1) * table.raters),
  ]).filter((row) => row.every((code) => code >= 0));
  return { ...table, units: rows.length, codes: Int16Array.from(rows.flat()) };
}
