import { err, ok, type Result } from '../base/result.ts';
import { IMAGE_MARK } from '../domain/prompt.ts';
import { describeList, toText } from './fields.ts';
import {
  createFault,
  type Fault,
  getField,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from './row.ts';

/** What a message says, whatever form it came in. */
export interface MessageContent {
  /** The text parts one after the other, with a mark where an image stood. */
  readonly text: string;
  /** What the model thought before it spoke; `''` when nothing is said of it. */
  readonly reasoning: string;
  /** Calls of tools, each as JSON text. */
  readonly calls: readonly string[];
  /** Paths, addresses or `data:` URLs in the order met. */
  readonly images: readonly string[];
}

/**
 * Reads the content of a message: a text, or a list of parts.
 *
 * Parts are those of OpenAI and TRL (`{type: 'text', text}`, `{type: 'image_url', image_url: {url}}`, `{type: 'image'}`
 * whose reference stands in the row's own list) and of LLaMA-Factory v1 (`{type: text | reasoning | tool_call |
 * image_url, value}`). Sound, video and files are a fault: a prompt without them would be another prompt.
 */
export function readContent(value: JsonValue | undefined, path: string): Result<MessageContent, Fault> {
  if (!isJsonArray(value)) {
    const text = toText(value, path);
    return text.ok ? ok({ text: text.value, reasoning: '', calls: [], images: [] }) : text;
  }
  const parts: Part[] = [];
  for (const [index, item] of value.entries()) {
    const part = readPart(item, `${path}.${index}`);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  return ok({
    text: parts.map(({ text = '' }) => text).join(''),
    reasoning: parts.flatMap(({ reasoning = [] }) => reasoning).join('\n\n'),
    calls: parts.flatMap(({ call = [] }) => call),
    images: parts.flatMap(({ image = [] }) => image),
  });
}

interface Part {
  readonly text?: string;
  readonly reasoning?: string;
  readonly call?: string;
  readonly image?: string;
}

function readPart(part: JsonValue, path: string): Result<Part, Fault> {
  if (typeof part === 'string') return ok({ text: part });
  if (!isJsonObject(part)) {
    return err(
      createFault('bad_value', path, `${path} has to be a part {type, text} and is ${describeList(part)}`),
    );
  }
  const type = getField(part, 'type');
  switch (type) {
    case 'text':
    case 'input_text':
    case 'output_text': {
      const text = readPartText(part, 'text', path);
      return text.ok ? ok({ text: text.value }) : text;
    }
    case 'reasoning':
    case 'thinking': {
      const reasoning = readPartText(part, type, path);
      return reasoning.ok ? ok({ reasoning: reasoning.value }) : reasoning;
    }
    case 'tool_call': {
      const call = getField(part, 'value');
      return isJsonObject(call) ? ok({ call: JSON.stringify(call) }) : toCall(call, `${path}.value`);
    }
    case 'image':
    case 'image_url':
    case 'input_image': {
      const image = findImageReference(part);
      return ok({ text: IMAGE_MARK, ...(image === undefined ? {} : { image }) });
    }
    default: {
      const what = typeof type === 'string' ? `of the type ${JSON.stringify(type)}` : 'of no known type';
      return err(
        createFault(
          'bad_value',
          `${path}.type`,
          `${path} is a part ${what}; texts and images can be shown, remove the row or this part of it`,
        ),
      );
    }
  }
}

/** LLaMA-Factory writes every part under `value`, the others under the name of its type. */
function readPartText(part: JsonObject, name: string, path: string): Result<string, Fault> {
  const field = [name, 'value'].find((candidate) => (getField(part, candidate) ?? null) !== null) ?? name;
  return toText(getField(part, field), `${path}.${field}`);
}

function toCall(value: JsonValue | undefined, path: string): Result<Part, Fault> {
  const call = toText(value, path);
  return call.ok ? ok({ call: call.value }) : call;
}

function findImageReference(part: JsonObject): string | undefined {
  for (const name of ['image_url', 'image', 'url', 'path', 'value']) {
    const reference = toImageReference(getField(part, name));
    if (reference !== undefined) return reference;
  }
  return undefined;
}

/** A path or an address, as it is or as the `url` or `path` of an object. */
export function toImageReference(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (!isJsonObject(value)) return undefined;
  return toImageReference(getField(value, 'url')) ?? toImageReference(getField(value, 'path'));
}
