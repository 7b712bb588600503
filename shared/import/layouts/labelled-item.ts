import { err, ok, type Result } from '../../base/result.ts';
import type { PromptId, ResponseId } from '../../domain/ids.ts';
import { createPrompt, type Prompt, type PromptInput } from '../../domain/prompt.ts';
import { checkPromptMessages, readMessages } from '../conversation.ts';
import { checkPromptTexts, checkResponseText, toMetadata, toText } from '../fields.ts';
import type { ItemCollector } from '../item-collector.ts';
import {
  COLUMN_NAMES,
  findNamed,
  findResponseSuffix,
  isMetadataName,
  isResponseName,
  type NamedColumn,
  toPlainName,
} from '../mapping/column-names.ts';
import { createFault, type Fault, getField, isJsonArray, isJsonObject, type JsonObject } from '../row.ts';

/** What a labelling tool has shown: a prompt and its responses, by the names that answers refer to. */
export interface LabelledItem {
  readonly promptId: PromptId;
  /** In the order of the fields. */
  readonly responses: readonly LabelledResponse[];
}

export interface LabelledResponse {
  /** The field, or the id of an entry of a list. */
  readonly name: string;
  readonly id: ResponseId;
}

/** Where the fields of an item stand. */
export interface LabelledFields {
  readonly fields: JsonObject;
  /** For faults: `data`, `fields`. */
  readonly path: string;
  /** Fields of which the answers themselves say that they are responses. */
  readonly named: readonly string[];
}

/**
 * Adds prompt and responses of an item of a labelling tool.
 *
 * Its fields are the person's own: responses are the fields that answers compare, else the entries `{id, body}` of a
 * list, else the fields whose names say so. The prompt is a list of messages, else the field whose name says so, else the
 * only other text. What remains is metadata.
 *
 * @returns the item, and why responses had to be left out
 */
export function addLabelledItem(
  items: ItemCollector,
  labelled: LabelledFields,
): Result<{ readonly item: LabelledItem; readonly faults: readonly Fault[] }, readonly Fault[]> {
  const { fields, path } = labelled;
  const found = findResponses(labelled);
  const prompt = readPrompt(labelled, found);
  if (!prompt.ok) return err([prompt.error]);
  const faults: Fault[] = [];
  const responses: LabelledResponse[] = [];
  for (const { name, value, place, model } of found.responses) {
    const text = toText(value, place);
    const checked = text.ok ? checkResponseText(text.value, place) : text;
    if (!checked.ok) {
      faults.push(checked.error);
      continue;
    }
    const { id } = items.addResponse(prompt.value, {
      turns: [checked.value],
      origin: { model },
      metadata: { field: name },
    });
    responses.push({ name, id });
  }
  if (responses.length > 0) return ok({ item: { promptId: prompt.value.id, responses }, faults });
  const shown = Object.keys(fields).join(', ');
  const message = `none of the fields ${shown} is a response; name one response, answer or output, or remove the row`;
  return err(faults.length > 0 ? faults : [createFault('no_responses', path, message)]);
}

interface FoundResponse {
  readonly name: string;
  readonly value: ReturnType<typeof getField>;
  readonly place: string;
  readonly model: string | null;
}

interface FoundResponses {
  readonly responses: readonly FoundResponse[];
  /** The fields that they, and the names of their models, stand in. */
  readonly fields: readonly string[];
}

function findResponses({ fields, path, named }: LabelledFields): FoundResponses {
  const list = Object.keys(fields).find((name) => isItemList(getField(fields, name)));
  if (named.length === 0 && list !== undefined) {
    return { responses: readItemList(fields, list, `${path}.${list}`), fields: [list] };
  }
  const chosen = named.length > 0 ? named : Object.keys(fields).filter(isResponseField);
  const models = chosen.map((name) => findModelField(fields, name));
  return {
    responses: chosen.map((name, index) => {
      const model = getField(fields, models[index] ?? '');
      const place = `${path}.${name}`;
      return { name, value: getField(fields, name), place, model: typeof model === 'string' ? model : null };
    }),
    fields: [...chosen, ...models.flatMap((field) => field ?? [])],
  };
}

function isResponseField(field: string): boolean {
  const plain = toPlainName(field);
  return isResponseName(plain) && !isMetadataName(plain);
}

/** Entries as the `List` tag of Label Studio shows them: `{id, title, body}`. */
function isItemList(value: ReturnType<typeof getField>): boolean {
  return (
    isJsonArray(value) &&
    value.length > 0 &&
    value.every((item) => isJsonObject(item) && findId(item) !== undefined && findBody(item) !== undefined)
  );
}

