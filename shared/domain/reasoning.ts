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
