import { checkResponseText, readName, readTextList, toMetadata } from '../fields.ts';
import { CHOICE } from '../existing-items.ts';
import {
  createFault,
  type Fault,
  getField,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type Row,
} from '../row.ts';
import { createDuplicateFault } from './alpaca-eval.ts';
import { KEPT, type Layout } from './layout.ts';

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
    const question = context.questions.find(questionId);
    if (question === undefined || question === 'ambiguous') {
      return [createUnknownQuestion(questionId, question === 'ambiguous')];
    }
    const metadata = toMetadata(row.value, READ);
    const faults: Fault[] = [];
    for (const [choice, turns] of choices.entries()) {
      if ('code' in turns) {
        faults.push(turns);
        continue;
      }
      const path = `choices.${choice}.turns`;
      if (turns.length !== question.turns) {
        faults.push(
          createFault(
            'bad_turns',
            path,
            `${path} has ${turns.length} answers and question ${questionId} has ${question.turns} turns; give one answer a turn`,
          ),
        );
        continue;
      }
      const { id, repeatedInFile } = context.items.addResponse(question.prompt, {
        turns: [...turns],
        origin: { model },
        metadata: choice === 0 ? metadata : { ...metadata, [CHOICE]: String(choice) },
      });
      if (repeatedInFile) faults.push(createDuplicateFault(path));
      if (choice > 0) continue;
      const known = question.responses.get(model);
      question.responses.set(model, known === undefined || known === id ? id : 'ambiguous');
    }
    return faults;
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
      : [createUnknownQuestion(answer.questionId, false)];
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

export function createUnknownQuestion(questionId: string, ambiguous: boolean): Fault {
  return createFault(
    'unknown_question',
    'question_id',
    ambiguous
      ? `question_id ${questionId} stands for several prompts of this project; import into a project of its own`
      : `no question ${questionId} is among the files or in the project; open the question file together with this one`,
  );
}
