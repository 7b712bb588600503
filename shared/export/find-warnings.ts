import { findChatToken } from '../domain/chat-token.ts';
import { judgeReasoning } from '../domain/reasoning.ts';
import type { ExportWarning, WarningCode } from './export-manifest.ts';

const MEDIA_PLACEHOLDER = /<(?:image|video|audio)>/;
/** In a row with images, whose marks have been counted. */
const OTHER_PLACEHOLDER = /<(?:video|audio)>/;

/** How many rows a warning names. */
const NAMED_ROWS = 20;

/** The texts of a row: what is asked, and one answer or the two sides of a pair. */
export interface RowTexts {
  readonly asked: readonly string[];
  readonly answers: readonly string[];
  readonly hasImages: boolean;
  readonly repaired: boolean;
}

/** Looks for texts that load and still train something else than meant; sorted by code. */
export function findWarnings(rows: Iterable<RowTexts>): ExportWarning[] {
  const found = new Map<WarningCode, { count: number; rows: number[] }>();
  let row = 0;
  for (const texts of rows) {
    row += 1;
    for (const code of warningsOf(texts)) {
      const known = found.get(code) ?? { count: 0, rows: [] };
      known.count += 1;
      if (known.rows.length < NAMED_ROWS) known.rows.push(row);
      found.set(code, known);
    }
  }
  return [...found]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, where]) => ({ code, ...where }));
}

function warningsOf({ asked, answers, hasImages, repaired }: RowTexts): WarningCode[] {
  const all = [...asked, ...answers];
  const warnings: WarningCode[] = [];
  if (all.some((text) => findChatToken(text) !== undefined)) warnings.push('control-token');
  const placeholder = hasImages ? OTHER_PLACEHOLDER : MEDIA_PLACEHOLDER;
  if (all.some((text) => placeholder.test(text))) warnings.push('media-placeholder');
  const thoughts = answers.map(judgeReasoning);
  if (thoughts.includes('broken') || new Set(thoughts).size > 1) warnings.push('unbalanced-think');
  if (repaired) warnings.push('repaired-text');
  return warnings;
}
