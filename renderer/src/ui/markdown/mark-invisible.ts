/**
 * Characters that change what is seen without being seen: directions (the "Trojan Source" set), zero-width ones, fillers,
 * control characters and tags. White space that text is made of (tab, line feed) is not among them.
 */
const invisible =
  // The control characters and the combining joiner are what is looked for.
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
const invisibleRun = new RegExp(invisible.source, 'gu');

const names: Readonly<Record<number, string>> = {
  0x00: 'NUL',
  0x07: 'BEL',
  0x08: 'BS',
  0x0b: 'VT',
  0x0c: 'FF',
  0x0d: 'CR',
  0x1b: 'ESC',
  0x7f: 'DEL',
  0x85: 'NEL',
  0xad: 'SHY',
  0x034f: 'CGJ',
  0x061c: 'ALM',
  0x180e: 'MVS',
  0x200b: 'ZWSP',
  0x200c: 'ZWNJ',
  0x200d: 'ZWJ',
  0x200e: 'LRM',
  0x200f: 'RLM',
  0x2028: 'LS',
  0x2029: 'PS',
  0x202a: 'LRE',
  0x202b: 'RLE',
  0x202c: 'PDF',
  0x202d: 'LRO',
  0x202e: 'RLO',
  0x2060: 'WJ',
  0x2066: 'LRI',
  0x2067: 'RLI',
  0x2068: 'FSI',
  0x2069: 'PDI',
  0xfeff: 'BOM',
};

/** Scripts that are written with joiners: there a joiner is spelling. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}]/u;
const emojiBefore = /[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}]\ufe0f?$/u;
const emojiAfter = /^\p{Extended_Pictographic}/u;
/** England, Scotland, Wales: a black flag followed by letters in tags. */
const flagBefore = /\u{1f3f4}[\u{e0020}-\u{e007f}]*$/u;

export interface InvisibleCharacter {
  /** Where it stands, in UTF-16 units. */
  readonly index: number;
  readonly character: string;
  /** What the mark says: `RLO`, `ZWSP`, or the code point. */
  readonly name: string;
}

/** Finds the invisible characters of a text, those left out that make up an emoji or the spelling of a word. */
export function findInvisible(text: string): InvisibleCharacter[] {
  return [...text.matchAll(invisibleRun)].flatMap(({ 0: character, index }) => {
    const code = character.codePointAt(0) ?? 0;
    const before = text.slice(Math.max(0, index - 20), index);
    const after = text.slice(index + character.length, index + character.length + 2);
    if (isSpelling(code, before, after)) return [];
    return [
      { index, character, name: names[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` },
    ];
  });
}

function isSpelling(code: number, before: string, after: string): boolean {
  // A carriage return before a line feed is a line end.
  if (code === 0x0d) return after.startsWith('\n');
  if (code >= 0xe0020 && code <= 0xe007f) return flagBefore.test(before);
  if (code !== 0x200c && code !== 0x200d) return false;
  if (code === 0x200d && emojiBefore.test(before) && emojiAfter.test(after)) return true;
  return joining.test(before.slice(-1)) && joining.test(after.slice(0, 1));
}

/** White space that is easily overlooked, shown in raw text: tabs, unusual spaces, runs of spaces, line ends. */
const whiteSpaceRun = /\t|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]| {2,}| (?=\r?\n|$)|\r?\n/g;

/**
 * Builds text nodes in which invisible characters stand behind a small labelled mark. The character itself stays in the
 * mark, cut off from what is around it, so that copying gives the original text.
 *
 * @returns how many characters were marked
 */
export function appendMarked(target: Node, text: string, showWhiteSpace = false): number {
  const marks = findInvisible(text);
  let from = 0;
  const plain = (to: number) => {
    const part = text.slice(from, to);
    if (showWhiteSpace) appendWithWhiteSpace(target, part);
    else if (part !== '') target.appendChild(document.createTextNode(part));
  };
  for (const { index, character, name } of marks) {
    plain(index);
    const mark = document.createElement('span');
    mark.className = 'invisible';
    mark.dataset['name'] = name;
    mark.textContent = character;
    target.appendChild(mark);
    from = index + character.length;
  }
  plain(text.length);
  return marks.length;
}

function appendWithWhiteSpace(target: Node, text: string): void {
  let from = 0;
  for (const { 0: space, index } of text.matchAll(whiteSpaceRun)) {
    if (index > from) target.appendChild(document.createTextNode(text.slice(from, index)));
    const mark = document.createElement('span');
    mark.className =
      space === '\t' ? 'tab' : space.endsWith('\n') ? 'line-end' : space[0] === ' ' ? 'spaces' : 'space';
    mark.textContent = space;
    target.appendChild(mark);
    from = index + space.length;
  }
  if (from < text.length) target.appendChild(document.createTextNode(text.slice(from)));
}

/** Marks the invisible characters of all text below *root*. */
export function markInvisible(root: DocumentFragment): number {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // The walker shows text nodes only.
    if (invisible.test(node.nodeValue ?? '')) found.push(node as Text);
  }
  let count = 0;
  for (const text of found) {
    const marked = document.createDocumentFragment();
    count += appendMarked(marked, text.data);
    text.replaceWith(marked);
  }
  return count;
}
