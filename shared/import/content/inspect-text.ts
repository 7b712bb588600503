import { findChatToken } from '../../domain/chat-token.ts';
import { findEmailAddress } from './find-email-address.ts';
import { findPersonalNumbers } from './find-personal-numbers.ts';
import { findUnusualCharacters } from './find-unusual-characters.ts';
import { showPlace } from './show-place.ts';
import { MAY_BE_UNUSUAL, MAY_HOLD_NUMBERS, surveyText } from './survey-text.ts';
import type { Finding } from './warning.ts';

const NOTHING: readonly Finding[] = [];

/**
 * Finds what any text of an import should not have; at most one finding of each kind.
 *
 * All text of all files passes here: each search begins with something that costs a fraction of a nanosecond per
 * character, and goes on only in the few texts where that finds something.
 */
export function inspectText(text: string): readonly Finding[] {
  const survey = surveyText(text);
  const characters = (survey & MAY_BE_UNUSUAL) === 0 ? NOTHING : findUnusualCharacters(text);
  const numbers = (survey & MAY_HOLD_NUMBERS) === 0 ? NOTHING : findPersonalNumbers(text);
  const token = inspectTokens(text);
  const email = findEmailAddress(text);
  if (characters.length + numbers.length === 0 && token === undefined && email === undefined) return NOTHING;
  return [
    ...characters,
    ...(token === undefined ? [] : [token]),
    ...(email === undefined ? [] : [email]),
    ...numbers,
  ];
}

function inspectTokens(text: string): Finding | undefined {
  const place = findChatToken(text);
  if (place === undefined) return undefined;
  const { token, at } = place;
  return {
    code: 'chat_token',
    message: `${token} is a mark of a chat template; trainers read it as the mark itself, so see whether it was left over`,
    excerpt: showPlace(text, at, token.length),
  };
}
