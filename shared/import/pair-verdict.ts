import { err, ok, type Result } from '../base/result.ts';
import type { ResponseId } from '../domain/ids.ts';
import type { ValueOf } from '../domain/judgment.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Rater } from '../domain/rater.ts';
import type { ImportedJudgment, ItemCollector } from './item-collector.ts';
import { type AddedPair, toPreference } from './preference-pair.ts';
import { createFault, type Fault } from './row.ts';

/** A response that a file of verdicts quotes. */
export interface QuotedResponse {
  /** One text for each answered turn of the prompt, checked. */
  readonly turns: readonly string[];
  /** The field it comes from. */
  readonly path: string;
  /** Who wrote it, or `null` when the file does not say. */
  readonly model: string | null;
  readonly metadata?: Record<string, string>;
}

/** What a file says of the first and the second response that it quotes. */
export type Verdict = 'first' | 'second' | 'tie' | 'both-bad';

/**
 * Adds two quoted responses. Two models that say the same are two responses; one response cannot be a pair.
 */
export function addQuotedPair(
  items: ItemCollector,
  prompt: Prompt,
  first: QuotedResponse,
  second: QuotedResponse,
): Result<AddedPair, Fault> {
  const add = ({ turns, model, metadata = {} }: QuotedResponse): ResponseId =>
    items.addResponse(prompt, { turns: [...turns], origin: { model }, metadata }).id;
  const responses = [add(first), add(second)] as const;
  if (responses[0] !== responses[1]) return ok({ promptId: prompt.id, responses });
  return err(
    createFault(
      'identical_responses',
      second.path,
      `${first.path} and ${second.path} are the same text, so there is nothing to compare; correct one or remove the row`,
    ),
  );
}

/** Adds what *rater* says of a pair. */
export function addVerdict(
  items: ItemCollector,
  rater: Rater,
  { promptId, responses }: AddedPair,
  verdict: Verdict,
  circumstances: Partial<Pick<ImportedJudgment, 'turn' | 'order' | 'at' | 'durationMs'>> = {},
): void {
  const value = toVerdictPreference(responses, verdict);
  items.addJudgment({ rater, promptId, turn: 1, value, order: null, ...circumstances });
}

/** A verdict as a preference; files of verdicts know no slight ones. */
export function toVerdictPreference(
  responses: readonly [ResponseId, ResponseId],
  verdict: Verdict,
): ValueOf<'preference'> {
  if (verdict === 'tie' || verdict === 'both-bad') return toPreference(responses, { is: verdict });
  const better = responses[verdict === 'first' ? 0 : 1];
  return toPreference(responses, { is: 'better', better, strength: 'clearly' });
}
