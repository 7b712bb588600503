import { toComparableText } from '../domain/ids.ts';
import type { Message, Prompt } from '../domain/prompt.ts';
import type { Response } from '../domain/response.ts';

/** The answer at a turn (from 1), or `undefined` when the response has none there. */
export function answerAt(response: Response, turn: number): string | undefined {
  return response.turns[turn - 1];
}

/** Everything the answer at *turn* replies to: the prompt, then the response's own answers and the follow-ups. */
export function messagesBefore(prompt: Prompt, response: Response, turn: number): Message[] {
  const later = prompt.followUps.slice(0, turn - 1).flatMap((followUp, index): Message[] => [
    { role: 'assistant', content: response.turns[index] ?? '' },
    { role: 'user', content: followUp },
  ]);
  return [...prompt.messages, ...later];
}

/** What a prompt offers beside its messages. */
export function attachmentsOf({ tools, images }: Prompt): Pick<Prompt, 'tools' | 'images'> {
  return { ...(tools === undefined ? {} : { tools }), ...(images === undefined ? {} : { images }) };
}

/** Whether two responses say the same before *turn*, so that their answers at it reply to the same conversation. */
export function shareHistory(left: Response, right: Response, turn: number): boolean {
  for (let index = 0; index < turn - 1; index += 1) {
    const a = left.turns[index];
    const b = right.turns[index];
    if (a === undefined || b === undefined || toComparableText(a) !== toComparableText(b)) return false;
  }
  return true;
}
