import { toComparableText } from '../domain/ids.ts';
import { createPrompt, type Message } from '../domain/prompt.ts';
import { createImportedRater, type Rater } from '../domain/rater.ts';
import { checkResponseText } from './fields.ts';
import { toBaseName, toStem } from './input-file.ts';
import type { ItemCollector } from './item-collector.ts';
import { createFault, type Fault } from './row.ts';

/** One row of a preference file, read. */
export interface PreferencePair {
  readonly messages: readonly Message[];
  readonly chosen: PairText;
  readonly rejected: PairText;
  /** What else the row says. */
  readonly metadata: Record<string, string>;
}

export interface PairText {
  readonly text: string;
  /** The field it comes from. */
  readonly path: string;
}

/** Whoever preferred *chosen* is not known by name: the rater is called after the file. */
export function createSourceRater(fileName: string): Rater {
  const name = Array.from(toStem(fileName).trim() || toBaseName(fileName))
    .slice(0, 100)
    .join('');
  return createImportedRater(name);
}

/** Adds both texts as responses and the preference as a judgment; gives why it could not. */
export function addPreferencePair(
  items: ItemCollector,
  rater: Rater,
  pair: PreferencePair,
): readonly Fault[] {
  const faults = [pair.chosen, pair.rejected].flatMap(({ text, path }) => {
    const checked = checkResponseText(text, path);
    return checked.ok ? [] : [checked.error];
  });
  if (faults.length > 0) return faults;
  if (toComparableText(pair.chosen.text) === toComparableText(pair.rejected.text)) {
    return [
      createFault(
        'identical_responses',
        pair.rejected.path,
        'chosen and rejected are the same text, so neither can be better; correct one or remove the row',
      ),
    ];
  }
  const prompt = createPrompt({ messages: [...pair.messages], metadata: pair.metadata });
  const add = (text: string, side: string): ReturnType<ItemCollector['addResponse']> =>
    items.addResponse(prompt, { turns: [text], origin: { model: null }, metadata: { side } });
  // A text that stands in several pairs of one prompt is one response: no repetition to complain of.
  const chosen = add(pair.chosen.text, 'chosen');
  const rejected = add(pair.rejected.text, 'rejected');
  items.addJudgment({
    rater,
    promptId: prompt.id,
    turn: 1,
    value: {
      kind: 'preference',
      responses: [chosen.id, rejected.id],
      outcome: { is: 'better', better: chosen.id, strength: 'clearly' },
    },
    order: null,
  });
  return [];
}
