import { toComparableText } from '../domain/ids.ts';
import { editDistanceWithin } from './edit-distance.ts';

/** Two texts above this similarity are the same answer with a slip mended. */
export const TRIVIAL_SIMILARITY = 0.98;

/**
 * Whether a correction changes too little to teach a contrast: only white space or punctuation, or more than 98 % alike.
 *
 * Similarity is 1 − d ÷ (length + length) with d the units deleted and inserted, the ratio of Python's `difflib`. With
 * nearly equal sides plain DPO can lower the probability of the chosen text (Pal et al. 2024, arXiv 2402.13228), which is
 * why such corrections teach by imitation only. Punctuation beside a digit is content: 1.5 is not 15.
 */
export function isTrivialEdit(original: string, corrected: string): boolean {
  const before = toComparableText(original);
  const after = toComparableText(corrected);
  if (toBareWords(before) === toBareWords(after)) return true;
  const total = before.length + after.length;
  // The largest whole number strictly below the share of the total, so that exactly 98 % is not trivial.
  const limit = Math.ceil((1 - TRIVIAL_SIMILARITY) * total - 1e-9) - 1;
  return limit >= 0 && editDistanceWithin(before, after, limit) !== undefined;
}

function toBareWords(text: string): string {
  return text.replace(/(?<!\p{Nd})\p{P}(?!\p{Nd})/gu, '').replace(/\s+/gu, '');
}
