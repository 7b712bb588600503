import { type AgreementReport, computeAgreement } from '../../shared/agreement/compute-agreement.ts';
import { compareCodePoints, type RaterId } from '../../shared/domain/ids.ts';
import type { Pack } from '../../shared/pack/pack.ts';
import type { Measured, UndefinedReason } from '../../shared/stats/measured.ts';
import { type Command, type CommandOutcome, type Complaint, refuse, refuseUsage } from './command.ts';
import { toOneLine } from './complaint-line.ts';
import { readPackFile } from './files/pack-file.ts';
import { parseArguments } from './parse-arguments.ts';
import { nameRaters } from './rater-names.ts';

export const agreementCommand: Command = {
  name: 'agreement',
  usage: 'PACK [--json]',
  summary: 'Measures how far raters agree on pairs of responses.',
  options: [],
  run: measure,
};

/** Without `--json`, this many pairs of raters are named. */
const SHOWN_KAPPAS = 10;

async function measure(args: readonly string[]): Promise<CommandOutcome> {
  const parsed = parseArguments(args, { json: { type: 'boolean' } });
  if (!parsed.ok) return refuseUsage(parsed.error);
  const [path, ...further] = parsed.value.positionals;
  if (path === undefined || further.length > 0) return refuseUsage('name one pack');
  const file = await readPackFile(path);
  if (!file.ok) return refuse(file.error);

  const { pack } = file.value;
  const report = computeAgreement(pack);
  const toName = nameRaters(pack.raters);
  const leftOut = report.withoutResponses.map((id): Complaint => {
    const message = `judgment ${id} is about a response that is not in the pack; merge the pack that holds it`;
    return { file: path, code: 'unknown_response', message };
  });
  const kappas = toKappas(report, toName);
  return {
    exitCode: 0,
    json: {
      units: report.units,
      unitsWithTwo: report.unitsWithTwo,
      judgments: report.judgments,
      raters: report.raters,
      percentAgreement: toNumber(report.percentAgreement),
      krippendorffAlpha: toNumber(report.krippendorffAlpha),
      cohenKappa: kappas,
      undefined: toUndefined(report, toName),
      disagreements: toDisagreements(report, pack, toName),
      leftOut: leftOut.map(({ file: name, code, message }) => ({
        file: name,
        line: null,
        field: null,
        code,
        message,
      })),
    },
    lines: toLines(report, kappas),
    leftOut,
    errors: [],
  };
}

interface NamedKappa {
  readonly raterA: string;
  readonly raterB: string;
  readonly n: number;
  readonly value: number | null;
}

/** Kappa is symmetric: A is the name that comes first. */
function toKappas(report: AgreementReport, toName: (id: RaterId) => string): NamedKappa[] {
  return report.cohenKappa
    .map(({ raterA, raterB, n, kappa }) => {
      const [first, second] = sortNames(toName(raterA), toName(raterB));
      return { raterA: first, raterB: second, n, value: toNumber(kappa) };
    })
    .toSorted(compareRaterPairs);
}

function toUndefined(report: AgreementReport, toName: (id: RaterId) => string) {
  return report.undefined.map(({ what, raters, why }) => {
    if (!raters) return { what, why };
    const [raterA, raterB] = sortNames(toName(raters[0]), toName(raters[1]));
    return { what, raterA, raterB, why };
  });
}

function toDisagreements(report: AgreementReport, pack: Pack, toName: (id: RaterId) => string) {
  const models = new Map(pack.responses.map(({ id, origin }) => [id, origin.model]));
  return report.disagreements.map(({ promptId, turn, first, second, agreement, outcomes }) => ({
    promptId,
    turn,
    first: { id: first, model: models.get(first) ?? null },
    second: { id: second, model: models.get(second) ?? null },
    agreement,
    values: outcomes.map(({ raterId, value, judgmentId }) => ({ rater: toName(raterId), value, judgmentId })),
  }));
}

function sortNames(left: string, right: string): [string, string] {
  return compareCodePoints(left, right) <= 0 ? [left, right] : [right, left];
}

function compareRaterPairs(left: NamedKappa, right: NamedKappa): number {
  return compareCodePoints(left.raterA, right.raterA) || compareCodePoints(left.raterB, right.raterB);
}

function toNumber(measured: Measured): number | null {
  return measured.kind === 'value' ? measured.value : null;
}

const REASONS: Readonly<Record<UndefinedReason, string>> = {
  no_data: 'nobody has judged a pair',
  insufficient_raters: 'only one rater has judged pairs',
  no_overlap: 'no pair was judged by two raters',
  undefined_no_variation: 'everyone gave the same answer, so agreement beyond chance cannot be measured',
  too_few_units: 'too few pairs were judged by two raters',
};

function toLines(report: AgreementReport, kappas: readonly NamedKappa[]): string[] {
  const { units, unitsWithTwo, judgments, raters, percentAgreement, krippendorffAlpha, disagreements } =
    report;
  const largest = kappas.toSorted((left, right) => right.n - left.n).slice(0, SHOWN_KAPPAS);
  return [
    `${raters} raters, ${judgments} judgments of ${units} pairs; ${unitsWithTwo} pairs judged by two or more`,
    `same answer (mean over pairs)  ${toText(percentAgreement, (value) => `${(100 * value).toFixed(1)} %`)}`,
    `Krippendorff's alpha (nominal) ${toText(krippendorffAlpha, (value) => value.toFixed(3))}`,
    `Cohen's kappa                  ${kappas.length} pairs of raters share a pair of responses`,
    ...largest.map(({ raterA, raterB, n, value }) =>
      toOneLine(
        `  ${value === null ? 'undefined' : value.toFixed(3).padStart(9)}  n ${n}  ${raterA} / ${raterB}`,
      ),
    ),
    ...(kappas.length > largest.length ? [`  ${kappas.length - largest.length} more with --json`] : []),
    `${disagreements.length} pairs on which raters differ (listed with --json)`,
  ];
}

function toText(measured: Measured, format: (value: number) => string): string {
  return measured.kind === 'value'
    ? format(measured.value)
    : `undefined, because ${REASONS[measured.reason]}`;
}