function findId(item: JsonObject): string | undefined {
  const id = getField(item, 'id');
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function findBody(item: JsonObject): string | undefined {
  return ['body', 'html', 'text', 'title'].find((name) => typeof getField(item, name) === 'string');
}

function readItemList(fields: JsonObject, list: string, path: string): readonly FoundResponse[] {
  const value = getField(fields, list);
  return (isJsonArray(value) ? value : []).filter(isJsonObject).map((item, index) => {
    const body = findBody(item) ?? 'body';
    const model = getField(item, 'model');
    return {
      name: findId(item) ?? '',
      value: getField(item, body),
      place: `${path}.${index}.${body}`,
      model: typeof model === 'string' ? model : null,
    };
  });
}

/** `model_a` beside `response_a`, `response_a_model`. */
function findModelField(fields: JsonObject, response: string): string | undefined {
  const plain = toPlainName(response);
  const suffix = findResponseSuffix(plain);
  const names = COLUMN_NAMES.modelOfResponse.flatMap((word) => [
    `${plain}_${word}`,
    ...(suffix === undefined ? [] : [`${word}_${suffix}`, `${word}${suffix}`]),
  ]);
  return Object.keys(fields).find((field) => names.includes(toPlainName(field)));
}

function readPrompt({ fields, path }: LabelledFields, found: FoundResponses): Result<Prompt, Fault> {
  const rest = Object.keys(fields).filter((field) => !found.fields.includes(field));
  const columns = rest
    .filter((field) => typeof getField(fields, field) === 'string')
    .map((field): NamedColumn => ({ field, plain: toPlainName(field) }));
  const system = findNamed(columns, COLUMN_NAMES.system)?.field;
  const reference = findNamed(columns, COLUMN_NAMES.reference)?.field;
  const asked = readAsked(fields, path, rest, columns);
  if (!asked.ok) return asked;
  const { field: promptField, input } = asked.value;
  const context = findNamed(columns, COLUMN_NAMES.context)?.field;
  const contextField = context === promptField ? undefined : context;
  const textOf = (field: string | undefined): string[] => {
    const text = field === undefined ? '' : getField(fields, field);
    return typeof text === 'string' && text.trim() !== '' ? [text] : [];
  };
  const used = new Set(
    [promptField, ...found.fields, system, reference, contextField].map((name) => name ?? ''),
  );
  return ok(
    createPrompt({
      ...input,
      messages: [
        ...textOf(system).map((content) => ({ role: 'system' as const, content })),
        ...input.messages,
      ],
      reference: textOf(reference),
      context: textOf(contextField),
      metadata: toMetadata(fields, used),
    }),
  );
}

/** What was asked, and the field that it stands in. */
interface Asked {
  readonly field: string;
  readonly input: PromptInput;
}

function readAsked(
  fields: JsonObject,
  path: string,
  rest: readonly string[],
  columns: readonly NamedColumn[],
): Result<Asked, Fault> {
  const chat = rest.find((field) => isMessageList(getField(fields, field)));
  if (chat !== undefined) {
    const conversation = readMessages(getField(fields, chat), `${path}.${chat}`);
    if (!conversation.ok) return conversation;
    const messages = checkPromptMessages(conversation.value.messages, `${path}.${chat}`);
    if (!messages.ok) return messages;
    const input = { messages: [...messages.value], images: [...conversation.value.images] };
    return ok({ field: chat, input });
  }
  const texts = columns.filter(({ plain }) => !isMetadataName(plain));
  const field =
    findNamed(columns, COLUMN_NAMES.prompt)?.field ?? (texts.length === 1 ? texts[0]?.field : undefined);
  if (field === undefined) {
    const message = `none of the fields ${Object.keys(fields).join(', ')} is the prompt; name one prompt, instruction or question`;
    return err(createFault('missing_field', path, message));
  }
  const text = toText(getField(fields, field), `${path}.${field}`);
  const checked = text.ok ? checkPromptTexts(text.value, `${path}.${field}`) : text;
  return checked.ok
    ? ok({ field, input: { messages: [{ role: 'user', content: checked.value }] } })
    : checked;
}

function isMessageList(value: ReturnType<typeof getField>): boolean {
  return (
    isJsonArray(value) &&
    isJsonObject(value[0]) &&
    ['role', 'from'].some((name) => isJsonObject(value[0]) && getField(value[0], name) !== undefined)
  );
}
