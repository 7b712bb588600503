import { err, ok, type Result } from '../base/result.ts';
import { createImportedRater, type Rater } from '../domain/rater.ts';
import { createFault, type Fault, isJsonArray, type JsonValue } from './row.ts';

/** Longest name of a rater, as `raterSchema` has it. */
const NAME_LENGTH = 200;

/**
 * Reads who judged: a name, a number, or a list of what makes a machine judge up (`["gpt-4", "pair-v2"]`).
 *
 * A number alone says little, so the name of its field stands in front of it: `worker_id 3`.
 */
export function readRater(value: JsonValue | undefined, path: string): Result<Rater, Fault> {
  const parts = isJsonArray(value) ? value : [value];
  const named = parts.every((part) => typeof part === 'string') ? parts.join(' ').trim() : '';
  const isNumber = typeof value === 'number' || /^\d+$/.test(named);
  const field = path.slice(path.lastIndexOf('.') + 1);
  const name = isNumber ? `${field} ${typeof value === 'number' ? value : named}` : named;
  if (name !== '' && name.length <= NAME_LENGTH) return ok(createImportedRater(name));
  return err(
    createFault('bad_value', path, `${path} has to be a name or a number of 1 to ${NAME_LENGTH} characters`),
  );
}
