import { z } from 'zod';
import type { Brand } from '../base/brand.ts';
import { digestContent } from '../base/content-digest.ts';

export type ProjectId = Brand<string, 'ProjectId'>;
export type SourceId = Brand<string, 'SourceId'>;
export type PromptId = Brand<string, 'PromptId'>;
export type ResponseId = Brand<string, 'ResponseId'>;
export type RaterId = Brand<string, 'RaterId'>;
export type JudgmentId = Brand<string, 'JudgmentId'>;

/** Ids become file names and keys: letters, digits, `-` and `_`, at most 64 of them. */
const idText = z.string().regex(/^[\w-]{1,64}$/);

function idSchema<Id extends string>(): z.ZodType<Id> {
  // The brand exists only for the compiler; zod has checked the text.
  return idText as unknown as z.ZodType<Id>;
}

export const projectIdSchema = idSchema<ProjectId>();
export const sourceIdSchema = idSchema<SourceId>();
export const promptIdSchema = idSchema<PromptId>();
export const responseIdSchema = idSchema<ResponseId>();
export const raterIdSchema = idSchema<RaterId>();
export const judgmentIdSchema = idSchema<JudgmentId>();

/** What an id is derived from: texts, numbers, nothing, and lists of them. */
export type IdPart = string | number | null | readonly IdPart[];

/**
 * Derives an id from content: the first 128 bits of SHA-256 over *parts* as `joinParts` writes them, as 32 hex digits.
 *
 * The same content gives the same id on every machine, so importing twice adds nothing. The first part names the
 * record (`'prompt'`, `'response'` …), so that equal parts of different records never share an id. Ids are not a
 * security boundary; 128 bits make an accidental collision among 10^12 records less likely than 10^-14.
 */
export function toContentId<Id extends string>(parts: readonly [string, ...IdPart[]]): Id {
  // A branded id is a string whose origin is known; this is that origin.
  return digestContent(joinParts(parts)) as Id;
}

/**
 * Writes parts so that different parts never give the same text: a text as its length and itself (`5:hello`), a list
 * as the number of its parts and them. JSON would do as well, at the price of looking for what to escape in every
 * response of an import.
 */
function joinParts(parts: readonly IdPart[]): string {
  let joined = `${parts.length}[`;
  for (const part of parts) {
    if (typeof part === 'string') joined += `${part.length}:${part}`;
    else if (part === null) joined += '-';
    else if (typeof part === 'number') joined += `#${part};`;
    else joined += joinParts(part);
  }
  return joined;
}

/**
 * The form of a text in which two texts count as the same: Unicode NFC, trimmed, line ends as `\n`.
 *
 * Used for joining and for ids only; what is stored, shown and exported is the original.
 */
export function toComparableText(text: string): string {
  // Most texts are in NFC and have no carriage return; asking first is several times faster than rewriting.
  const composed = isAscii(text) ? text : text.normalize('NFC');
  return (composed.includes('\r') ? composed.replace(/\r\n?/g, '\n') : composed).trim();
}

function isAscii(text: string): boolean {
  // oxlint-disable-next-line eslint/no-control-regex -- the range of ASCII is what is asked for
  return /^[\u0000-\u007f]*$/.test(text);
}

/** Orders two strings by plain code point: the same on every machine and in every language, unlike `localeCompare`. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    // Both indexes are in range. Surrogates sort after the rest of the plane, as in code-point order.
    const a = toCodePointRank(left.charCodeAt(index));
    const b = toCodePointRank(right.charCodeAt(index));
    if (a !== b) return a < b ? -1 : 1;
  }
  return left.length - right.length;
}

/** Moves surrogates (U+D800–DFFF) above U+FFFF, so that comparing units gives code-point order. */
function toCodePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
