import { ok, type Result } from '../../base/result.ts';
import { checkPromptTexts, readName, readPromptText, toMetadata, toText } from '../fields.ts';
import { type Fault, getField, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../row.ts';
import type { Layout } from './layout.ts';
import { addQuestion } from './question-answers.ts';

/** Arena-hard has called the id of a question by both names. */
const ID_FIELDS = ['uid', 'question_id'] as const;

/** The field that holds the id of a question of arena-hard. */
export function findIdField(value: JsonObject): (typeof ID_FIELDS)[number] | undefined {
  return ID_FIELDS.find((name) => getField(value, name) !== undefined);
}

const READ = new Set(['uid', 'question_id', 'category', 'turns', 'prompt']);

/**
 * `question.jsonl` of arena-hard: `{question_id, category, cluster, turns: [{content}]}`, or with `uid` for the id and
 * `prompt` for the turns.
 */
export const arenaHardQuestions: Layout = {
  name: 'arena-hard-questions',
  fields: 'uid, prompt | question_id, turns with content',
  rank: 0,
  hasJudgments: false,
  matches: (rows) =>
    rows.some(({ value }) => {
      if (findIdField(value) === undefined || getField(value, 'choices') !== undefined) return false;
      if (isTurnList(getField(value, 'turns'))) return true;
      return (
        getField(value, 'uid') !== undefined &&
        getField(value, 'category') !== undefined &&
        typeof getField(value, 'prompt') === 'string'
      );
    }),
  createConsumer:
    (context, { index }) =>
    ({ value, line }) => {
      const idField = findIdField(value) ?? 'uid';
      const questionId = readName(value, idField);
      if (!questionId.ok) return [questionId.error];
      const turns = readTurns(value);
      if (!turns.ok) return [turns.error];
      const category = getField(value, 'category');
      return addQuestion(context, idField, {
        questionId: questionId.value,
        turns: turns.value,
        category: typeof category === 'string' && category !== '' ? category : undefined,
        reference: [],
        metadata: toMetadata(value, READ),
        fileIndex: index,
        line,
      });
    },
};

function isTurnList(turns: JsonValue | undefined): boolean {
  return isJsonArray(turns) && isJsonObject(turns[0]) && getField(turns[0], 'content') !== undefined;
}

function readTurns(value: JsonObject): Result<readonly string[], Fault> {
  const turns = getField(value, 'turns');
  if (!isJsonArray(turns) || turns.length === 0) {
    const prompt = readPromptText(value, 'prompt');
    return prompt.ok ? ok([prompt.value]) : prompt;
  }
  const texts: string[] = [];
  for (const [index, turn] of turns.entries()) {
    const path = `turns.${index}.content`;
    const text = toText(isJsonObject(turn) ? getField(turn, 'content') : turn, path);
    const checked = text.ok ? checkPromptTexts(text.value, path) : text;
    if (!checked.ok) return checked;
    texts.push(checked.value);
  }
  return ok(texts);
}
