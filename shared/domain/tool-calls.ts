/** One call of a tool. */
export interface ToolCall {
  readonly name: string;
  /** A JSON object as text. */
  readonly arguments: string;
}

/** The calls of one turn; at least one. */
export interface ToolCalls {
  readonly calls: readonly ToolCall[];
  /**
   * The calls as `{name, arguments}` with an object of arguments, one alone or several in a list: as they came when they
   * came so, else written anew.
   */
  readonly flat: string;
}

/**
 * Reads calls as `toolCalls` of a message holds them: `{name, arguments}` (LLaMA-Factory, ms-swift) or `{function: {name,
 * arguments}}` (OpenAI, TRL), one alone or a list, the arguments an object or the JSON text of one.
 *
 * @returns `undefined` when the text is anything else
 */
export function parseToolCalls(text: string): ToolCalls | undefined {
  const value = parseJson(text);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const calls = items.flatMap((item) => toCall(item) ?? []);
  if (calls.length === 0 || calls.length < items.length) return undefined;
  const isFlat = items.every((item) => isObject(item) && isObject(item['arguments']));
  return { calls, flat: isFlat ? text.trim() : writeFlat(calls) };
}

/** The text of an answer that ends with calls, taken apart. */
export interface CallingText {
  /** What the model thinks and says before it calls; `''` when nothing. */
  readonly spoken: string;
  readonly calls: ToolCalls;
}

/** Takes apart the text of an answer that is calls, or ends with calls after an empty line; `undefined` for others. */
export function splitCallingText(text: string): CallingText | undefined {
  const whole = parseToolCalls(text);
  if (whole !== undefined) return { spoken: '', calls: whole };
  for (const { index } of text.matchAll(/\n\n(?=\s*[[{])/g)) {
    const calls = parseToolCalls(text.slice(index));
    if (calls !== undefined) return { spoken: text.slice(0, index), calls };
  }
  return undefined;
}

function toCall(item: unknown): ToolCall | undefined {
  if (!isObject(item)) return undefined;
  const { name, arguments: given } = isObject(item['function']) ? item['function'] : item;
  if (typeof name !== 'string' || name === '') return undefined;
  if (isObject(given)) return { name, arguments: JSON.stringify(given) };
  return typeof given === 'string' && isObject(parseJson(given)) ? { name, arguments: given } : undefined;
}

function writeFlat(calls: readonly ToolCall[]): string {
  const texts = calls.map((call) => `{"name": ${JSON.stringify(call.name)}, "arguments": ${call.arguments}}`);
  return texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
