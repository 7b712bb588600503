import { err, ok, type Result } from '../../base/result.ts';
import { createPrompt } from '../../domain/prompt.ts';
import type { Rater } from '../../domain/rater.ts';
import { checkPromptTexts, checkResponseText, readName, readText, toMetadata } from '../fields.ts';
import { addQuotedPair, addVerdict, type QuotedResponse, type Verdict } from '../pair-verdict.ts';
import { createSourceRater } from '../preference-pair.ts';
import { createFault, type Fault, getField, isJsonArray, type JsonObject, type JsonValue } from '../row.ts';
import { hasLoneSurrogate } from '../text-decoding.ts';
import { type ImportContext, KEPT, type Layout } from './layout.ts';

const WINNERS = [
  ['winner_model_a', 'first'],
  ['winner_model_b', 'second'],
  ['winner_tie', 'tie'],
] as const satisfies readonly (readonly [string, Verdict])[];
const READ = new Set<string>([
  'model_a',
  'model_b',
  'prompt',
  'response_a',
  'response_b',
  ...WINNERS.map(([field]) => field),
]);

/**
 * Votes of the arena as a flat table (`lmsys/arena-human-preference-55k`):
 * `{id, model_a, model_b, prompt, response_a, response_b, winner_model_a, winner_model_b, winner_tie}`.
 *
 * `prompt` and the responses are JSON lists written as texts, one item a turn, and one of the winners is 1. Who voted is
 * not said; *a* was on the left.
 */
export const arenaBattles: Layout = {
  name: 'arena-battles',
  fields: 'model_a, model_b, prompt, response_a, response_b, winner_model_a, winner_model_b, winner_tie',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) =>
      ['response_a', 'response_b', 'winner_model_a', 'winner_model_b'].every(
        (name) => getField(value, name) !== undefined,
      ),
    ),
  createConsumer: (context, { name }) => {
    const rater = createSourceRater(name);
    return ({ value }) => addBattle(context, rater, value);
  },
};

function addBattle({ items }: ImportContext, rater: Rater, value: JsonObject): readonly Fault[] {
  const questions = readTurns(value, 'prompt');
  if (!questions.ok) return [questions.error];
  for (const [turn, question] of questions.value.entries()) {
    const checked = checkPromptTexts(question, `prompt.${turn}`);
    if (!checked.ok) return [checked.error];
  }
  const left = readSide(value, 'response_a', 'model_a', questions.value.length);
  if (!left.ok) return [left.error];
  const right = readSide(value, 'response_b', 'model_b', questions.value.length);
  if (!right.ok) return [right.error];
  const verdict = readVerdict(value);
  if (!verdict.ok) return [verdict.error];
  const [first = '', ...followUps] = questions.value;
  const prompt = createPrompt({
    messages: [{ role: 'user', content: first }],
    followUps,
    metadata: toMetadata(value, READ),
  });
  const added = addQuotedPair(items, prompt, left.value, right.value);
  if (!added.ok) return [added.error];
  const { responses } = added.value;
  addVerdict(items, rater, added.value, verdict.value, { turn: questions.value.length, order: responses });
  return KEPT;
}

/** A model that gave nothing in one of several turns said so little there; one that gave nothing at all is a fault. */
function readSide(
  value: JsonObject,
  path: string,
  modelField: string,
  count: number,
): Result<QuotedResponse, Fault> {
  const model = readName(value, modelField);
  if (!model.ok) return model;
  const turns = readTurns(value, path);
  if (!turns.ok) return turns;
  if (turns.value.length !== count) {
    return err(
      createFault(
        'bad_turns',
        path,
        `${path} has ${turns.value.length} answers and prompt has ${count} turns; give one answer a turn`,
      ),
    );
  }
  const said = checkResponseText(turns.value.join(''), path);
  return said.ok ? ok({ turns: turns.value, path, model: model.value }) : said;
}

/** A list of texts, written as a JSON text or as it is; `null` stands for a text without anything in it. */
function readTurns(value: JsonObject, path: string): Result<readonly string[], Fault> {
  const field = getField(value, path);
  const text = isJsonArray(field) ? undefined : readText(value, path);
  if (text?.ok === false) return text;
  const list = text === undefined ? field : parseList(text.value);
  const turns = isJsonArray(list) ? list.map((item) => item ?? '') : [];
  if (turns.length > 0 && turns.every((item) => typeof item === 'string')) {
    const damaged = turns.findIndex(hasLoneSurrogate);
    if (damaged < 0) return ok(turns);
    const place = `${path}.${damaged}`;
    return err(
      createFault(
        'lone_surrogate',
        place,
        `${place} holds half a character, which no file can store; correct it`,
      ),
    );
  }
  return err(
    createFault('bad_value', path, `${path} has to be a JSON list of texts, one a turn, such as ["Hello"]`),
  );
}

function parseList(text: string): JsonValue | undefined {
  try {
    // What JSON.parse gives is what JsonValue describes.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Exactly one of the winners is 1, as a number or as a text. */
function readVerdict(value: JsonObject): Result<Verdict, Fault> {
  const won = WINNERS.filter(([field]) =>
    [1, '1', '1.0', true].some((yes) => getField(value, field) === yes),
  );
  const [winner] = won;
  if (winner !== undefined && won.length === 1) return ok(winner[1]);
  return err(
    createFault(
      'unknown_winner',
      won[1]?.[0] ?? 'winner_model_a',
      'exactly one of winner_model_a, winner_model_b and winner_tie has to be 1; correct it or remove the row',
    ),
  );
}
