import type { Result } from '../base/result.ts';
import type { LeaveOutTarget, PreferenceSample, SftSample } from '../pairs/sample.ts';
import type { RowColumns } from './row-columns.ts';
import type { TrainerLimits } from './trainer-limits.ts';
import {
  answersOf,
  type AnswerRow,
  type ExportReason,
  type PreferenceRow,
  type Prepared,
} from './training-row.ts';

/** A sample that does not become a row. */
export interface Refused {
  readonly reason: ExportReason;
  readonly target: LeaveOutTarget;
}

/** The rows of one file, in their order. */
export interface PreparedRows<Sample, Row> {
  readonly prepared: readonly Prepared<Sample, Row>[];
  readonly refused: readonly Refused[];
  readonly columns: RowColumns;
}

/**
 * Parts the samples into rows that a trainer takes and reasons why it would not take the others.
 *
 * The order is that of the samples, but rows that fill a column which others leave empty come first: readers make a
 * column's type from the first rows of a file.
 */
export function prepareRows<
  Sample extends PreferenceSample | SftSample,
  Row extends PreferenceRow | AnswerRow,
>(
  samples: readonly Sample[],
  prepare: (sample: Sample) => Result<Prepared<Sample, Row>, ExportReason>,
  limits: TrainerLimits,
): PreparedRows<Sample, Row> {
  const refused: Refused[] = [];
  const refuse = (reason: ExportReason) => {
    refused.push({ reason, target: 'both' });
    return [];
  };
  const fits = (one: Prepared<Sample, Row>, isVision: boolean) => {
    const reason = limits(one.row, isVision);
    return reason === undefined ? [one] : refuse(reason);
  };
  const clean = samples.flatMap((sample) => {
    const result = prepare(sample);
    return result.ok ? fits(result.value, result.value.row.images.length > 0) : refuse(result.error);
  });
  const isVision = clean.some(({ row }) => row.images.length > 0);
  const prepared = putFullestFirst(isVision ? clean.flatMap((one) => fits(one, true)) : clean);
  return { prepared, refused, columns: columnsOf(prepared) };
}

const hasTools = ({ tools }: PreferenceRow | AnswerRow): boolean => tools !== '';
const hasImages = ({ images }: PreferenceRow | AnswerRow): boolean => images.length > 0;
const hasCallsBefore = ({ turns }: PreferenceRow | AnswerRow): boolean =>
  turns.some(({ calls }) => calls !== undefined);
const hasCallsInAnswer = (row: PreferenceRow | AnswerRow): boolean =>
  answersOf(row).some(({ calls }) => calls !== undefined);

function columnsOf(prepared: readonly { readonly row: PreferenceRow | AnswerRow }[]): RowColumns {
  return {
    tools: prepared.some(({ row }) => hasTools(row)),
    images: prepared.some(({ row }) => hasImages(row)),
    calls: prepared.some(({ row }) => hasCallsBefore(row) || hasCallsInAnswer(row)),
  };
}

function putFullestFirst<Row extends PreferenceRow | AnswerRow, Sample>(
  prepared: readonly Prepared<Sample, Row>[],
): Prepared<Sample, Row>[] {
  const first = new Set(
    [hasImages, hasTools, hasCallsBefore, hasCallsInAnswer].flatMap(
      (fills) => prepared.find(({ row }) => fills(row)) ?? [],
    ),
  );
  return [...first, ...prepared.filter((one) => !first.has(one))];
}
