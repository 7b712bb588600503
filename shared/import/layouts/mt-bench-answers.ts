import { checkResponseText, readName, readTextList, toMetadata } from '../fields.ts';
import {
  createFault,
  type Fault,
  getField,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type Row,
} from '../row.ts';
import { KEPT, type Layout } from './layout.ts';
import { addQuestionAnswer, createUnknownQuestion } from './question-answers.ts';

const READ = new Set(['question_id', 'model_id', 'choices']);
const REFERENCE_NAME = /(^|\/)reference_answer/;

function looksLikeAnswers(rows: readonly Row[]): boolean {
  return rows.some(
    ({ value }) =>
      getField(value, 'question_id') !== undefined &&
      getField(value, 'model_id') !== undefined &&
      getField(value, 'choices') !== undefined,
  );
}

/** `model_answer/*.jsonl` of MT-bench: `{question_id, model_id, choices: [{turns}]}`, one text a turn. */
export const mtBenchAnswers: Layout = {
  name: 'mt-bench-answers',
  fields: 'question_id, model_id, choices',
  rank: 2,
  hasJudgments: false,
  matches: (rows, fileName) => looksLikeAnswers(rows) && !REFERENCE_NAME.test(fileName),
  createConsumer: (context) => (row) => {
    const answer = readAnswer(row.value);
    if ('code' in answer) return [answer];
    const { questionId, model, choices } = answer;
    const metadata = toMetadata(row.value, READ);
    return choices.flatMap((turns, choice) => {
      if ('code' in turns) return [turns];
      const path = `choices.${choice}.turns`;
      return addQuestionAnswer(context, {
        questionId,
        idField: 'question_id',
        model,
        turns,
        path,
        choice,
        metadata,
      });
    });
  },
};

/** The same rows in a folder or file called `reference_answer`: what the question's answer should have been. */
export const mtBenchReferences: Layout = {
  name: 'mt-bench-references',
  fields: 'question_id, model_id, choices (in a folder named reference_answer)',
  rank: 1,
  hasJudgments: false,
  matches: (rows, fileName) => looksLikeAnswers(rows) && REFERENCE_NAME.test(fileName),
  createConsumer: (context) => (row) => {
    const answer = readAnswer(row.value);
    if ('code' in answer) return [answer];
    const [turns] = answer.choices;
    if (turns === undefined) return KEPT;
    if ('code' in turns) return [turns];
    return context.questions.addReference(answer.questionId, answer.model, turns)
      ? KEPT
      : [createUnknownQuestion('question_id', answer.questionId, false)];
  },
};

interface Answer {
  readonly questionId: string;
  readonly model: string;
  readonly choices: readonly (readonly string[] | Fault)[];
}

function readAnswer(value: JsonObject): Answer | Fault {
  const questionId = readName(value, 'question_id');
  if (!questionId.ok) return questionId.error;
  const model = readName(value, 'model_id');
  if (!model.ok) return model.error;
  const choices = getField(value, 'choices');
  if (!isJsonArray(choices) || choices.length === 0) {
    return createFault('bad_value', 'choices', 'choices has to be a list with at least one answer');
  }
  return {
    questionId: questionId.value,
    model: model.value,
    choices: choices.map((choice, index) => {
      const path = `choices.${index}`;
      if (!isJsonObject(choice))
        return createFault('bad_value', path, `${path} has to be an object with turns`);
      const turns = readTextList(choice, 'turns', `${path}.turns`, checkResponseText);
      return turns.ok ? turns.value : turns.error;
    }),
  };
}
