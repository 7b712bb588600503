import { err, ok, type Result } from '../base/result.ts';
import type { ValueOf } from '../domain/judgment.ts';
import { describeValue } from './fields.ts';
import { createFault, type Fault, type JsonValue } from './row.ts';

/** A score on a scale, without the response that it is of. */
export type Score = Omit<ValueOf<'rating'>, 'kind' | 'responseId'>;

/**
 * Reads a score: a number, or a text that is one. Missing, `null`, an empty text and `N/A` mean that none was given.
 *
 * @param path where *value* stands, for the fault
 */
export function readOptionalScore(
  value: JsonValue | undefined,
  path: string,
): Result<number | undefined, Fault> {
  const text = value === undefined || value === null ? '' : typeof value === 'string' ? value.trim() : null;
  if (text !== null && NO_SCORE.test(text)) return ok(undefined);
  const score = text !== null && NUMBER.test(text) ? Number(text) : value;
  // JSON has no infinity, but numbers that are too large to be anything else.
  if (typeof score === 'number' && Number.isFinite(score)) return ok(score);
  return err(
    createFault(
      'bad_value',
      path,
      `${path} has to be a number and is ${text === null ? describeValue(value) : JSON.stringify(text.slice(0, 40))}; give a number, or leave it empty if there is none`,
    ),
  );
}

/**
 * A number that stands for something else, such as a verdict; `undefined` for anything that is none. Cells of tables
 * hold numbers as texts.
 */
export function toNumber(value: JsonValue | undefined): number | undefined {
  const read = readOptionalScore(value, '');
  return read.ok ? read.value : undefined;
}

const NO_SCORE = /^(?:n\/a)?$/i;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
