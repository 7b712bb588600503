import type { ValueOf } from '../domain/judgment.ts';
import type { JsonValue } from './row.ts';

const YES = new Set('yes y true 是 对 有 √ ✓'.split(' '));
const NO = new Set('no n false 否 错 无 × ✗'.split(' '));
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/;

/** A rating as tables write it: a number, a number as text, or yes or no, which are 1 and 0; `undefined` for anything else. */
export function parseScore(value: JsonValue): Pick<ValueOf<'rating'>, 'score' | 'range'> | undefined {
  // JSON has no infinity, but 1e999 is read as one.
  if (typeof value === 'number') return Number.isFinite(value) ? { score: value, range: null } : undefined;
  if (typeof value === 'boolean') return { score: value ? 1 : 0, range: { min: 0, max: 1 } };
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  if (YES.has(text)) return { score: 1, range: { min: 0, max: 1 } };
  if (NO.has(text)) return { score: 0, range: { min: 0, max: 1 } };
  const score = Number(text);
  return NUMBER.test(text) && Number.isFinite(score) ? { score, range: null } : undefined;
}
