import { createPrompt } from '../../domain/prompt.ts';
import { CALLS_TOOLS } from '../../domain/response.ts';
import type { AnsweredConversation } from '../answered-conversation.ts';
import { checkResponseText, readOptionalText, toMetadata } from '../fields.ts';
import type { ItemCollector } from '../item-collector.ts';
import type { Fault, JsonObject } from '../row.ts';
import { PROMPT_FIELDS, readRowPrompt } from '../row-prompt.ts';
import { createDuplicateFault } from './alpaca-eval.ts';
import { KEPT } from './layout.ts';

/** One row of a data set for supervised fine-tuning: a conversation and the answer to imitate. */
export interface AnsweredPrompt extends AnsweredConversation {
  readonly row: JsonObject;
  /** Fields of the row that the layout has read; the others become metadata of the response. */
  readonly read: readonly string[];
}

/** What rows say beside the conversation, under the same names in all layouts. */
const SHARED_FIELDS: readonly string[] = [...PROMPT_FIELDS, 'model'];

/**
 * Whether a row has no field but *read* and what `addAnsweredPrompt` reads.
 *
 * With further columns (a score, a second answer) a row of texts is a table, which a mapping reads better.
 */
export function hasOnlyAnsweredFields(row: JsonObject, read: readonly string[]): boolean {
  return Object.keys(row).every(
    (field) => field === 'id' || read.includes(field) || SHARED_FIELDS.includes(field),
  );
}

/**
 * Adds the answer as a response to everything before it, by the `model` that the row names; gives why it could not.
 *
 * What else the row says is metadata of the response, so that files of several models on the same prompts keep theirs. A
 * response that calls tools says so there (`CALLS_TOOLS`).
 */
export function addAnsweredPrompt(items: ItemCollector, answered: AnsweredPrompt): readonly Fault[] {
  const { row, start, answer, read } = answered;
  const text = checkResponseText(answer.text, answer.path);
  if (!text.ok) return [text.error];
  const asked = readRowPrompt(row, start, answer.path);
  if (!asked.ok) return [asked.error];
  const model = readOptionalText(row, 'model');
  if (!model.ok) return [model.error];
  const metadata = toMetadata(row, new Set([...read, ...SHARED_FIELDS]));
  if (answer.callsTools === true) Object.assign(metadata, CALLS_TOOLS);
  const { repeatedInFile } = items.addResponse(createPrompt(asked.value), {
    turns: [text.value],
    origin: { model: model.value ?? null },
    metadata,
  });
  return repeatedInFile ? [createDuplicateFault(answer.path)] : KEPT;
}
