import type { PreferenceSample, SftSample } from '../pairs/sample.ts';
import { toJsonLines } from './json-text.ts';

/**
 * Writes where each row comes from, in the order of the rows: line n speaks of row n.
 *
 * Kept out of the training file, since trainers give meaning to extra columns or refuse them.
 */
export function provenanceLines(samples: Iterable<PreferenceSample | SftSample>): Generator<string> {
  return toJsonLines(toRows(samples));
}

function* toRows(samples: Iterable<PreferenceSample | SftSample>): Generator<unknown> {
  let row = 0;
  for (const sample of samples) {
    row += 1;
    const { promptId, turn, kind, judgmentIds, raterIds } = sample;
    const responses =
      'chosen' in sample
        ? {
            chosenResponseId: sample.chosenResponseId,
            rejectedResponseId: sample.rejectedResponseId,
            strength: sample.strength,
          }
        : { responseId: sample.responseId };
    yield { row, promptId, turn, kind, ...responses, judgmentIds, raterIds };
  }
}
