import { err, ok, type Result } from '../base/result.ts';
import { type PromptId, type ResponseId, toComparableText } from '../domain/ids.ts';
import type { ValueOf } from '../domain/judgment.ts';
import { createPrompt, type PromptInput } from '../domain/prompt.ts';
import { CALLS_TOOLS } from '../domain/response.ts';
import { createImportedRater, type Rater } from '../domain/rater.ts';
import type { AnswerText } from './answered-conversation.ts';
import { checkResponseText } from './fields.ts';
import { toBaseName, toStem } from './input-file.ts';
import type { ItemCollector } from './item-collector.ts';
import { createFault, type Fault } from './row.ts';

/** One of two answers that a row compares. */
export interface PairAnswer extends AnswerText {
  /** Who wrote it, or `null` when the row does not say. */
  readonly model: string | null;
  /** What the row calls it; kept as the metadata `side`. */
  readonly side: string;
}

/** Two answers to one prompt. */
export interface AnswerPair {
  readonly prompt: PromptInput;
  readonly answers: readonly [PairAnswer, PairAnswer];
}

/** Where a pair has gone. */
export interface AddedPair {
  readonly promptId: PromptId;
  readonly responses: readonly [ResponseId, ResponseId];
}

/** Whoever judged is not known by name: the rater is called after the file, the nth of several with that number. */
export function createSourceRater(fileName: string, position?: number): Rater {
  const name = Array.from(toStem(fileName).trim() || toBaseName(fileName))
    .slice(0, 100)
    .join('');
  return createImportedRater(position === undefined ? name : `${name} #${position}`);
}

/** Adds both answers as responses; they have to be there, and to differ. */
export function addAnswerPair(
  items: ItemCollector,
  { prompt: input, answers }: AnswerPair,
): Result<AddedPair, readonly Fault[]> {
  const faults = answers.flatMap(({ text, path }) => {
    const checked = checkResponseText(text, path);
    return checked.ok ? [] : [checked.error];
  });
  if (faults.length > 0) return err(faults);
  const [one, other] = answers;
  if (toComparableText(one.text) === toComparableText(other.text)) {
    return err([
      createFault(
        'identical_responses',
        other.path,
        `${one.side} and ${other.side} are the same text, so neither can be better; correct one or remove the row`,
      ),
    ]);
  }
  const prompt = createPrompt(input);
  // A text that stands in several pairs of one prompt is one response: no repetition to complain of.
  const add = ({ text, model, side, callsTools }: PairAnswer): ResponseId => {
    const metadata = { side, ...(callsTools === true ? CALLS_TOOLS : {}) };
    return items.addResponse(prompt, { turns: [text], origin: { model }, metadata }).id;
  };
  return ok({ promptId: prompt.id, responses: [add(one), add(other)] });
}

/** Adds both answers and that *rater* prefers the first of them, clearly; gives why it could not. */
export function addPreference(items: ItemCollector, rater: Rater, pair: AnswerPair): readonly Fault[] {
  const added = addAnswerPair(items, pair);
  if (!added.ok) return added.error;
  const { promptId, responses } = added.value;
  const outcome = { is: 'better', better: responses[0], strength: 'clearly' } as const;
  items.addJudgment({ rater, promptId, turn: 1, value: toPreference(responses, outcome), order: null });
  return [];
}

export function toPreference(
  responses: AddedPair['responses'],
  outcome: ValueOf<'preference'>['outcome'],
): ValueOf<'preference'> {
  return { kind: 'preference', responses: [...responses], outcome };
}
