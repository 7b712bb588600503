import { diffArrays } from 'diff';

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

export interface WordDiff {
  /**
   * In reading order, what was removed before what was added. Same and removed parts make the text before, same and
   * added parts the text after, to the last unit.
   */
  readonly parts: readonly DiffPart[];
  /** The texts have so little in common that the middle is one whole replacement. */
  readonly isCoarse: boolean;
}

/**
 * How many words may differ before the comparison gives up: the work grows with its square. At this cap two unrelated
 * texts of any length take about 50 ms.
 */
const MAX_EDITS = 800;

/** Past this length (UTF-16 units, both texts) lines are compared, not words. */
const MAX_LENGTH = 200_000;

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/**
 * Compares two texts word by word, Chinese words too: words are what Unicode's segmentation with a dictionary finds.
 *
 * Deterministic: the cap counts edits, not milliseconds.
 */
export function diffWords(before: string, after: string): WordDiff {
  if (before === after)
    return { parts: before === '' ? [] : [{ kind: 'same', text: before }], isCoarse: false };
  // Words never reach over a line end, so lines that both begin or end with need not be cut into words.
  const start = measureCommonStart(before, after);
  const end = measureCommonEnd(before, after, start);
  const leftMiddle = before.slice(start, before.length - end);
  const rightMiddle = after.slice(start, after.length - end);
  const { parts, isCoarse } = diffMiddle(leftMiddle, rightMiddle);
  return {
    parts: tidy([
      { kind: 'same', text: before.slice(0, start) },
      ...parts,
      { kind: 'same', text: before.slice(before.length - end) },
    ]),
    isCoarse,
  };
}

function diffMiddle(before: string, after: string): WordDiff {
  const split = before.length + after.length > MAX_LENGTH ? splitLines : splitWords;
  const changes = diffArrays(split(before), split(after), { maxEditLength: MAX_EDITS });
  if (changes === undefined) return replaceMiddle(split(before), split(after));
  const parts = changes.map(({ added, removed, value }) => ({
    kind: added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const),
    text: value.join(''),
  }));
  return { parts, isCoarse: false };
}

/** One replacement between the words that both begin and end with. */
function replaceMiddle(left: readonly string[], right: readonly string[]): WordDiff {
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < most - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  return {
    parts: [
      { kind: 'same', text: left.slice(0, start).join('') },
      { kind: 'removed', text: left.slice(start, left.length - end).join('') },
      { kind: 'added', text: right.slice(start, right.length - end).join('') },
      { kind: 'same', text: left.slice(left.length - end).join('') },
    ],
    isCoarse: true,
  };
}

/** The length of the whole lines (UTF-16 units, line ends included) that both texts begin with. */
function measureCommonStart(left: string, right: string): number {
  const most = Math.min(left.length, right.length);
  let count = 0;
  while (count < most && left[count] === right[count]) count += 1;
  // `lastIndexOf` takes a negative start for 0.
  return count === 0 ? 0 : left.lastIndexOf('\n', count - 1) + 1;
}

/** The length of the whole lines that both texts end with; none of them is counted in *start*. */
function measureCommonEnd(left: string, right: string, start: number): number {
  const most = Math.min(left.length, right.length) - start;
  let count = 0;
  while (count < most && left[left.length - 1 - count] === right[right.length - 1 - count]) count += 1;
  const lineEnd = left.indexOf('\n', left.length - count);
  return lineEnd === -1 ? 0 : left.length - lineEnd - 1;
}

function splitWords(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * Joins what belongs together: neighbours of one kind, and changes that only a space parts ("red car" to "blue bus" is
 * one change, not two). Within a change what was removed comes first.
 */
function tidy(parts: readonly DiffPart[]): DiffPart[] {
  const tidied: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed !== '') tidied.push({ kind: 'removed', text: removed });
    if (added !== '') tidied.push({ kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const [index, { kind, text }] of parts.entries()) {
    if (text === '') continue;
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (/^[ \t]+$/.test(text) && removed !== '' && added !== '' && isReplacement(parts, index + 1)) {
      removed += text;
      added += text;
    } else {
      flush();
      const last = tidied.at(-1);
      if (last?.kind === 'same') tidied.splice(-1, 1, { kind: 'same', text: last.text + text });
      else tidied.push({ kind: 'same', text });
    }
  }
  flush();
  return tidied;
}

/** Whether something was both removed and added at *index*. */
function isReplacement(parts: readonly DiffPart[], index: number): boolean {
  const kinds = new Set([parts[index]?.kind, parts[index + 1]?.kind]);
  return kinds.has('removed') && kinds.has('added');
}
