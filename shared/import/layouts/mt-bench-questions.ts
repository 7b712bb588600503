import { checkPromptTexts, readName, readOptionalTexts, readTextList, toMetadata } from '../fields.ts';
import { getField, isJsonArray, type Row } from '../row.ts';
import type { Layout } from './layout.ts';
import { addQuestion } from './question-answers.ts';

const READ = new Set(['question_id', 'category', 'turns', 'reference']);

/** `question.jsonl` of MT-bench and its relatives: `{question_id, category, turns, reference?}`, one user text a turn. */
export const mtBenchQuestions: Layout = {
  name: 'mt-bench-questions',
  fields: 'question_id, turns',
  rank: 0,
  hasJudgments: false,
  matches: (rows) =>
    rows.some(
      ({ value }) =>
        getField(value, 'question_id') !== undefined &&
        isJsonArray(getField(value, 'turns')) &&
        getField(value, 'choices') === undefined,
    ),
  createConsumer:
    (context, { index }) =>
    ({ value, line }: Row) => {
      const questionId = readName(value, 'question_id');
      if (!questionId.ok) return [questionId.error];
      const turns = readTextList(value, 'turns', 'turns', checkPromptTexts);
      if (!turns.ok) return [turns.error];
      const reference = readOptionalTexts(value, 'reference');
      if (!reference.ok) return [reference.error];
      const category = getField(value, 'category');
      return addQuestion(context, 'question_id', {
        questionId: questionId.value,
        turns: turns.value,
        category: typeof category === 'string' && category !== '' ? category : undefined,
        reference: reference.value,
        metadata: toMetadata(value, READ),
        fileIndex: index,
        line,
      });
    },
};
