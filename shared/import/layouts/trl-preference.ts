import { err, ok, type Result } from '../../base/result.ts';
import type { Message } from '../../domain/prompt.ts';
import { checkPromptMessages, readMessages, toAnswerText, withSystem } from '../conversation.ts';
import { readOptionalText, readPromptText, readText, toMetadata } from '../fields.ts';
import {
  addPreferencePair,
  createSourceRater,
  type PairText,
  type PreferencePair,
} from '../preference-pair.ts';
import { createFault, type Fault, getField, isJsonArray, type JsonObject } from '../row.ts';
import type { Layout } from './layout.ts';

/** Columns that hold the prompt of plain rows. */
const PROMPT_FIELDS = ['prompt', 'question', 'query'] as const;

/**
 * Preference rows of TRL and its relatives.
 *
 * - explicit: `prompt` a list of messages, `chosen` and `rejected` lists with the one assistant message;
 * - implicit: `chosen` and `rejected` are whole conversations; the prompt is the messages they share at the start;
 * - plain: `prompt` (or `question`), `chosen` and `rejected` are texts.
 */
export const trlPreference: Layout = {
  name: 'trl-preference',
  fields: 'prompt, chosen, rejected',
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) => {
      const chosen = getField(value, 'chosen');
      const rejected = getField(value, 'rejected');
      if (isJsonArray(chosen) && isJsonArray(rejected)) return true;
      return (
        findPromptField(value) !== undefined && typeof chosen === 'string' && typeof rejected === 'string'
      );
    }),
  createConsumer: ({ items }, { name }) => {
    const rater = createSourceRater(name);
    return ({ value }) => {
      const pair = readPair(value);
      return pair.ok ? addPreferencePair(items, rater, pair.value) : [pair.error];
    };
  },
};

function findPromptField(value: JsonObject): (typeof PROMPT_FIELDS)[number] | undefined {
  return PROMPT_FIELDS.find((name) => typeof getField(value, name) === 'string');
}

function readPair(value: JsonObject): Result<PreferencePair, Fault> {
  const promptField = findPromptField(value) ?? 'prompt';
  const parts = isJsonArray(getField(value, 'chosen'))
    ? readConversations(value, promptField)
    : readPlain(value, promptField);
  if (!parts.ok) return parts;
  const system = readOptionalText(value, 'system');
  if (!system.ok) return system;
  const messages = checkPromptMessages(
    withSystem(parts.value.messages, system.value),
    parts.value.promptPath,
  );
  if (!messages.ok) return messages;
  const { chosen, rejected } = parts.value;
  const metadata = toMetadata(value, new Set([promptField, 'system', 'chosen', 'rejected']));
  return ok({ messages: messages.value, chosen, rejected, metadata });
}

interface Parts {
  readonly messages: readonly Message[];
  readonly promptPath: string;
  readonly chosen: PairText;
  readonly rejected: PairText;
}

function readPlain(value: JsonObject, promptField: string): Result<Parts, Fault> {
  const prompt = readPromptText(value, promptField);
  if (!prompt.ok) return prompt;
  const chosen = readText(value, 'chosen');
  if (!chosen.ok) return chosen;
  const rejected = readText(value, 'rejected');
  if (!rejected.ok) return rejected;
  return ok({
    messages: [{ role: 'user', content: prompt.value }],
    promptPath: promptField,
    chosen: { text: chosen.value, path: 'chosen' },
    rejected: { text: rejected.value, path: 'rejected' },
  });
}

function readConversations(value: JsonObject, promptField: string): Result<Parts, Fault> {
  const readChosen = readMessages(getField(value, 'chosen'), 'chosen');
  if (!readChosen.ok) return readChosen;
  const readRejected = readMessages(getField(value, 'rejected'), 'rejected');
  if (!readRejected.ok) return readRejected;
  const chosen = readChosen.value.messages;
  const rejected = readRejected.value.messages;
  const prompt = getField(value, promptField);
  if (isJsonArray(prompt)) {
    const messages = readMessages(prompt, promptField);
    if (!messages.ok) return messages;
    return toParts(messages.value.messages, promptField, chosen, rejected, 0);
  }
  const shared = countShared(chosen, rejected);
  if (shared === 0 && typeof prompt === 'string') {
    const messages: readonly Message[] = [{ role: 'user', content: prompt }];
    return toParts(messages, promptField, chosen, rejected, 0);
  }
  return toParts(chosen.slice(0, shared), 'chosen', chosen, rejected, shared);
}

/** The length of the longest common start, which never takes in the last message of either: that is the answer. */
function countShared(chosen: readonly Message[], rejected: readonly Message[]): number {
  const most = Math.min(chosen.length, rejected.length) - 1;
  let shared = 0;
  while (
    shared < most &&
    chosen[shared]?.role === rejected[shared]?.role &&
    chosen[shared]?.content === rejected[shared]?.content &&
    chosen[shared]?.toolCalls === rejected[shared]?.toolCalls
  ) {
    shared += 1;
  }
  return shared;
}

function toParts(
  messages: readonly Message[],
  promptPath: string,
  chosen: readonly Message[],
  rejected: readonly Message[],
  shared: number,
): Result<Parts, Fault> {
  const chosenText = readAnswer(chosen, shared, 'chosen');
  if (!chosenText.ok) return chosenText;
  const rejectedText = readAnswer(rejected, shared, 'rejected');
  if (!rejectedText.ok) return rejectedText;
  return ok({ messages, promptPath, chosen: chosenText.value, rejected: rejectedText.value });
}

/** The one assistant message after the shared ones. */
function readAnswer(messages: readonly Message[], shared: number, path: string): Result<PairText, Fault> {
  const answer = messages[shared];
  if (messages.length === shared + 1 && answer?.role === 'assistant') {
    return ok({ text: toAnswerText(answer), path: `${path}.${shared}.content` });
  }
  return err(
    createFault(
      'bad_turns',
      path,
      `${path} has to be one assistant message after what chosen and rejected share; conversations that part earlier cannot be compared`,
    ),
  );
}
