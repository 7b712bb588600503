import { err, ok, type Result } from '../../base/result.ts';
import { createPrompt } from '../../domain/prompt.ts';
import { readAlpacaMessages } from '../alpaca-messages.ts';
import { readResponseText, toMetadata } from '../fields.ts';
import { addQuotedPair, addVerdict, type Verdict } from '../pair-verdict.ts';
import { readRater } from '../read-rater.ts';
import { createFault, type Fault, getField, type JsonObject } from '../row.ts';
import { toNumber } from '../score.ts';
import type { ImportContext, Layout } from './layout.ts';

const ANNOTATOR = /^annotator\d+$/;
const VERDICTS: ReadonlyMap<number | undefined, Verdict> = new Map([
  [0, 'tie'],
  [1, 'first'],
  [2, 'second'],
]);
const READ = new Set(['instruction', 'input', 'response1', 'response2']);

/**
 * The test set of PandaLM: `{instruction, input, response1, response2, cmp_key, annotator1, annotator2, annotator3}`.
 *
 * Every annotator says 0 (tie), 1 or 2. `cmp_key` holds the names of both models, joined by `_`; where it cannot be cut
 * in two for certain, nobody is named. Rows with a response that is not there are left out with their verdicts.
 */
export const pandaLm: Layout = {
  name: 'pandalm',
  fields: 'instruction, response1, response2, annotator1',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) =>
      ['instruction', 'response1', 'response2', 'annotator1'].every(
        (name) => getField(value, name) !== undefined,
      ),
    ),
  createConsumer: (context) => (row) => addComparison(context, row.value),
};

function addComparison({ items }: ImportContext, value: JsonObject): readonly Fault[] {
  const messages = readAlpacaMessages(value);
  if (!messages.ok) return [messages.error];
  const first = readResponseText(value, 'response1');
  if (!first.ok) return [first.error];
  const second = readResponseText(value, 'response2');
  if (!second.ok) return [second.error];
  const annotators = Object.keys(value).filter((name) => ANNOTATOR.test(name));
  const metadata = toMetadata(value, new Set([...READ, ...annotators]));
  const [firstModel, secondModel] = splitModels(getField(value, 'cmp_key'));
  const added = addQuotedPair(
    items,
    createPrompt({ messages: [...messages.value], metadata }),
    { turns: [first.value], path: 'response1', model: firstModel },
    { turns: [second.value], path: 'response2', model: secondModel },
  );
  if (!added.ok) return [added.error];
  return annotators.flatMap((annotator) => {
    const rater = readRater(annotator, annotator);
    if (!rater.ok) return [rater.error];
    const verdict = readVerdict(value, annotator);
    if (!verdict.ok) return [verdict.error];
    addVerdict(items, rater.value, added.value, verdict.value);
    return [];
  });
}

function splitModels(key: ReturnType<typeof getField>): readonly [string | null, string | null] {
  const [first, second, ...further] = typeof key === 'string' ? key.split('_') : [];
  const isCertain = first !== undefined && second !== undefined && further.length === 0;
  return isCertain && first !== '' && second !== '' ? [first, second] : [null, null];
}

function readVerdict(value: JsonObject, annotator: string): Result<Verdict, Fault> {
  const said = getField(value, annotator);
  const verdict = VERDICTS.get(toNumber(said));
  if (verdict !== undefined) return ok(verdict);
  return err(
    createFault(
      'unknown_winner',
      annotator,
      `${annotator} is ${JSON.stringify(said)}; give 0 for a tie, 1 for response1 or 2 for response2`,
    ),
  );
}
