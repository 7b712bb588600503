import { err, ok, type Result } from '../base/result.ts';
import type { Message } from '../domain/prompt.ts';
import { parseToolCalls, splitCallingText, type ToolCalls } from '../domain/tool-calls.ts';
import type { LeaveOutReason, PreferenceSample, SftSample } from '../pairs/sample.ts';
import { needsRepair, toTrainingAnswer, toTrainingText } from './training-text.ts';

/** Why a sample cannot be a row of a trainer, beside why it is no pair or answer at all. */
export const EXPORT_REASONS = [
  'image-address',
  'image-marks',
  'no-user-turn',
  'role-order',
  'system-not-first',
  'text-beside-calls',
  'tool-form',
  'tools-with-images',
] as const;

/**
 * - `no-user-turn`, `role-order`, `system-not-first`: a conversation no template takes; LLaMA-Factory also wants the results
 *   of tools one by one.
 * - `tool-form`: tools or calls of them in no form that trainers read.
 * - `text-beside-calls`: the model speaks and calls in one turn, which LLaMA-Factory's layout has no place for.
 * - `image-marks`: not as many `<image>` marks as images.
 * - `image-address`: an image that is no file, which LLaMA-Factory would not open.
 * - `tools-with-images`: TRL ignores tools as soon as data have images.
 */
export type ExportReason = LeaveOutReason | (typeof EXPORT_REASONS)[number];

/** One turn, cleaned. */
export interface TrainingTurn {
  readonly role: Message['role'];
  readonly content: string;
  readonly calls?: ToolCalls;
}

/** What comes before the answer, cleaned: user and assistant take turns, and it ends with what is to be answered. */
export interface CleanConversation {
  /** `''` when there is none. */
  readonly system: string;
  readonly turns: readonly TrainingTurn[];
  /** A JSON list as text; `''` when there are none. */
  readonly tools: string;
  readonly images: readonly string[];
}

export interface PreferenceRow extends CleanConversation {
  readonly chosen: TrainingTurn;
  readonly rejected: TrainingTurn;
}

export interface AnswerRow extends CleanConversation {
  readonly answer: TrainingTurn;
}

/** A sample together with the cleaned texts that its row is made of. */
export interface Prepared<Sample, Row> {
  readonly sample: Sample;
  readonly row: Row;
  /** Characters had to be replaced or taken out. */
  readonly repaired: boolean;
}

/** The answers of a row: one, or the two sides of a pair. */
export function answersOf(row: PreferenceRow | AnswerRow): readonly TrainingTurn[] {
  return 'answer' in row ? [row.answer] : [row.chosen, row.rejected];
}

/** The turns with the system message, if there is one, as the first of them. */
export function withSystemTurn({ system, turns }: CleanConversation): readonly TrainingTurn[] {
  return system === '' ? turns : [{ role: 'system', content: system }, ...turns];
}

/** All that a turn says, calls included. */
export function toSaidText({ content, calls }: TrainingTurn): string {
  if (calls === undefined) return content;
  return content === '' ? calls.flat : `${content}\n\n${calls.flat}`;
}

/** Cleans a preference, or says why it would break or mislead a trainer. */
export function preparePreference(
  sample: PreferenceSample,
): Result<Prepared<PreferenceSample, PreferenceRow>, ExportReason> {
  const conversation = cleanConversation(sample);
  if (!conversation.ok) return conversation;
  const chosen = cleanAnswer(sample.chosen, sample.chosenCallsTools);
  if (!chosen.ok) return chosen;
  const rejected = cleanAnswer(sample.rejected, sample.rejectedCallsTools);
  if (!rejected.ok) return rejected;
  // Cleaning can make equal what differed in control characters only.
  if (toSaidText(chosen.value) === toSaidText(rejected.value)) return err('identical');
  const repaired = isRepaired(sample.messages, sample.chosen, sample.rejected);
  return ok({
    sample,
    row: { ...conversation.value, chosen: chosen.value, rejected: rejected.value },
    repaired,
  });
}

/** Cleans an answer to imitate, or says why it would break or mislead a trainer. */
export function prepareAnswer(sample: SftSample): Result<Prepared<SftSample, AnswerRow>, ExportReason> {
  const conversation = cleanConversation(sample);
  if (!conversation.ok) return conversation;
  const answer = cleanAnswer(sample.answer, sample.callsTools);
  if (!answer.ok) return answer;
  const repaired = isRepaired(sample.messages, sample.answer);
  return ok({ sample, row: { ...conversation.value, answer: answer.value }, repaired });
}

function cleanAnswer(text: string, callsTools: boolean): Result<TrainingTurn, ExportReason> {
  const content = toTrainingAnswer(text);
  if (content === '') return err('empty');
  if (!callsTools) return ok({ role: 'assistant', content });
  const calling = splitCallingText(content);
  if (calling === undefined) return err('tool-form');
  return ok({ role: 'assistant', content: calling.spoken.trim(), calls: calling.calls });
}

function cleanConversation({
  messages,
  tools = '',
  images = [],
}: PreferenceSample | SftSample): Result<CleanConversation, ExportReason> {
  const [first, ...others] = messages;
  const system = first?.role === 'system' ? toTrainingText(first.content) : '';
  const rest = first?.role === 'system' ? others : messages;
  if (rest.some(({ role }) => role === 'system')) return err('system-not-first');
  if (!rest.some(({ role }) => role === 'user')) return err('no-user-turn');
  if (!takeTurns(rest)) return err('role-order');
  const turns: TrainingTurn[] = [];
  for (const message of rest) {
    const turn = cleanTurn(message);
    if (!turn.ok) return turn;
    turns.push(turn.value);
  }
  if (tools !== '' && !isToolList(tools)) return err('tool-form');
  return ok({
    system: system.trim() === '' ? '' : system,
    turns,
    tools: toTrainingText(tools),
    images: images.map(toTrainingText),
  });
}

/** Whether the user begins, everybody answers somebody else, and it ends with what is to be answered. */
function takeTurns(messages: readonly Message[]): boolean {
  return (
    messages.at(-1)?.role !== 'assistant' &&
    messages.every(({ role }, index) => {
      const before = messages[index - 1]?.role;
      switch (role) {
        case 'user':
          return before === undefined || before === 'assistant';
        case 'tool':
          return before === 'assistant' || before === 'tool';
        default:
          return before === 'user' || before === 'tool';
      }
    })
  );
}

function cleanTurn({ role, content, toolCalls }: Message): Result<TrainingTurn, ExportReason> {
  const text = role === 'assistant' ? toTrainingAnswer(content) : toTrainingText(content);
  if (toolCalls === undefined) return text.trim() === '' ? err('empty') : ok({ role, content: text });
  const calls = parseToolCalls(toTrainingText(toolCalls));
  return calls === undefined ? err('tool-form') : ok({ role, content: text, calls });
}

/** Whether a text is a JSON list of objects with something in it. */
function isToolList(text: string): boolean {
  try {
    const tools: unknown = JSON.parse(text);
    return (
      Array.isArray(tools) &&
      tools.length > 0 &&
      tools.every((tool) => typeof tool === 'object' && tool !== null && !Array.isArray(tool))
    );
  } catch {
    return false;
  }
}

function isRepaired(messages: readonly Message[], ...answers: readonly string[]): boolean {
  return messages.some(({ content }) => needsRepair(content)) || answers.some(needsRepair);
}
