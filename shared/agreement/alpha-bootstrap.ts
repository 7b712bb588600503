import type { PromptId } from '../domain/ids.ts';
import { selectPairOutcomes } from '../review/pair-outcomes.ts';
import { selectHolding } from '../review/review-log.ts';
import { bootstrapAgreement } from '../stats/bootstrap-agreement.ts';
import type { BootstrapResult } from '../stats/bootstrap-units.ts';
import { krippendorffAlphaStatistic } from '../stats/krippendorff-alpha.ts';
import { seededRandom } from '../stats/seeded-random.ts';
import { tallyUnits } from '../stats/unit-tallies.ts';
import type { AgreementInput } from './compute-agreement.ts';
import { groupPairUnits } from './pair-units.ts';

/** Fixed, so that the same judgments always show the same interval. */
const SEED = 20_261_121;

/**
 * How certain the alpha of `computeAgreement` is: percentile bootstrap with 2,000 resamples, over prompts, since a
 * prompt can carry several pairs and these are not independent.
 */
export function alphaBootstrap({ judgments, responses }: AgreementInput): BootstrapResult {
  const known = new Map([...responses].map((response) => [response.id, response]));
  const outcomes = selectPairOutcomes(selectHolding(judgments), (id) => known.get(id));
  const { units, table } = groupPairUnits(outcomes);
  const numbers = new Map<PromptId, number>();
  for (const { promptId } of units) if (!numbers.has(promptId)) numbers.set(promptId, numbers.size);
  const tallies = tallyUnits(table);
  return bootstrapAgreement({
    tallies,
    // Every prompt of a unit has just been numbered.
    clusterOfUnit: Int32Array.from(units, ({ promptId }) => numbers.get(promptId) as number),
    statistic: krippendorffAlphaStatistic(tallies, { level: 'nominal' }),
    random: seededRandom(SEED),
  });
}
