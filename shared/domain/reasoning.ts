/** A text that begins with what a model thought before it answered. */
export interface ReasonedText {
  /** Without the marks and the blank space beside them. */
  readonly reasoning: string;
  readonly answer: string;
}

/**
 * Takes a text apart that begins with `<think>…</think>`, the way DeepSeek, Qwen and LLaMA-Factory write reasoning.
 *
 * @returns `undefined` when the text does not begin so, or never closes what it opens: all of it is the answer then
 */
export function splitReasoning(text: string): ReasonedText | undefined {
  const start = text.trimStart();
  if (!start.startsWith(OPENING)) return undefined;
  const end = start.indexOf(CLOSING);
  if (end === -1) return undefined;
  return {
    reasoning: start.slice(OPENING.length, end).trim(),
    answer: start.slice(end + CLOSING.length).trimStart(),
  };
}

/** Puts reasoning in front of an answer, with the line ends that chat templates expect; blank reasoning is none. */
export function joinReasoning(reasoning: string, answer: string): string {
  return reasoning.trim() === '' ? answer : `${OPENING}\n${reasoning.trim()}\n${CLOSING}\n\n${answer}`;
}

const OPENING = '<think>';
const CLOSING = '</think>';
