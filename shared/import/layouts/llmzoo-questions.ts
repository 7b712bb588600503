import { readName, readPromptText, toMetadata } from '../fields.ts';
import { getField, type JsonObject } from '../row.ts';
import type { Layout } from './layout.ts';
import { addQuestion } from './question-answers.ts';

/** The names of one question's fields: id, text, category. */
const FORMS = [
  ['question_id', 'text', 'category'],
  ['id', 'query', 'label'],
] as const;
const READ = new Set<string>(FORMS.flat());

/**
 * `questions-*.jsonl` of LLMZoo and of the Vicuna benchmark: `{question_id, text, category}`, or `{id, query, label}` in
 * its multilingual sets. Answers stand in files of their own.
 */
export const llmzooQuestions: Layout = {
  name: 'llmzoo-questions',
  fields: 'question_id, text, category | id, query, label',
  rank: 0,
  hasJudgments: false,
  matches: (rows) => rows.some(({ value }) => findForm(value) !== undefined),
  createConsumer:
    (context, { index }) =>
    ({ value, line }) => {
      const [idField, textField, categoryField] = findForm(value) ?? FORMS[0];
      const questionId = readName(value, idField);
      if (!questionId.ok) return [questionId.error];
      const text = readPromptText(value, textField);
      if (!text.ok) return [text.error];
      const category = getField(value, categoryField);
      return addQuestion(context, idField, {
        questionId: questionId.value,
        turns: [text.value],
        category: typeof category === 'string' && category !== '' ? category : undefined,
        reference: [],
        metadata: toMetadata(value, READ),
        fileIndex: index,
        line,
      });
    },
};

function findForm(value: JsonObject): (typeof FORMS)[number] | undefined {
  const isAnswer = ['answer_id', 'model_id', 'model'].some((name) => getField(value, name) !== undefined);
  if (isAnswer) return undefined;
  return FORMS.find(
    ([id, text, category]) =>
      getField(value, id) !== undefined &&
      typeof getField(value, text) === 'string' &&
      typeof getField(value, category) === 'string',
  );
}
