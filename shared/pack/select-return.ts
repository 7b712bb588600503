import type { RaterId } from '../domain/ids.ts';
import { responsesOf } from '../domain/judgment.ts';
import type { PackContent } from './pack.ts';

/**
 * Selects what a rater hands in: all their judgments, retractions included, and what these are about.
 *
 * The prompts and responses travel along with their texts. So a return pack stands alone: a lead who lacks some of the
 * items, or the whole project, can merge it, read it and export from it.
 */
export function selectReturn(content: PackContent, raterId: RaterId): PackContent {
  const judgments = content.judgments.filter((judgment) => judgment.raterId === raterId);
  const responseIds = new Set(
    judgments.flatMap((judgment) => [...responsesOf(judgment), ...(judgment.shown?.order ?? [])]),
  );
  const responses = content.responses.filter(({ id }) => responseIds.has(id));
  const promptIds = new Set([
    ...judgments.map(({ promptId }) => promptId),
    ...responses.map(({ promptId }) => promptId),
  ]);
  const sourceIds = new Set(judgments.map(({ sourceId }) => sourceId));
  return {
    kind: 'return',
    project: content.project,
    raters: content.raters.filter(({ id }) => id === raterId),
    sources: content.sources.filter(({ id }) => sourceIds.has(id)),
    prompts: content.prompts.filter(({ id }) => promptIds.has(id)),
    responses,
    judgments,
  };
}
