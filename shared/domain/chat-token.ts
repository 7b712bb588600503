/** Where a text holds a mark of a chat template, which trainers read as the mark itself and not as text. */
export interface ChatTokenPlace {
  readonly token: string;
  readonly at: number;
}

/**
 * The marks that chat templates put around turns: ChatML, Llama 2 and 3, Gemma, Mistral, GLM, Phi, DeepSeek (with
 * fullwidth bars). All of `<|name|>` is taken: every family has more of them than anybody lists.
 */
const ANGLED_TOKEN =
  /<(?:\|[\w-]{1,40}\|>|｜[^｜<>\n]{1,40}｜>|\/s>|(?:start|end)_of_turn>|[be]os>|<\/?SYS>>)/y;
/** What may come after the `<` of one: asking for it first is many times faster in code. */
const SECOND_CHARACTERS = '|｜/<seb';

const INSTRUCTION_TOKEN = /\[\/?INST\]/;

/** Finds a mark of a chat template in a text, the first of its kind. */
export function findChatToken(text: string): ChatTokenPlace | undefined {
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    if (!SECOND_CHARACTERS.includes(text.charAt(at + 1))) continue;
    ANGLED_TOKEN.lastIndex = at;
    const [token] = ANGLED_TOKEN.exec(text) ?? [];
    if (token !== undefined) return { token, at };
  }
  const instruction = text.includes('INST]') ? INSTRUCTION_TOKEN.exec(text) : null;
  return instruction === null ? undefined : { token: instruction[0], at: instruction.index };
}
