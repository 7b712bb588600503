import type { JudgmentId, RaterId, ResponseId } from '../domain/ids.ts';
import { isJudgmentOf, type Judgment } from '../domain/judgment.ts';
import type { Response } from '../domain/response.ts';
import { selectPairOutcomes } from '../review/pair-outcomes.ts';
import { selectHolding } from '../review/review-log.ts';
import { cohenKappa } from '../stats/cohen-kappa.ts';
import { krippendorffAlpha } from '../stats/krippendorff-alpha.ts';
import type { Measured, UndefinedReason } from '../stats/measured.ts';
import { percentAgreementUnitMean } from '../stats/percent-agreement.ts';
import { missingRating, ratingAt, type RatingTable } from '../stats/rating-table.ts';
import { unitAgreement } from '../stats/unit-agreement.ts';
import { tallyUnits, type UnitTallies } from '../stats/unit-tallies.ts';
import { groupPairUnits, type PairUnit } from './pair-units.ts';

export interface AgreementInput {
  /** The whole log of every rater, in any order. */
  readonly judgments: Iterable<Judgment>;
  readonly responses: Iterable<Pick<Response, 'id' | 'origin'>>;
}

/** Cohen's kappa of two raters over the *n* units that both judged. */
export interface RaterPairKappa {
  readonly raterA: RaterId;
  readonly raterB: RaterId;
  readonly n: number;
  readonly kappa: Measured;
}

/** A unit on which raters differ. */
export interface Disagreement extends PairUnit {
  /** The share of its rater pairs that agree: 0 when no two say the same. */
  readonly agreement: number;
}

/** A coefficient that has no value on these judgments. */
export interface UndefinedCoefficient {
  readonly what: 'percentAgreement' | 'krippendorffAlpha' | 'cohenKappa';
  /** The two raters of a kappa. */
  readonly raters: readonly [RaterId, RaterId] | null;
  readonly why: UndefinedReason;
}

export interface AgreementReport {
  /** Pairs of responses that somebody judged; a prompt judged at two turns is two of them. */
  readonly units: number;
  /** Those that two or more raters judged: all that agreement can be seen on. */
  readonly unitsWithTwo: number;
  /** Outcomes that count: one for each rater and unit. */
  readonly judgments: number;
  /** Raters with at least one of them. */
  readonly raters: number;
  /** The share of rater pairs that agree, per unit and then averaged over units. */
  readonly percentAgreement: Measured;
  /** Nominal, on the canonical order. */
  readonly krippendorffAlpha: Measured;
  /** Every two raters who share a unit, by rater ids in code-point order. */
  readonly cohenKappa: readonly RaterPairKappa[];
  readonly undefined: readonly UndefinedCoefficient[];
  /** Least agreement first; of equals, more raters first, then in canonical order. */
  readonly disagreements: readonly Disagreement[];
  /** Judgments that hold but name a response that is not there. They are left out, never guessed. */
  readonly withoutResponses: readonly JudgmentId[];
}

/**
 * Measures how far raters agree on pairs of responses.
 *
 * The unit is (prompt, turn, pair) with the pair in canonical order, whatever side the responses were shown on; the
 * value is `first`, `second`, `tie` or `both-bad`, without strength. Of several judgments of a rater on one pair the
 * last one counts; a ranking says something of every two responses it placed.
 */
export function computeAgreement({ judgments, responses }: AgreementInput): AgreementReport {
  const known = new Map<ResponseId, Pick<Response, 'id' | 'origin'>>();
  for (const response of responses) known.set(response.id, response);
  const holding = selectHolding(judgments);
  const outcomes = selectPairOutcomes(holding, (id) => known.get(id));
  const { units, raterIds, table } = groupPairUnits(outcomes);
  const tallies = tallyUnits(table);

  const percentAgreement = percentAgreementUnitMean(tallies);
  const alpha = krippendorffAlpha(tallies, { level: 'nominal' });
  const kappas = computeKappas(table, raterIds);
  return {
    units: units.length,
    unitsWithTwo: tallies.sharedUnits,
    judgments: outcomes.length,
    raters: raterIds.length,
    percentAgreement,
    krippendorffAlpha: alpha,
    cohenKappa: kappas,
    undefined: [
      ...explainAbsence('percentAgreement', null, percentAgreement),
      ...explainAbsence('krippendorffAlpha', null, alpha),
      ...kappas.flatMap(({ raterA, raterB, kappa }) => explainAbsence('cohenKappa', [raterA, raterB], kappa)),
    ],
    disagreements: selectDisagreements(units, tallies),
    withoutResponses: holding
      .filter((judgment) => judgedResponses(judgment).some((id) => !known.has(id)))
      .map(({ id }) => id),
  };
}

function judgedResponses(judgment: Judgment): readonly ResponseId[] {
  if (isJudgmentOf(judgment, 'preference')) return judgment.value.responses;
  return isJudgmentOf(judgment, 'ranking') ? judgment.value.groups.flat() : [];
}

function computeKappas(table: RatingTable, raterIds: readonly RaterId[]): RaterPairKappa[] {
  return raterIds.flatMap((raterA, a) =>
    raterIds.slice(a + 1).flatMap((raterB, offset) => {
      const b = a + 1 + offset;
      if (!sharesUnit(table, a, b)) return [];
      const { kappa, units } = cohenKappa(table, a, b);
      return [{ raterA, raterB, n: units, kappa }];
    }),
  );
}

/** Most of many raters share nothing, and asking is much cheaper than a coefficient. */
function sharesUnit(table: RatingTable, a: number, b: number): boolean {
  for (let unit = 0; unit < table.units; unit += 1) {
    if (ratingAt(table, unit, a) !== missingRating && ratingAt(table, unit, b) !== missingRating) return true;
  }
  return false;
}

function explainAbsence(
  what: UndefinedCoefficient['what'],
  raters: UndefinedCoefficient['raters'],
  measured: Measured,
): UndefinedCoefficient[] {
  return measured.kind === 'undefined' ? [{ what, raters, why: measured.reason }] : [];
}

function selectDisagreements(units: readonly PairUnit[], tallies: UnitTallies): Disagreement[] {
  return (
    units
      .map((unit, index) => ({ ...unit, agreement: unitAgreement(tallies, index) }))
      .filter(({ outcomes, agreement }) => outcomes.length >= 2 && agreement < 1)
      // Sorting is stable, so equals stay in canonical order.
      .toSorted(
        (left, right) => left.agreement - right.agreement || right.outcomes.length - left.outcomes.length,
      )
  );
}
