import { readFileSync } from 'node:fs';
import type { JudgmentId, PromptId } from '../../../../shared/domain/ids.ts';
import { toContentId } from '../../../../shared/domain/ids.ts';
import type { Judgment } from '../../../../shared/domain/judgment.ts';
import { createImportedRater, type Rater } from '../../../../shared/domain/rater.ts';
import { createResponse, type Response } from '../../../../shared/domain/response.ts';

/** One line of `human.jsonl`. */
export interface Vote {
  readonly judge: string;
  readonly model_a: string;
  readonly model_b: string;
  readonly question_id: number;
  readonly turn: number;
  readonly winner: 'model_a' | 'model_b' | 'tie';
}

/** The human votes of MT-bench, in file order. */
export function readVotes(): Vote[] {
  return readFileSync('tests/fixtures/mt_bench/human.jsonl', 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Vote);
}

export interface Judged {
  readonly raters: readonly Rater[];
  readonly responses: readonly Response[];
  readonly judgments: readonly Judgment[];
}

/** Turns votes into judgments the plain way: texts do not matter for agreement, so each response has its own. */
export function toJudged(votes: readonly Vote[]): Judged {
  const raters = new Map(votes.map(({ judge }) => [judge, createImportedRater(judge)]));
  const responses = new Map<string, Response>();
  function responseOf(question: number, model: string): Response {
    const key = `${question} ${model}`;
    const promptId = toContentId<PromptId>(['prompt', question]);
    const response = responses.get(key) ?? createResponse({ promptId, turns: [key, key], origin: { model } });
    responses.set(key, response);
    return response;
  }
  const judgments = votes.map((vote, index): Judgment => {
    const a = responseOf(vote.question_id, vote.model_a);
    const b = responseOf(vote.question_id, vote.model_b);
    const rater = raters.get(vote.judge);
    if (!rater) throw new Error('Every judge is a rater');
    return {
      id: toContentId<JudgmentId>(['judgment', index]),
      raterId: rater.id,
      seq: index + 1,
      promptId: a.promptId,
      turn: vote.turn,
      pass: 1,
      value: {
        kind: 'preference',
        responses: [a.id, b.id],
        outcome:
          vote.winner === 'tie'
            ? { is: 'tie' }
            : { is: 'better', better: vote.winner === 'model_a' ? a.id : b.id, strength: 'clearly' },
      },
      shown: { order: [a.id, b.id], seed: null },
      at: null,
      durationMs: null,
      app: 'test',
    };
  });
  return { raters: [...raters.values()], responses: [...responses.values()], judgments };
}
