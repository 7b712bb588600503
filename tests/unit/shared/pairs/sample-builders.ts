import {
  type JudgmentId,
  type PromptId,
  type ResponseId,
  toContentId,
} from '../../../../shared/domain/ids.ts';
import type { Judgment, JudgmentValue } from '../../../../shared/domain/judgment.ts';
import { createPrompt, type Prompt, type PromptInput } from '../../../../shared/domain/prompt.ts';
import { createImportedRater } from '../../../../shared/domain/rater.ts';
import { CALLS_TOOLS, createResponse, type Response } from '../../../../shared/domain/response.ts';

/** A small project written down the way a test thinks of it: models and texts, not ids. */
export class ProjectBuilder {
  readonly prompts: Prompt[] = [];
  readonly responses: Response[] = [];
  readonly judgments: Judgment[] = [];
  readonly #sequence = new Map<string, number>();

  prompt(text: string, input: Partial<PromptInput> = {}): Prompt {
    const prompt = createPrompt({ messages: [{ role: 'user', content: text }], ...input });
    this.prompts.push(prompt);
    return prompt;
  }

  response(prompt: Prompt, model: string, ...turns: string[]): Response {
    const response = createResponse({ promptId: prompt.id, turns, origin: { model } });
    this.responses.push(response);
    return response;
  }

  /** A response whose text is, or ends with, calls of tools. */
  callingResponse(prompt: Prompt, model: string, text: string): Response {
    const metadata = { ...CALLS_TOOLS };
    const response = createResponse({ promptId: prompt.id, turns: [text], origin: { model }, metadata });
    this.responses.push(response);
    return response;
  }

  judge(rater: string, promptId: PromptId, value: JudgmentValue, turn = 1): Judgment {
    const seq = (this.#sequence.get(rater) ?? 0) + 1;
    this.#sequence.set(rater, seq);
    const judgment: Judgment = {
      id: toContentId<JudgmentId>(['judgment', rater, seq]),
      raterId: createImportedRater(rater).id,
      seq,
      promptId,
      turn,
      pass: 1,
      value,
      shown: null,
      at: null,
      durationMs: null,
      app: 'test',
    };
    this.judgments.push(judgment);
    return judgment;
  }

  prefer(
    rater: string,
    better: Response,
    worse: Response,
    turn = 1,
    strength: 'clearly' | 'slightly' = 'clearly',
  ) {
    return this.judge(
      rater,
      better.promptId,
      {
        kind: 'preference',
        responses: [better.id, worse.id],
        outcome: { is: 'better', better: better.id, strength },
      },
      turn,
    );
  }

  undecided(rater: string, left: Response, right: Response, outcome: 'tie' | 'both-bad', turn = 1) {
    return this.judge(
      rater,
      left.promptId,
      { kind: 'preference', responses: [left.id, right.id], outcome: { is: outcome } },
      turn,
    );
  }

  /** Best first; equal ones in one array. */
  rank(rater: string, ...groups: (Response | Response[])[]) {
    const ids = groups.map((group): ResponseId[] => [group].flat().map(({ id }) => id));
    const [first] = groups.flat();
    if (!first) throw new Error('A ranking needs a response.');
    return this.judge(rater, first.promptId, { kind: 'ranking', responses: ids.flat(), groups: ids });
  }

  correct(rater: string, response: Response, text: string, turn = 1) {
    return this.judge(rater, response.promptId, { kind: 'correction', responseId: response.id, text }, turn);
  }

  skip(rater: string, reason: 'later' | 'cannot-judge', ...responses: [Response, ...Response[]]) {
    return this.judge(rater, responses[0].promptId, {
      kind: 'skip',
      responses: responses.map(({ id }) => id),
      reason,
    });
  }

  retract(judgment: Judgment, rater: string) {
    return this.judge(rater, judgment.promptId, { kind: 'retract', judgmentId: judgment.id });
  }
}
