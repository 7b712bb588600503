import { cutExcerpt } from '../excerpt.ts';

/** Units of the text that are shown on either side. */
const AROUND = 30;

/** Characters that cannot be seen, or that change how what is around them is seen. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;
const LINE_CHARACTERS = '\t\n\r';

/** An excerpt around a place, in which what cannot be seen is named: `in⟨U+200B⟩visible`. */
export function showPlace(text: string, at: number, length: number): string {
  const start = toCharacterStart(text, Math.max(0, at - AROUND));
  const end = toCharacterStart(text, Math.min(text.length, at + length + AROUND));
  const shown = text
    .slice(start, end)
    .replaceAll(UNSEEN, (character) => (LINE_CHARACTERS.includes(character) ? character : nameOf(character)));
  return cutExcerpt(`${start > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`);
}

/** What a report may show of personal data: enough to find it again, too little to use it. */
export function maskMiddle(text: string): string {
  const first = Math.min(3, Math.floor(text.length / 4));
  const last = Math.min(2, Math.floor(text.length / 6));
  return `${text.slice(0, first)}…${text.slice(text.length - last)}`;
}

/** `⟨U+200B⟩` for a zero-width space. */
export function nameOf(character: string): string {
  const digits = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `⟨U+${digits}⟩`;
}

/** A place between two characters, not within a surrogate pair. */
function toCharacterStart(text: string, at: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1)) ? at - 1 : at;
}
