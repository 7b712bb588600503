import { err, ok, type Result } from '../../base/result.ts';
import type { Message } from '../../domain/prompt.ts';
import { type AnsweredConversation, isSameConversation } from '../answered-conversation.ts';
import { checkPromptMessages } from '../conversation.ts';
import { readText, toMetadata } from '../fields.ts';
import type { AnswerPair } from '../preference-pair.ts';
import { createPartingFault } from '../asked-conversation.ts';
import { createFault, type Fault, getField, type JsonObject } from '../row.ts';
import type { Layout } from './layout.ts';
import { createPairConsumer } from './pair-consumer.ts';

const READ = new Set(['chosen', 'rejected']);

/**
 * Anthropic's hh-rlhf: `chosen` and `rejected` are transcripts of whole conversations, with `\n\nHuman:` and
 * `\n\nAssistant:` in front of the turns (some copies write `Hum:`). What stands before the last answer is the prompt,
 * and has to be the same on both sides.
 */
export const hhRlhf: Layout = {
  name: 'hh-rlhf',
  fields: 'chosen, rejected (transcripts)',
  rank: 2,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) => isTranscript(value, 'chosen') && isTranscript(value, 'rejected')),
  createConsumer: createPairConsumer(readPair),
};

function isTranscript(value: JsonObject, name: string): boolean {
  const text = getField(value, name);
  return typeof text === 'string' && /^\s*Hum(?:an)?:/.test(text);
}

function readPair(value: JsonObject): Result<AnswerPair, Fault> {
  const chosen = readTranscript(value, 'chosen');
  if (!chosen.ok) return chosen;
  const rejected = readTranscript(value, 'rejected');
  if (!rejected.ok) return rejected;
  const { start, answer } = chosen.value;
  if (!isSameConversation(start, rejected.value.start)) return err(createPartingFault('chosen', 'rejected'));
  const messages = checkPromptMessages(start.messages, 'chosen');
  if (!messages.ok) return messages;
  return ok({
    prompt: { messages: [...messages.value], metadata: toMetadata(value, READ) },
    answers: [
      { ...answer, model: null, side: 'chosen' },
      { ...rejected.value.answer, model: null, side: 'rejected' },
    ],
  });
}

function readTranscript(value: JsonObject, name: string): Result<AnsweredConversation, Fault> {
  const text = readText(value, name);
  if (!text.ok) return text;
  const [before = '', ...parts] = text.value.split(/(?:^|\n\n)(Human|Hum|Assistant):/);
  const messages: Message[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const role = parts[index] === 'Assistant' ? 'assistant' : 'user';
    // One space separates the mark from the turn.
    messages.push({ role, content: (parts[index + 1] ?? '').replace(/^ /, '') });
  }
  const answer = messages.pop();
  if (before.trim() === '' && answer?.role === 'assistant') {
    return ok({ start: { messages, images: [] }, answer: { text: answer.content, path: name } });
  }
  return err(
    createFault(
      'bad_turns',
      name,
      `${name} has to be a transcript that begins with "Human:" and ends with what the model answered after "Assistant:"`,
    ),
  );
}
