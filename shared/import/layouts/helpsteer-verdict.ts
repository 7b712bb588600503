import { err, ok, type Result } from '../../base/result.ts';
import type { ItemCollector } from '../item-collector.ts';
import { type AddedPair, toPreference } from '../preference-pair.ts';
import { createFault, type Fault, getField, type JsonObject } from '../row.ts';
import { addComment, type Speaker } from '../said-of-response.ts';
import { readOptionalScore } from '../score.ts';

/** What somebody said of two responses. */
export interface HelpSteerVerdict {
  /** From -3 (the first is much better) over 0 (about the same) to 3 (the second is much better). */
  readonly strength: number;
  readonly comments: readonly Comment[];
}

interface Comment {
  readonly text: string;
  /** 0 and 1 are the responses. */
  readonly about: 'both' | 0 | 1;
}

const COMMENTS: readonly (readonly [field: string, about: Comment['about']])[] = [
  ['reasoning', 'both'],
  ['statement', 'both'],
  ['elaboration', 'both'],
  ['preference_statement', 'both'],
  ['preference_elaboration', 'both'],
  ['feedback1', 0],
  ['feedback2', 1],
];

/** Where people say why. */
export const COMMENT_FIELDS = COMMENTS.map(([field]) => field);

/**
 * @param object the row, or the entry of one person
 * @param strengthField the field with the strength
 * @param prefix the path of *object*, with a dot at the end
 */
export function readVerdict(
  object: JsonObject,
  strengthField: string,
  prefix = '',
): Result<HelpSteerVerdict, Fault> {
  const path = `${prefix}${strengthField}`;
  const strength = readOptionalScore(getField(object, strengthField), path);
  if (!strength.ok) return strength;
  if (strength.value === undefined || !Number.isInteger(strength.value) || Math.abs(strength.value) > 3) {
    return err(
      createFault(
        'bad_value',
        path,
        `${path} has to be a whole number from -3 (the first is much better) to 3 (the second is); correct or remove it`,
      ),
    );
  }
  const comments = COMMENTS.flatMap(([field, about]): Comment[] => {
    const text = getField(object, field);
    return typeof text === 'string' ? [{ text, about }] : [];
  });
  return ok({ strength: strength.value, comments });
}

/** Adds a preference and the comments. 3 and 2 are clear, 1 is slight, 0 is a tie; the first response stood on the left. */
export function addVerdict(
  items: ItemCollector,
  speaker: Speaker,
  responses: AddedPair['responses'],
  { strength, comments }: HelpSteerVerdict,
): void {
  const better = responses[strength < 0 ? 0 : 1];
  const value = toPreference(
    responses,
    strength === 0
      ? { is: 'tie' }
      : { is: 'better', better, strength: Math.abs(strength) === 1 ? 'slightly' : 'clearly' },
  );
  items.addJudgment({ ...speaker, turn: 1, value, order: responses });
  for (const { text, about } of comments) {
    addComment(items, speaker, about === 'both' ? responses : [responses[about]], text);
  }
}
