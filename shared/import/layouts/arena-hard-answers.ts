import { err, ok, type Result } from '../../base/result.ts';
import { checkResponseText, readName, toMetadata, toText } from '../fields.ts';
import {
  createFault,
  type Fault,
  getField,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '../row.ts';
import { findIdField } from './arena-hard-questions.ts';
import type { Layout } from './layout.ts';
import { addQuestionAnswer } from './question-answers.ts';

const MODEL_FIELDS = ['model', 'model_id'] as const;
const READ = new Set(['uid', 'question_id', ...MODEL_FIELDS, 'choices', 'messages']);

/**
 * `model_answer/*.jsonl` of arena-hard: `{question_id, model_id, choices: [{turns: [{content}]}]}`, or
 * `{uid, model, messages}`, whose assistant messages are texts or `{answer}`.
 */
export const arenaHardAnswers: Layout = {
  name: 'arena-hard-answers',
  fields: 'uid, model, messages | question_id, model_id, choices with turns of content',
  rank: 2,
  hasJudgments: false,
  matches: (rows) =>
    rows.some(({ value }) => {
      if (findIdField(value) === undefined || findModelField(value) === undefined) return false;
      return isJsonArray(getField(value, 'messages')) || isTurnList(findChoiceTurns(value));
    }),
  createConsumer:
    (context) =>
    ({ value }) => {
      const idField = findIdField(value) ?? 'uid';
      const questionId = readName(value, idField);
      if (!questionId.ok) return [questionId.error];
      const model = readName(value, findModelField(value) ?? 'model');
      if (!model.ok) return [model.error];
      const path = getField(value, 'messages') === undefined ? 'choices.0.turns' : 'messages';
      const turns = readTurns(value, path);
      if (!turns.ok) return [turns.error];
      return addQuestionAnswer(context, {
        questionId: questionId.value,
        idField,
        model: model.value,
        turns: turns.value,
        path,
        choice: 0,
        metadata: toMetadata(value, READ),
      });
    },
};

function findModelField(value: JsonObject): (typeof MODEL_FIELDS)[number] | undefined {
  return MODEL_FIELDS.find((name) => getField(value, name) !== undefined);
}

/** Arena-hard asks for one answer. */
function findChoiceTurns(value: JsonObject): JsonValue | undefined {
  const choices = getField(value, 'choices');
  const first = isJsonArray(choices) ? choices[0] : undefined;
  return isJsonObject(first) ? getField(first, 'turns') : undefined;
}

function isTurnList(turns: JsonValue | undefined): boolean {
  return isJsonArray(turns) && isJsonObject(turns[0]);
}

/** The answers: turns as they are, or the messages of the assistant. */
function readTurns(value: JsonObject, path: string): Result<readonly string[], Fault> {
  const list = path === 'messages' ? getField(value, 'messages') : findChoiceTurns(value);
  const turns: string[] = [];
  for (const [index, turn] of (isJsonArray(list) ? list : []).entries()) {
    const turnPath = `${path}.${index}`;
    if (!isJsonObject(turn)) {
      return err(createFault('bad_value', turnPath, `${turnPath} has to be an object with content`));
    }
    if (path === 'messages' && getField(turn, 'role') !== 'assistant') continue;
    const text = readContent(turn, turnPath);
    if (!text.ok) return text;
    turns.push(text.value);
  }
  if (turns.length > 0) return ok(turns);
  return err(
    createFault('no_responses', path, `${path} holds no answer of the model; add it or remove the row`),
  );
}

function readContent(turn: JsonObject, path: string): Result<string, Fault> {
  const content = getField(turn, 'content');
  const [said, saidPath] = isJsonObject(content)
    ? [getField(content, 'answer'), `${path}.content.answer`]
    : [content, `${path}.content`];
  const text = toText(said, saidPath);
  return text.ok ? checkResponseText(text.value, saidPath) : text;
}
