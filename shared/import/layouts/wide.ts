import { err, ok, type Result } from '../../base/result.ts';
import { createPrompt, type Message, type Prompt } from '../../domain/prompt.ts';
import { readOptionalText, readOptionalTexts, readResponseText, readText, toMetadata } from '../fields.ts';
import { createFault, type Fault, getField, type JsonObject } from '../row.ts';
import type { WideMapping, WideResponse } from '../wide-mapping.ts';
import { createDuplicateFault } from './alpaca-eval.ts';
import type { Layout } from './layout.ts';

/** A table, or flat JSON records: one prompt and several responses a row, in columns that a mapping names. */
export const wide: Layout = {
  name: 'wide',
  fields: 'a table with a prompt column and response columns',
  rank: 2,
  hasJudgments: false,
  // Whatever has a mapping is read with it: see `recogniseFile`.
  matches: () => false,
  createConsumer: ({ items }, { mapping }) => {
    if (mapping === undefined) throw new Error('A wide table needs a mapping');
    return ({ value }) => {
      const prompt = readPrompt(value, mapping);
      if (!prompt.ok) return [prompt.error];
      const blank = mapping.responses.filter(({ column }) => isBlank(value, column));
      if (mapping.responses.length > 1 && blank.length === mapping.responses.length) {
        const columns = blank.map(({ column }) => column).join(', ');
        return [
          createFault(
            'no_responses',
            null,
            `all responses are empty (${columns}); give some or remove the row`,
          ),
        ];
      }
      return mapping.responses.flatMap((response) => {
        const text = readResponseText(value, response.column);
        if (!text.ok) return [text.error];
        const model = readModel(value, response);
        if (!model.ok) return [model.error];
        const { repeatedInFile } = items.addResponse(prompt.value, {
          turns: [text.value],
          origin: { model: model.value },
        });
        return repeatedInFile ? [createDuplicateFault(response.column)] : [];
      });
    };
  },
};

function isBlank(value: JsonObject, column: string): boolean {
  const text = getField(value, column);
  return text === undefined || (typeof text === 'string' && text.trim() === '');
}

function readPrompt(value: JsonObject, mapping: WideMapping): Result<Prompt, Fault> {
  const texts: string[] = [];
  for (const column of mapping.prompt) {
    const text = readText(value, column);
    if (!text.ok) return text;
    if (text.value.trim() !== '') texts.push(text.value);
  }
  if (texts.length === 0) {
    const columns = mapping.prompt.join(', ');
    return err(
      createFault(
        'empty_prompt',
        mapping.prompt[0] ?? null,
        `${columns} is empty; give the prompt or remove the row`,
      ),
    );
  }
  const system = mapping.system === null ? ok(undefined) : readOptionalText(value, mapping.system);
  if (!system.ok) return system;
  const reference = mapping.reference === null ? ok([]) : readOptionalTexts(value, mapping.reference);
  if (!reference.ok) return reference;
  const tags: string[] = [];
  for (const column of mapping.tags) {
    const read = readOptionalTexts(value, column);
    if (!read.ok) return read;
    tags.push(...read.value);
  }
  const kept = new Set(mapping.metadata);
  const messages: Message[] = system.value === undefined ? [] : [{ role: 'system', content: system.value }];
  return ok(
    createPrompt({
      messages: [...messages, { role: 'user', content: texts.join('\n') }],
      reference: [...reference.value],
      tags,
      metadata: toMetadata(value, new Set(Object.keys(value).filter((name) => !kept.has(name)))),
    }),
  );
}

function readModel(value: JsonObject, { model }: WideResponse): Result<string | null, Fault> {
  if (model === null) return ok(null);
  if ('name' in model) return ok(model.name);
  const name = readOptionalText(value, model.column);
  return name.ok ? ok(name.value ?? null) : name;
}
