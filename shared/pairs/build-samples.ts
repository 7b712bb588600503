import { compareCodePoints, type JudgmentId, type PromptId, type ResponseId } from '../domain/ids.ts';
import { isJudgmentOf, type Judgment, type JudgmentOf } from '../domain/judgment.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Response } from '../domain/response.ts';
import { type PairOutcome, selectPairOutcomes } from '../review/pair-outcomes.ts';
import { selectHolding } from '../review/review-log.ts';
import { findBestAnswer } from './best-answer.ts';
import { chooseCorrected, toCorrectionSamples } from './correction-samples.ts';
import { selectCurrent } from './current-judgments.ts';
import { toPreferenceSamples } from './preference-samples.ts';
import type { LeftOutItem, PreferenceSample, SampleSet, SftSample } from './sample.ts';

export interface SampleInput {
  readonly prompts: Iterable<Prompt>;
  readonly responses: Iterable<Response>;
  /** Logs of any number of raters, in any order, retractions included. */
  readonly judgments: Iterable<Judgment>;
}

export interface SampleOptions {
  /** How many of the pairs that follow from the rankings of one prompt (and turn) are taken; 3 unless told. */
  readonly maxPairsPerRanking?: number;
}

/** The default of `SampleOptions.maxPairsPerRanking`. */
export const MAX_PAIRS_PER_RANKING = 3;

/**
 * Turns judgments into training samples: preferences (chosen over rejected) and answers to imitate.
 *
 * Several raters decide by majority. Nothing is said that no rater said: every sample names the judgments it stands on,
 * and everything that raters said and that did not become a sample is listed with its reason. A prompt judged at several
 * turns gives samples for each of them, since each answers another conversation. Pure and without clock or dice: the same
 * data in any order give the same samples in the same order.
 */
export function buildSamples(input: SampleInput, options: SampleOptions = {}): SampleSet {
  const prompts = indexById(input.prompts);
  const responses = indexById(input.responses);
  const current = selectCurrent(selectHolding(input.judgments), { prompts, responses });
  const direct = new Set(current.verdicts.filter(isDirect).map(({ id }) => id));
  const outcomes = selectPairOutcomes(current.verdicts, (id) => responses.get(id)).filter(
    ({ promptId, first, second }) =>
      responses.get(first)?.promptId === promptId && responses.get(second)?.promptId === promptId,
  );

  const preferences: PreferenceSample[] = [];
  const answers: SftSample[] = [];
  const leftOut: LeftOutItem[] = [];
  for (const { prompt, turn, ...said } of groupByTurn(prompts, outcomes, current.corrections)) {
    if (prompt.split === 'eval') {
      leftOut.push(...keepBack(prompt.id, turn, said));
      continue;
    }
    const preferred = toPreferenceSamples(prompt, turn, said.outcomes, {
      responses,
      askedDirectly: (id: JudgmentId) => direct.has(id),
      maxPairsPerRanking: options.maxPairsPerRanking ?? MAX_PAIRS_PER_RANKING,
    });
    const corrected = toCorrectionSamples(prompt, turn, said.corrections, responses);
    preferences.push(...preferred.samples, ...corrected.preferences);
    leftOut.push(...preferred.leftOut, ...corrected.leftOut);

    const answer = chooseCorrected(corrected.answers, preferred.tiers.tierOf);
    if (answer) {
      answers.push(answer);
      for (const other of corrected.answers) {
        if (other !== answer) leftOut.push(toNotSelected(other));
      }
    } else if (preferred.verdicts.length > 0) {
      const best = findBestAnswer(prompt, turn, preferred, responses);
      if (best.found) answers.push(best.sample);
      else leftOut.push(toNoAnswer(prompt.id, turn, best.reason, said.outcomes));
    }
  }
  const skipped = current.leftOut.map((item) =>
    prompts.get(item.promptId)?.split === 'eval' ? { ...item, reason: 'eval-split' as const } : item,
  );
  return {
    preferences: preferences.toSorted(comparePreferences),
    answers: answers.toSorted(comparePlaces),
    leftOut: [...leftOut, ...skipped].toSorted(compareLeftOut),
  };
}

/** Whether the rater was asked about exactly two responses, in a pair or a ranking of two. */
function isDirect(judgment: JudgmentOf<'preference'> | JudgmentOf<'ranking'>): boolean {
  return isJudgmentOf(judgment, 'preference') || judgment.value.responses.length === 2;
}

