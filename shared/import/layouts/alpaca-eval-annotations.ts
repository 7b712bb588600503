import { err, ok, type Result } from '../../base/result.ts';
import { createPrompt } from '../../domain/prompt.ts';
import type { Rater } from '../../domain/rater.ts';
import { readName, readPromptText, readResponseText, toMetadata } from '../fields.ts';
import { addQuotedPair, addVerdict, type Verdict } from '../pair-verdict.ts';
import { createSourceRater } from '../preference-pair.ts';
import { readRater } from '../read-rater.ts';
import { createFault, type Fault, getField, type JsonObject } from '../row.ts';
import { toNumber } from '../score.ts';
import { type ImportContext, KEPT, type Layout } from './layout.ts';

const PAIR = ['output_1', 'generator_1', 'output_2', 'generator_2'] as const;
const VERDICTS: ReadonlyMap<number | undefined, Verdict> = new Map([
  [1, 'first'],
  [1.5, 'tie'],
  [2, 'second'],
]);
const READ = new Set<string>([...PAIR, 'instruction', 'dataset', 'preference']);

/**
 * `annotations.json` of AlpacaEval: what a judge says of two outputs,
 * `{instruction, output_1, generator_1, output_2, generator_2, annotator, preference}`.
 *
 * Outputs are often quoted in another version than the one in `model_outputs.json`: such a one is a response of its own,
 * and what the row says of the judging (`annotator` and so on) stands in its metadata.
 */
export const alpacaEvalAnnotations: Layout = {
  name: 'alpaca-eval-annotations',
  fields: 'instruction, output_1, generator_1, output_2, generator_2, preference',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) =>
      ['instruction', 'preference', ...PAIR].every((name) => getField(value, name) !== undefined),
    ),
  createConsumer: (context, { name }) => {
    const sourceRater = createSourceRater(name);
    return ({ value }) => addAnnotation(context, value, sourceRater);
  },
};

function addAnnotation({ items }: ImportContext, value: JsonObject, sourceRater: Rater): readonly Fault[] {
  const instruction = readPromptText(value, 'instruction');
  if (!instruction.ok) return [instruction.error];
  const first = readOutput(value, 'output_1', 'generator_1');
  if (!first.ok) return [first.error];
  const second = readOutput(value, 'output_2', 'generator_2');
  if (!second.ok) return [second.error];
  const verdict = readPreference(value);
  if (!verdict.ok) return [verdict.error];
  const annotator = getField(value, 'annotator') ?? null;
  const rater = annotator === null ? ok(sourceRater) : readRater(annotator, 'annotator');
  if (!rater.ok) return [rater.error];
  const dataset = getField(value, 'dataset');
  const prompt = createPrompt({
    messages: [{ role: 'user', content: instruction.value }],
    tags: typeof dataset === 'string' && dataset !== '' ? [dataset] : [],
  });
  const added = addQuotedPair(items, prompt, first.value, second.value);
  if (!added.ok) return [added.error];
  addVerdict(items, rater.value, added.value, verdict.value);
  return KEPT;
}

interface Output {
  readonly turns: readonly string[];
  readonly path: string;
  readonly model: string;
  readonly metadata: Record<string, string>;
}

function readOutput(value: JsonObject, field: string, modelField: string): Result<Output, Fault> {
  const text = readResponseText(value, field);
  if (!text.ok) return text;
  const model = readName(value, modelField);
  if (!model.ok) return model;
  return ok({ turns: [text.value], path: field, model: model.value, metadata: toMetadata(value, READ) });
}

/** A number between says how sure a machine judge was; what it would be as a verdict is not for us to decide. */
function readPreference(value: JsonObject): Result<Verdict, Fault> {
  const preference = getField(value, 'preference');
  const verdict = VERDICTS.get(toNumber(preference));
  if (verdict !== undefined) return ok(verdict);
  return err(
    createFault(
      'unknown_winner',
      'preference',
      `preference is ${JSON.stringify(preference)}; give 1 for output_1, 2 for output_2 or 1.5 for a tie`,
    ),
  );
}
