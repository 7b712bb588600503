import { err, ok, type Result } from '../../base/result.ts';
import type { PromptId } from '../../domain/ids.ts';
import { createPrompt, type Message, type Prompt } from '../../domain/prompt.ts';
import type { TableMapping } from '../../domain/table-mapping.ts';
import {
  isBlankField,
  pickMetadata,
  readName,
  readOptionalText,
  readOptionalTexts,
  readText,
} from '../fields.ts';
import { createFault, type Fault, type JsonObject } from '../row.ts';
import type { KeyedPrompts } from './keyed-prompts.ts';

/** The prompt of a row; the id of one that an earlier row has given where this row has only its key. */
export function readKeyedPrompt(
  keys: KeyedPrompts,
  value: JsonObject,
  mapping: TableMapping,
): Result<Prompt | PromptId, Fault> {
  if (mapping.key === null) return readPrompt(value, mapping);
  const key = readName(value, mapping.key);
  if (!key.ok) return key;
  if (mapping.prompt.every((column) => isBlankField(value, column))) {
    const known = keys.find(key.value);
    if (known !== undefined) return ok(known);
    return err(
      createFault(
        'unknown_question',
        mapping.key,
        `the row has no prompt, and no row before it says what ${mapping.key} ${key.value} asks; put the row with the prompt first`,
      ),
    );
  }
  const prompt = readPrompt(value, mapping);
  if (!prompt.ok || keys.add(key.value, prompt.value)) return prompt;
  return err(
    createFault(
      'duplicate_id',
      mapping.key,
      `${mapping.key} ${key.value} stands for another prompt in an earlier row; correct it, or join the rows by their prompts`,
    ),
  );
}

function readPrompt(value: JsonObject, mapping: TableMapping): Result<Prompt, Fault> {
  const messages = readMessages(value, mapping);
  if (!messages.ok) return messages;
  const reference = mapping.reference === null ? ok([]) : readOptionalTexts(value, mapping.reference);
  if (!reference.ok) return reference;
  const context = readTexts(value, mapping.context);
  if (!context.ok) return context;
  const tags = readTexts(value, mapping.tags);
  if (!tags.ok) return tags;
  const images = readTexts(value, mapping.images);
  if (!images.ok) return images;
  const notes = mapping.key === null ? mapping.metadata : [mapping.key, ...mapping.metadata];
  return ok(
    createPrompt({
      messages: messages.value,
      reference: [...reference.value],
      context: context.value,
      tags: tags.value,
      images: images.value,
      metadata: pickMetadata(value, notes),
    }),
  );
}

function readMessages(value: JsonObject, mapping: TableMapping): Result<Message[], Fault> {
  const texts: string[] = [];
  for (const column of mapping.prompt) {
    const text = readText(value, column);
    if (!text.ok) return text;
    if (text.value.trim() !== '') texts.push(text.value);
  }
  if (texts.length === 0) {
    const message = `${mapping.prompt.join(', ')} is empty; give the prompt or remove the row`;
    return err(createFault('empty_prompt', mapping.prompt[0] ?? null, message));
  }
  const system = mapping.system === null ? ok(undefined) : readOptionalText(value, mapping.system);
  if (!system.ok) return system;
  const asked: Message = { role: 'user', content: texts.join('\n') };
  return ok(system.value === undefined ? [asked] : [{ role: 'system', content: system.value }, asked]);
}

/** All texts of several columns. */
function readTexts(value: JsonObject, columns: readonly string[]): Result<string[], Fault> {
  const texts: string[] = [];
  for (const column of columns) {
    const read = readOptionalTexts(value, column);
    if (!read.ok) return read;
    texts.push(...read.value);
  }
  return ok(texts);
}
