import type { TableResponse, TableVerdict, VerdictMeaning } from '../../domain/table-mapping.ts';
import { findResponseSuffix, toPlainName } from './column-names.ts';

type Meanings = TableVerdict['meanings'];

/** One way to call the responses of a row, in their order; not every way has a word for each. */
interface Naming {
  readonly names: readonly (string | undefined)[];
  readonly isNumber?: true;
}

const TIE =
  /^(?:tie|tied|draw|equal|equally_good|same|both|both_good|no_preference|=|平局?|平手|一样好?|相同|相当|都?差不多|都好)(?:_|$)/u;
const BOTH_BAD =
  /both_?bad|(?:两者|两个|两条|均|都)(?:都|均)?(?:很|较|比较)?(?:差(?!不多)|不好|不行)|^neither_(?:is_)?good$|^all_bad$/u;
const SKIP =
  /^(?:skip|skipped|unsure|not_sure|cannot_judge|can't_judge|cannot_tell|unknown|n\/a|跳过|不确定|无法判断|难以判断|弃权)$/u;
const SLIGHTLY = /(?:^|_)(?:slightly|somewhat|marginally|a_bit|a_little)(?=_|$)|[略稍]微?/u;
/** What may stand around the name of the better one. */
const BETTER_WORDS =
  /(?:^|_)(?:is|are|much|far|clearly|significantly|better|wins?|won|slightly|somewhat|marginally|a_bit|a_little)(?=_|$)|明显|[略稍]微?|更?好|更优|更佳|较好|胜出?|赢/gu;
/** `A>B`, `A>>B`, `[[B>A]]`, `A=B`: of the first two responses. */
const SIGNS = /^\[*([ab])(>>|>|=|<<|<)([ab])\]*$/;

/** What values of a verdict column seem to mean; those of which nothing can be told are not in it. */
export function suggestMeanings(values: readonly string[], responses: readonly TableResponse[]): Meanings {
  const namings = listNamings(responses);
  return values.flatMap((value) => {
    const means =
      interpretSigns(value, values, responses) ??
      interpretName(value, values, responses, namings) ??
      interpretWord(value, values, responses);
    return means === undefined ? [] : [{ value, means }];
  });
}

/** The meanings, and what the same way of writing calls the other responses, and a tie: the first rows do not have all. */
export function completeMeanings(meanings: Meanings, responses: readonly TableResponse[]): Meanings {
  const complete = [...meanings];
  const add = (value: string, means: VerdictMeaning): void => {
    if (!complete.some((known) => known.value === value)) complete.push({ value, means });
  };
  for (const { value } of meanings) {
    const naming = listNamings(responses).find(({ names }) => names.includes(value));
    for (const [index, { column }] of responses.entries()) {
      const name = naming?.names[index];
      if (name !== undefined) add(name, { is: 'better', response: column, strength: 'clearly' });
    }
  }
  if (complete.length > 0 && !complete.some(({ means }) => means.is === 'tie')) add('tie', { is: 'tie' });
  return complete;
}

function interpretSigns(
  value: string,
  values: readonly string[],
  responses: readonly TableResponse[],
): VerdictMeaning | undefined {
  const [, left, sign = '', right] = SIGNS.exec(value.toLowerCase().replaceAll(/\s/g, '')) ?? [];
  if (left === undefined || left === right) return undefined;
  if (sign === '=') return { is: 'tie' };
  const better = sign.startsWith('>') ? left : right;
  const response = responses[better === 'a' ? 0 : 1]?.column;
  if (response === undefined) return undefined;
  // One sign is less than two, where there are two.
  const isSlight = sign.length === 1 && values.some((other) => /<<|>>/.test(other));
  return { is: 'better', response, strength: isSlight ? 'slightly' : 'clearly' };
}

function interpretName(
  value: string,
  values: readonly string[],
  responses: readonly TableResponse[],
  namings: readonly Naming[],
): VerdictMeaning | undefined {
  const plain = toPlainName(value);
  const bare = plain.replaceAll(BETTER_WORDS, '').replaceAll(/^_+|_+$/g, '');
  // Numbers without a 2 may count from 0, or say no and yes.
  const isUnclear = !values.includes('2');
  for (const { names, isNumber } of namings) {
    if (isNumber === true && isUnclear) continue;
    const index = names.findIndex((name) => {
      const wanted = name === undefined ? undefined : toPlainName(name);
      return wanted === plain || wanted === bare;
    });
    const response = responses[index]?.column;
    if (response !== undefined) {
      return { is: 'better', response, strength: SLIGHTLY.test(plain) ? 'slightly' : 'clearly' };
    }
  }
  return undefined;
}

function interpretWord(
  value: string,
  values: readonly string[],
  responses: readonly TableResponse[],
): VerdictMeaning | undefined {
  const plain = toPlainName(value.replaceAll(/[()[\]"']/g, ''));
  if (SKIP.test(plain)) return { is: 'skip' };
  if (BOTH_BAD.test(plain)) return { is: 'both-bad' };
  // Where 1 and 2 are the responses, 0 is neither.
  const isZero = plain === '0' && values.includes('2') && responses.length === 2;
  return isZero || TIE.test(plain) ? { is: 'tie' } : undefined;
}

/** The ways to call the responses, those that the file itself uses first. */
function listNamings(responses: readonly TableResponse[]): readonly Naming[] {
  const suffixes = responses.map(({ column }) => findResponseSuffix(toPlainName(column)));
  const letters = responses.map((_, index) => String.fromCodePoint(0x61 + index));
  const numbers = responses.map((_, index) => String(index + 1));
  const upper = (names: readonly (string | undefined)[]) => names.map((name) => name?.toUpperCase());
  const after = (word: string, names: readonly (string | undefined)[]) =>
    names.map((name) => (name === undefined ? undefined : `${word}_${name}`));
  const sides = ['left right', 'Left Right', 'first second', '左 右', '左边 右边', '前者 后者'];
  return [
    { names: responses.map(({ column }) => column) },
    { names: responses.map(({ model }) => (model?.from === 'fixed' ? model.name : undefined)) },
    { names: suffixes },
    { names: upper(suffixes) },
    ...['model', 'response', 'answer', 'output'].map((word) => ({ names: after(word, suffixes) })),
    { names: letters },
    { names: upper(letters) },
    ...['model', 'response', 'answer', 'output', 'assistant'].map((word) => ({
      names: after(word, letters),
    })),
    { names: numbers, isNumber: true },
    ...['model', 'response', 'answer', 'output'].map((word) => ({ names: after(word, numbers) })),
    ...(responses.length === 2 ? sides.map((side) => ({ names: side.split(' ') })) : []),
  ];
}
