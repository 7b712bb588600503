import { ok, type Result } from '../../base/result.ts';
import { readName, readResponseText, toMetadata } from '../fields.ts';
import { toStem } from '../input-file.ts';
import { type Fault, getField, type JsonObject } from '../row.ts';
import type { Layout } from './layout.ts';
import { addQuestionAnswer } from './question-answers.ts';

const READ = new Set(['question_id', 'model_id', 'text', 'category', 'lang']);

/**
 * `answer_*.jsonl` of LLMZoo and of the Vicuna benchmark: `{question_id, text, answer_id, model_id?}`. A row that does
 * not name its model has it from the file: `answer_gpt35.jsonl` → `gpt35`.
 */
export const llmzooAnswers: Layout = {
  name: 'llmzoo-answers',
  fields: 'question_id, text, answer_id or model_id',
  rank: 2,
  hasJudgments: false,
  matches: (rows) =>
    rows.some(
      ({ value }) =>
        getField(value, 'question_id') !== undefined &&
        typeof getField(value, 'text') === 'string' &&
        ['answer_id', 'model_id'].some((name) => getField(value, name) !== undefined),
    ),
  createConsumer: (context, { name }) => {
    const nameOfFile = toStem(name).replace(/^answers?[_-]/, '');
    return ({ value }) => {
      const questionId = readName(value, 'question_id');
      if (!questionId.ok) return [questionId.error];
      const model = readModel(value, nameOfFile);
      if (!model.ok) return [model.error];
      const text = readResponseText(value, 'text');
      if (!text.ok) return [text.error];
      return addQuestionAnswer(context, {
        questionId: questionId.value,
        idField: 'question_id',
        model: model.value,
        turns: [text.value],
        path: 'text',
        choice: 0,
        metadata: toMetadata(value, READ),
      });
    };
  },
};

function readModel(value: JsonObject, nameOfFile: string): Result<string, Fault> {
  const isNamed = (getField(value, 'model_id') ?? null) !== null;
  return isNamed ? readName(value, 'model_id') : ok(nameOfFile);
}
