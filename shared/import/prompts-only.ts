import { COLUMN_NAMES, findNamed, toPlainName } from './mapping/column-names.ts';
import { createFault, type Fault, getField, isJsonArray, isJsonObject, type Row } from './row.ts';

/** Fields that hold a conversation as a list of messages. */
const CONVERSATION_FIELDS = ['messages', 'conversations', 'conversation', 'prompt'];

/**
 * Tells whether a file that nothing else can read is a list of prompts, with a reference answer maybe, and says it once
 * for the whole file: without answers there is nothing to compare or to correct.
 *
 * @param fields the columns of the file
 * @param rows its first rows
 */
export function findPromptsOnly(fields: readonly string[], rows: readonly Row[]): Fault | undefined {
  const column = findPromptColumn(fields, rows);
  if (column === undefined) return undefined;
  const others = fields.filter((field) => field !== column);
  const beside = others.length === 0 ? '' : ` (the other columns are ${others.slice(0, 20).join(', ')})`;
  return createFault(
    'prompts_only',
    column,
    `these are prompts in ${column} without answers of models${beside}: there is nothing to compare or to correct; open a file that has the answers, or choose the column that holds them`,
  );
}

function findPromptColumn(fields: readonly string[], rows: readonly Row[]): string | undefined {
  const texts = fields.filter((field) =>
    rows.some(({ value }) => typeof getField(value, field) === 'string'),
  );
  const named = findNamed(
    texts.map((field) => ({ field, plain: toPlainName(field) })),
    COLUMN_NAMES.prompt,
  );
  return named?.field ?? CONVERSATION_FIELDS.find((field) => rows.some((row) => isConversation(row, field)));
}

function isConversation({ value }: Row, field: string): boolean {
  const messages = getField(value, field);
  return isJsonArray(messages) && isJsonObject(messages[0]);
}