interface Said {
  readonly outcomes: PairOutcome[];
  readonly corrections: JudgmentOf<'correction'>[];
}

/** What was said of each prompt at each turn. */
function groupByTurn(
  prompts: ReadonlyMap<PromptId, Prompt>,
  outcomes: readonly PairOutcome[],
  corrections: readonly JudgmentOf<'correction'>[],
): ({ readonly prompt: Prompt; readonly turn: number } & Said)[] {
  const groups = new Map<string, { prompt: Prompt; turn: number } & Said>();
  const groupOf = (promptId: PromptId, turn: number): Said | undefined => {
    const prompt = prompts.get(promptId);
    if (!prompt) return undefined;
    const key = `${promptId}:${turn}`;
    const group = groups.get(key) ?? { prompt, turn, outcomes: [], corrections: [] };
    groups.set(key, group);
    return group;
  };
  for (const outcome of outcomes) groupOf(outcome.promptId, outcome.turn)?.outcomes.push(outcome);
  for (const correction of corrections) {
    groupOf(correction.promptId, correction.turn)?.corrections.push(correction);
  }
  return [...groups.values()];
}

/** Everything said of an evaluation prompt: one entry per pair and per corrected response. */
function keepBack(promptId: PromptId, turn: number, { outcomes, corrections }: Said): LeftOutItem[] {
  const byResponses = new Map<string, { responseIds: ResponseId[]; judgmentIds: JudgmentId[] }>();
  const add = (responseIds: ResponseId[], judgmentId: JudgmentId) => {
    const key = responseIds.join('+');
    const known = byResponses.get(key);
    if (known) known.judgmentIds.push(judgmentId);
    else byResponses.set(key, { responseIds, judgmentIds: [judgmentId] });
  };
  for (const { first, second, judgmentId } of outcomes) add([first, second], judgmentId);
  for (const { value, id } of corrections) add([value.responseId], id);
  return [...byResponses.values()].map(({ responseIds, judgmentIds }) => ({
    reason: 'eval-split',
    target: 'both',
    promptId,
    turn,
    responseIds,
    judgmentIds: judgmentIds.toSorted(compareCodePoints),
  }));
}

function toNotSelected({ promptId, turn, responseId, judgmentIds }: SftSample): LeftOutItem {
  return { reason: 'not-selected', target: 'sft', promptId, turn, responseIds: [responseId], judgmentIds };
}

function unique<Value extends string>(values: readonly Value[]): Value[] {
  return [...new Set(values)].toSorted(compareCodePoints);
}

function toNoAnswer(
  promptId: PromptId,
  turn: number,
  reason: LeftOutItem['reason'],
  outcomes: readonly PairOutcome[],
): LeftOutItem {
  return {
    reason,
    target: 'sft',
    promptId,
    turn,
    responseIds: unique(outcomes.flatMap(({ first, second }) => [first, second])),
    judgmentIds: unique(outcomes.map(({ judgmentId }) => judgmentId)),
  };
}

/** The first record of an id counts, as everywhere. */
function indexById<Item extends { readonly id: string }>(items: Iterable<Item>): Map<Item['id'], Item> {
  const index = new Map<Item['id'], Item>();
  for (const item of items) if (!index.has(item.id)) index.set(item.id, item);
  return index;
}

interface Placed {
  readonly promptId: PromptId;
  readonly turn: number;
}

function comparePlaces(left: Placed, right: Placed): number {
  return compareCodePoints(left.promptId, right.promptId) || left.turn - right.turn;
}

function comparePreferences(left: PreferenceSample, right: PreferenceSample): number {
  return (
    comparePlaces(left, right) ||
    compareCodePoints(left.chosenResponseId, right.chosenResponseId) ||
    compareCodePoints(left.rejectedResponseId, right.rejectedResponseId) ||
    compareCodePoints(left.kind, right.kind) ||
    compareCodePoints(left.chosen, right.chosen)
  );
}

function compareLeftOut(left: LeftOutItem, right: LeftOutItem): number {
  return (
    comparePlaces(left, right) ||
    compareCodePoints(left.target, right.target) ||
    compareCodePoints(left.reason, right.reason) ||
    compareCodePoints(left.responseIds.join('+'), right.responseIds.join('+')) ||
    compareCodePoints(left.judgmentIds.join('+'), right.judgmentIds.join('+'))
  );
}
