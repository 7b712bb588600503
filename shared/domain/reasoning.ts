/** A text that begins with what a model thought before it answered. */
export interface ReasonedText {
  /** Without the marks and the blank space beside them. */
  readonly reasoning: string;
  readonly answer: string;
}

/**
 * Takes a text apart that begins with `<think>…</think>`, the way DeepSeek, Qwen and LLaMA-Factory write reasoning, or with
 * `<thinking>…</thinking>`.
 *
 * @returns `undefined` when the text does not begin so, or never closes what it opens: all of it is the answer then
 */
export function splitReasoning(text: string): ReasonedText | undefined {
  const match = /^\s*<(think|thinking)>([^]*?)<\/\1>\s*/.exec(text);
  if (match === null) return undefined;
  return { reasoning: (match[2] ?? '').trim(), answer: text.slice(match[0].length) };
}

/** Puts reasoning in front of an answer, with the line ends that chat templates expect; blank reasoning is none. */
export function joinReasoning(reasoning: string, answer: string): string {
  return reasoning.trim() === '' ? answer : `<think>\n${reasoning.trim()}\n</think>\n\n${answer}`;
}

/**
 * Whether a text thinks: not at all, in whole `<think>…</think>` blocks (or `<thinking>`), or in `broken` ones, of which
 * one mark is missing or stands in the wrong place.
 */
export function judgeReasoning(text: string): 'none' | 'whole' | 'broken' {
  if (!text.includes('<think') && !text.includes('</think')) return 'none';
  let open: string | undefined;
  let found: 'none' | 'whole' = 'none';
  for (const { 1: slash, 2: name } of text.matchAll(/<(\/?)(think|thinking)>/g)) {
    if (slash === '' ? open !== undefined : open !== name) return 'broken';
    open = slash === '' ? name : undefined;
    found = 'whole';
  }
  return open === undefined ? found : 'broken';
}
