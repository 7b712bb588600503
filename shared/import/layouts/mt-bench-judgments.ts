import { err, ok, type Result } from '../../base/result.ts';
import type { ResponseId } from '../../domain/ids.ts';
import { createImportedRater, type Rater } from '../../domain/rater.ts';
import { readName } from '../fields.ts';
import type { ImportedJudgment } from '../item-collector.ts';
import { createFault, type Fault, getField, isJsonArray, type JsonObject, type Row } from '../row.ts';
import { type ImportContext, KEPT, type Layout } from './layout.ts';
import { createUnknownQuestion } from './mt-bench-answers.ts';

/**
 * Votes as MT-bench and the arena write them: `{judge, model_a, model_b, question_id, turn, winner}`; *a* was on the
 * left. The texts are those of the answer files.
 */
export const mtBenchJudgments: Layout = {
  name: 'mt-bench-judgments',
  fields: 'judge, model_a, model_b, question_id, turn, winner',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) =>
      ['judge', 'model_a', 'model_b', 'question_id', 'winner'].every(
        (name) => getField(value, name) !== undefined,
      ),
    ),
  createConsumer: (context) => (row: Row) => {
    const vote = readVote(context, row.value);
    if (!vote.ok) return [vote.error];
    context.items.addJudgment(vote.value);
    return KEPT;
  },
};

function readVote({ questions }: ImportContext, value: JsonObject): Result<ImportedJudgment, Fault> {
  const rater = readRater(value);
  if (!rater.ok) return rater;
  const questionId = readName(value, 'question_id');
  if (!questionId.ok) return questionId;
  const modelA = readName(value, 'model_a');
  if (!modelA.ok) return modelA;
  const modelB = readName(value, 'model_b');
  if (!modelB.ok) return modelB;
  const verdict = readVerdict(value);
  if (!verdict.ok) return verdict;
  const question = questions.find(questionId.value);
  if (question === undefined || question === 'ambiguous') {
    return err(createUnknownQuestion(questionId.value, question === 'ambiguous'));
  }
  const turn = getField(value, 'turn') ?? 1;
  if (typeof turn !== 'number' || !Number.isInteger(turn) || turn < 1 || turn > question.turns) {
    return err(
      createFault(
        'bad_turns',
        'turn',
        `turn has to be a whole number from 1 to ${question.turns} and is ${JSON.stringify(turn)}`,
      ),
    );
  }
  if (modelA.value === modelB.value) {
    return err(
      createFault('same_model', 'model_b', 'model_a and model_b are the same; a vote needs two models'),
    );
  }
  const left = findAnswer(question.responses, modelA.value, 'model_a', questionId.value);
  if (!left.ok) return left;
  const right = findAnswer(question.responses, modelB.value, 'model_b', questionId.value);
  if (!right.ok) return right;
  const pair = [left.value, right.value] as const;
  return ok({
    rater: rater.value,
    promptId: typeof question.prompt === 'string' ? question.prompt : question.prompt.id,
    turn,
    value: {
      kind: 'preference',
      responses: [...pair],
      outcome:
        verdict.value === 'tie' || verdict.value === 'both-bad'
          ? { is: verdict.value }
          : {
              is: 'better',
              better: verdict.value === 'model_a' ? left.value : right.value,
              strength: 'clearly',
            },
    },
    order: pair,
  });
}

/** `judge` is a name, or a list of what makes a machine judge up (`["gpt-4", "pair-v2"]`). */
function readRater(value: JsonObject): Result<Rater, Fault> {
  const judge = getField(value, 'judge');
  const parts = isJsonArray(judge) ? judge : [judge];
  const name = parts.every((part) => typeof part === 'string') ? parts.join(' ').trim() : '';
  if (name !== '' && name.length <= 200) return ok(createImportedRater(name));
  return err(createFault('bad_value', 'judge', 'judge has to be a name of 1 to 200 characters'));
}

/** Whatever kind of tie ("tie (inconsistent)") is a tie, except that both were bad. */
function readVerdict(value: JsonObject): Result<'model_a' | 'model_b' | 'tie' | 'both-bad', Fault> {
  const winner = getField(value, 'winner');
  if (winner === 'model_a' || winner === 'model_b') return ok(winner);
  if (typeof winner === 'string') {
    if (/both[ _-]?bad/i.test(winner)) return ok('both-bad');
    if (/^tie\b/i.test(winner)) return ok('tie');
  }
  return err(
    createFault(
      'unknown_winner',
      'winner',
      `winner is ${JSON.stringify(winner)}; give model_a, model_b, tie or "tie (bothbad)"`,
    ),
  );
}

function findAnswer(
  responses: ReadonlyMap<string, ResponseId | 'ambiguous'>,
  model: string,
  field: string,
  questionId: string,
): Result<ResponseId, Fault> {
  const id = responses.get(model);
  if (id === undefined) {
    return err(
      createFault(
        'unknown_model',
        field,
        `no answer of ${model} to question ${questionId} is among the files or in the project; open its answer file too`,
      ),
    );
  }
  if (id === 'ambiguous') {
    return err(
      createFault(
        'ambiguous_model',
        field,
        `${model} has answered question ${questionId} in several ways; keep one answer file of this model`,
      ),
    );
  }
  return ok(id);
}
