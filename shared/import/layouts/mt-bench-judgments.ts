import { err, ok, type Result } from '../../base/result.ts';
import type { ResponseId } from '../../domain/ids.ts';
import { readName } from '../fields.ts';
import type { ImportedJudgment } from '../item-collector.ts';
import { toVerdictPreference } from '../pair-verdict.ts';
import { readRater } from '../read-rater.ts';
import { readWinner } from '../read-winner.ts';
import { createFault, type Fault, getField, type JsonObject, type Row } from '../row.ts';
import { toNumber } from '../score.ts';
import { type ImportContext, KEPT, type Layout } from './layout.ts';
import { createUnknownQuestion } from './question-answers.ts';

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
  const rater = readRater(getField(value, 'judge'), 'judge');
  if (!rater.ok) return rater;
  const questionId = readName(value, 'question_id');
  if (!questionId.ok) return questionId;
  const modelA = readName(value, 'model_a');
  if (!modelA.ok) return modelA;
  const modelB = readName(value, 'model_b');
  if (!modelB.ok) return modelB;
  const verdict = readWinner(value);
  if (!verdict.ok) return verdict;
  const question = questions.find(questionId.value);
  if (question === undefined || question === 'ambiguous') {
    return err(createUnknownQuestion('question_id', questionId.value, question === 'ambiguous'));
  }
  const saidTurn = getField(value, 'turn') ?? 1;
  const turn = toNumber(saidTurn);
  if (turn === undefined || !Number.isInteger(turn) || turn < 1 || turn > question.turns) {
    return err(
      createFault(
        'bad_turns',
        'turn',
        `turn has to be a whole number from 1 to ${question.turns} and is ${JSON.stringify(saidTurn)}`,
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
    value: toVerdictPreference(pair, verdict.value),
    order: pair,
  });
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
