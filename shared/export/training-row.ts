import { err, ok, type Result } from '../base/result.ts';
import type { Message } from '../domain/prompt.ts';
import type { LeaveOutReason, PreferenceSample, SftSample } from '../pairs/sample.ts';
import { needsRepair, toTrainingAnswer, toTrainingText } from './training-text.ts';

/** Why a sample cannot be a row of any trainer: what the pairs leave out, and conversations no template takes. */
export type ExportReason = LeaveOutReason | 'no-user-turn' | 'role-order' | 'system-not-first';

/** What comes before the answer, cleaned: user and assistant take turns, and it ends with what is to be answered. */
export interface CleanConversation {
  /** `''` when there is none. */
  readonly system: string;
  readonly turns: readonly Message[];
}

export interface PreferenceRow extends CleanConversation {
  readonly chosen: string;
  readonly rejected: string;
}

export interface AnswerRow extends CleanConversation {
  readonly answer: string;
}

/** A sample together with the cleaned texts that its row is made of. */
export interface Prepared<Sample, Row> {
  readonly sample: Sample;
  readonly row: Row;
  /** Characters had to be replaced or taken out. */
  readonly repaired: boolean;
}

/** Cleans a preference, or says why it would break or mislead a trainer. */
export function preparePreference(
  sample: PreferenceSample,
): Result<Prepared<PreferenceSample, PreferenceRow>, ExportReason> {
  const conversation = cleanConversation(sample.messages);
  if (!conversation.ok) return conversation;
  const chosen = toTrainingAnswer(sample.chosen);
  const rejected = toTrainingAnswer(sample.rejected);
  if (chosen === '' || rejected === '') return err('empty');
  // Cleaning can make equal what differed in control characters only.
  if (chosen === rejected) return err('identical');
  const repaired = isRepaired(sample.messages, sample.chosen, sample.rejected);
  return ok({ sample, row: { ...conversation.value, chosen, rejected }, repaired });
}

/** Cleans an answer to imitate, or says why it would break or mislead a trainer. */
export function prepareAnswer(sample: SftSample): Result<Prepared<SftSample, AnswerRow>, ExportReason> {
  const conversation = cleanConversation(sample.messages);
  if (!conversation.ok) return conversation;
  const answer = toTrainingAnswer(sample.answer);
  if (answer === '') return err('empty');
  return ok({
    sample,
    row: { ...conversation.value, answer },
    repaired: isRepaired(sample.messages, sample.answer),
  });
}

function cleanConversation(messages: readonly Message[]): Result<CleanConversation, ExportReason> {
  const [first, ...others] = messages;
  const system = first?.role === 'system' ? toTrainingText(first.content) : '';
  const rest = first?.role === 'system' ? others : messages;
  if (rest.some(({ role }) => role === 'system')) return err('system-not-first');
  const turns = rest.map(({ role, content }): Message => ({
    role,
    content: role === 'assistant' ? toTrainingAnswer(content) : toTrainingText(content),
  }));
  if (!turns.some(({ role }) => role === 'user')) return err('no-user-turn');
  const takeTurns = turns.every(({ role }, index) => (role === 'assistant') === (index % 2 === 1));
  if (!takeTurns || turns[0]?.role !== 'user' || turns.length % 2 === 0) return err('role-order');
  if (turns.some(({ content }) => content.trim() === '')) return err('empty');
  return ok({ system: system.trim() === '' ? '' : system, turns });
}

function isRepaired(messages: readonly Message[], ...answers: readonly string[]): boolean {
  return messages.some(({ content }) => needsRepair(content)) || answers.some(needsRepair);
}
