/**
 * The marks that chat templates put around turns: ChatML, Llama 2 and 3, Gemma, Mistral, GLM, Phi, DeepSeek (with
 * fullwidth bars). All of `<|name|>` is taken: every family has more of them than anybody lists.
 */
const CHAT_TOKEN =
  /<(?:\|[\w-]{1,40}\|>|｜[^｜<>\n]{1,40}｜>|\/s>|(?:start|end)_of_turn>|[be]os>|<\/?SYS>>)|\[\/?INST\]/;

/** Where a text holds a mark of a chat template, which trainers read as the mark itself and not as text. */
export interface ChatTokenPlace {
  readonly token: string;
  readonly at: number;
}

/** Finds the first mark of a chat template in a text. */
export function findChatToken(text: string): ChatTokenPlace | undefined {
  // Looking for one character is many times faster, and most texts have neither.
  if (!text.includes('<') && !text.includes('INST]')) return undefined;
  const match = CHAT_TOKEN.exec(text);
  return match === null ? undefined : { token: match[0], at: match.index };
}
