import { nameOf, showPlace } from './show-place.ts';
import type { Finding } from './warning.ts';

/**
 * What a text may have beyond nearly all scripts: one pass for nearly all texts. Saying what is ordinary takes fewer ranges
 * than saying what is not, and so three quarters of the time.
 */
const BEYOND_ORDINARY =
  // oxlint-disable-next-line eslint/no-misleading-character-class -- units, not characters: the `u` flag is slower
  /[^\t\n\r -~\u00a0-\u2009\u2010-\u2027\u2070-\udb3f\udc00-\ufefe\uff00-\uffef]/;

// oxlint-disable-next-line eslint/no-control-regex -- control characters are what is looked for
const CONTROL = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * Characters without a look of their own, which people cannot see and models can: zero-width space, invisible operators,
 * marks of direction that reorder what is around them (CVE-2021-42574), marks of annotations, a byte order mark within
 * a text, and tags (U+E0000–E007F). Not the joiners (U+200C, U+200D), which emoji, Persian and Indic scripts need, and
 * not the tags of a flag such as Scotland's, which the first alternative skips.
 */
const INVISIBLE =
  /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,6}\u{e007f}|([\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}])/gu;

/** Finds characters that a text should not have; at most one finding of each kind. */
export function findUnusualCharacters(text: string): readonly Finding[] {
  if (!BEYOND_ORDINARY.test(text)) return [];
  const findings: Finding[] = [];
  const replacementAt = text.indexOf('\ufffd');
  if (replacementAt !== -1) {
    findings.push({
      code: 'replacement_character',
      message:
        'there is a � where a character was lost before the file came here; get the file from where it was whole',
      excerpt: showPlace(text, replacementAt, 1),
    });
  }
  const control = CONTROL.exec(text);
  if (control !== null) {
    findings.push({
      code: 'control_character',
      message: `there is a control character, ${nameOf(control[0])}, which no text needs; see whether the text is damaged there`,
      excerpt: showPlace(text, control.index, 1),
    });
  }
  const invisible = findInvisible(text);
  if (invisible !== undefined) {
    const [character, at] = invisible;
    findings.push({
      code: 'invisible_character',
      message: `there is a character that nobody can see, ${nameOf(character)}; models read it all the same, so see what it does there`,
      excerpt: showPlace(text, at, character.length),
    });
  }
  return findings;
}

function findInvisible(text: string): readonly [character: string, at: number] | undefined {
  for (const { 1: character, index } of text.matchAll(INVISIBLE)) {
    if (character !== undefined) return [character, index];
  }
  return undefined;
}
