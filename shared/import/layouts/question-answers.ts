import { CHOICE } from '../../segment/question-fields.ts';
import { createFault, type Fault } from '../row.ts';
import { createDuplicateFault } from './alpaca-eval.ts';
import { type ImportContext, KEPT } from './layout.ts';
import type { QuestionInput } from './question-book.ts';

/** What one model says to a question of another file. */
export interface QuestionAnswer {
  readonly questionId: string;
  /** The field that holds the question's id. */
  readonly idField: string;
  readonly model: string;
  /** One text a turn, checked. */
  readonly turns: readonly string[];
  /** The field that holds them. */
  readonly path: string;
  /** Which of several answers of this model it is, from 0. Votes mean the first. */
  readonly choice: number;
  readonly metadata: Record<string, string>;
}

/** Enters a question; a fault when its id stands for another text already. */
export function addQuestion(
  { questions }: ImportContext,
  idField: string,
  question: QuestionInput,
): readonly Fault[] {
  if (questions.add(question) !== 'taken') return KEPT;
  return [
    createFault(
      'duplicate_id',
      idField,
      `${idField} ${question.questionId} already stands for another text, which comes first; give this one an id of its own, or import it with its answers into a project of its own`,
    ),
  ];
}

/** Adds an answer as a response to its question, which brings the question into the project with it. */
export function addQuestionAnswer(
  { questions, items }: ImportContext,
  answer: QuestionAnswer,
): readonly Fault[] {
  const { questionId, idField, model, turns, path, choice, metadata } = answer;
  const question = questions.find(questionId);
  if (question === undefined || question === 'ambiguous') {
    return [createUnknownQuestion(idField, questionId, question === 'ambiguous')];
  }
  if (turns.length !== question.turns) {
    return [
      createFault(
        'bad_turns',
        path,
        `${path} has ${turns.length} answers and question ${questionId} has ${question.turns} turns; give one answer a turn`,
      ),
    ];
  }
  const { id, repeatedInFile } = items.addResponse(question.prompt, {
    turns: [...turns],
    origin: { model },
    metadata: choice === 0 ? metadata : { ...metadata, [CHOICE]: String(choice) },
  });
  if (choice === 0) {
    const known = question.responses.get(model);
    question.responses.set(model, known === undefined || known === id ? id : 'ambiguous');
  }
  return repeatedInFile ? [createDuplicateFault(path)] : KEPT;
}

export function createUnknownQuestion(idField: string, questionId: string, ambiguous: boolean): Fault {
  return createFault(
    'unknown_question',
    idField,
    ambiguous
      ? `${idField} ${questionId} stands for several prompts, of these files or of the project; import each set of questions with its answers into a project of its own`
      : `no question ${questionId} is among the files or in the project; open the question file together with this one`,
  );
}
