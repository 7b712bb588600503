import { err, ok, type Result } from '../base/result.ts';
import type { Verdict } from './pair-verdict.ts';
import { createFault, type Fault, getField, type JsonObject } from './row.ts';

/**
 * The `winner` of a vote between `model_a` and `model_b`, the first and the second response.
 *
 * Whatever mentions a tie ("tie (inconsistent)") is a tie, and whatever says "bad" ("tie (bothbad)", "both_bad") is that
 * both were bad.
 */
export function readWinner(value: JsonObject): Result<Verdict, Fault> {
  const winner = getField(value, 'winner');
  if (winner === 'model_a') return ok('first');
  if (winner === 'model_b') return ok('second');
  if (typeof winner === 'string') {
    if (/bad/i.test(winner)) return ok('both-bad');
    if (/tie/i.test(winner)) return ok('tie');
  }
  return err(
    createFault(
      'unknown_winner',
      'winner',
      `winner is ${winner === undefined ? 'missing' : JSON.stringify(winner)}; give model_a, model_b, tie or "tie (bothbad)"`,
    ),
  );
}
