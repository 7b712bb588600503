import type { Result } from '../../base/result.ts';
import { addPreference, type AnswerPair, createSourceRater } from '../preference-pair.ts';
import type { Fault, JsonObject } from '../row.ts';
import type { Layout } from './layout.ts';

/** Takes in rows that each say which of two answers is better; the rater is called after the file. */
export function createPairConsumer(
  readPair: (value: JsonObject) => Result<AnswerPair, Fault>,
): Layout['createConsumer'] {
  return ({ items }, { name }) => {
    const rater = createSourceRater(name);
    return ({ value }) => {
      const pair = readPair(value);
      return pair.ok ? addPreference(items, rater, pair.value) : [pair.error];
    };
  };
}
