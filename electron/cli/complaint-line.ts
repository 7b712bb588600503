import type { Complaint } from './command.ts';

/**
 * What would move the cursor, colour the terminal or turn the writing direction: C0, C1, line and paragraph separators,
 * bidirectional controls. File names and field names come from outside and are printed.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Keeps a text on one line and makes what cannot be seen visible: `\u001b`. */
export function toOneLine(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** `file:line: field: message (code)`, in the order in which compilers name a place, so that editors find it. */
export function toComplaintLine(kind: 'error' | 'left out', complaint: Complaint): string {
  const { file, line = null, field = null, code, message } = complaint;
  const place = file === null ? '' : line === null ? `${file}: ` : `${file}:${line}: `;
  const about = field === null ? '' : `${field}: `;
  return toOneLine(`${kind}: ${place}${about}${message}${code === undefined ? '' : ` (${code})`}`);
}
