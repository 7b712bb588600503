import { err, ok, type Result } from '../../base/result.ts';
import { toComparableText } from '../../domain/ids.ts';
import { createPrompt, type Message, type Prompt } from '../../domain/prompt.ts';
import type { Rater } from '../../domain/rater.ts';
import { type Conversation, readMessages, toAnswerText } from '../conversation.ts';
import { checkPromptTexts, checkResponseText, readName, toMetadata } from '../fields.ts';
import { addQuotedPair, addVerdict, type QuotedResponse } from '../pair-verdict.ts';
import { createSourceRater } from '../preference-pair.ts';
import { readRater } from '../read-rater.ts';
import { readOptionalTime } from '../read-time.ts';
import { readWinner } from '../read-winner.ts';
import { createFault, type Fault, getField, isJsonArray, type JsonObject } from '../row.ts';
import { type ImportContext, KEPT, type Layout } from './layout.ts';

/** `full_conversation` says the same once more. */
const READ = new Set(
  'conversation_a conversation_b full_conversation model_a model_b winner judge turn tstamp timestamp'.split(
    ' ',
  ),
);

/**
 * Votes of the arena with both conversations in the row (`lmsys/chatbot_arena_conversations`,
 * `lmsys/mt_bench_human_judgments`, `lmarena-ai/arena-human-preference-140k`):
 * `{model_a, model_b, winner, conversation_a, conversation_b, judge?, turn?, tstamp?}`.
 *
 * *a* was on the left. Both conversations have to ask the same, turn by turn: each model answers in its own history, so
 * that only whole conversations compare. `turn` is how far the judge has read; the end when it is missing.
 */
export const arenaConversations: Layout = {
  name: 'arena-conversations',
  fields: 'model_a, model_b, winner, conversation_a, conversation_b',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(
      ({ value }) =>
        isJsonArray(getField(value, 'conversation_a')) &&
        isJsonArray(getField(value, 'conversation_b')) &&
        getField(value, 'winner') !== undefined,
    ),
  createConsumer: (context, { name }) => {
    const sourceRater = createSourceRater(name);
    return ({ value }) => {
      const judge = getField(value, 'judge') ?? null;
      const rater = judge === null ? ok(sourceRater) : readRater(judge, 'judge');
      if (!rater.ok) return [rater.error];
      const battle = readBattle(value);
      return battle.ok ? addBattle(context, value, rater.value, battle.value) : [battle.error];
    };
  },
};

interface Battle {
  readonly prompt: Prompt;
  readonly left: QuotedResponse;
  readonly right: QuotedResponse;
}

function addBattle(
  { items }: ImportContext,
  value: JsonObject,
  rater: Rater,
  { prompt, left, right }: Battle,
): readonly Fault[] {
  const verdict = readWinner(value);
  if (!verdict.ok) return [verdict.error];
  const turn = readTurn(value, left.turns.length);
  if (!turn.ok) return [turn.error];
  const at = readOptionalTime(value, getField(value, 'tstamp') === undefined ? 'timestamp' : 'tstamp');
  if (!at.ok) return [at.error];
  const added = addQuotedPair(items, prompt, left, right);
  if (!added.ok) return [added.error];
  addVerdict(items, rater, added.value, verdict.value, {
    turn: turn.value,
    order: added.value.responses,
    ...(at.value === undefined ? {} : { at: at.value }),
  });
  return KEPT;
}

function readBattle(value: JsonObject): Result<Battle, Fault> {
  const left = readSide(value, 'conversation_a', 'model_a');
  if (!left.ok) return left;
  const right = readSide(value, 'conversation_b', 'model_b');
  if (!right.ok) return right;
  if (!asksTheSame(left.value, right.value)) {
    return err(
      createFault(
        'bad_turns',
        'conversation_b',
        'conversation_a and conversation_b ask different things, so their answers cannot be compared; remove the row',
      ),
    );
  }
  const { before, questions, images } = left.value;
  const [first = '', ...followUps] = questions;
  return ok({
    prompt: createPrompt({
      messages: [...before, { role: 'user', content: first }],
      followUps,
      images: [...images],
      metadata: toMetadata(value, READ),
    }),
    left: left.value,
    right: right.value,
  });
}

interface Side extends QuotedResponse {
  /** System messages. */
  readonly before: readonly Message[];
  /** What the user said, turn by turn. */
  readonly questions: readonly string[];
  readonly images: readonly string[];
}

function readSide(value: JsonObject, path: string, modelField: string): Result<Side, Fault> {
  const model = readName(value, modelField);
  if (!model.ok) return model;
  const conversation = readMessages(getField(value, path), path);
  if (!conversation.ok) return conversation;
  const turns = splitTurns(conversation.value, path);
  return turns.ok ? ok({ ...turns.value, path, model: model.value }) : turns;
}

/** System messages, then question and answer in turn. */
function splitTurns(
  { messages, images }: Conversation,
  path: string,
): Result<Omit<Side, 'path' | 'model'>, Fault> {
  const spoken = messages.filter(({ role }) => role !== 'system');
  const inTurn = spoken.every(({ role }, index) => role === (index % 2 === 0 ? 'user' : 'assistant'));
  if (spoken.length === 0 || spoken.length % 2 !== 0 || !inTurn) {
    return err(
      createFault(
        'bad_turns',
        path,
        `${path} has to be messages of user and assistant in turn and to end with an answer`,
      ),
    );
  }
  const questions: string[] = [];
  const turns: string[] = [];
  for (const [index, message] of spoken.entries()) {
    const text = toAnswerText(message);
    const check = message.role === 'user' ? checkPromptTexts : checkResponseText;
    const checked = check(text, `${path}.${messages.length - spoken.length + index}.content`);
    if (!checked.ok) return checked;
    (message.role === 'user' ? questions : turns).push(checked.value);
  }
  return ok({ before: messages.filter(({ role }) => role === 'system'), questions, turns, images });
}

function asksTheSame(left: Side, right: Side): boolean {
  const toKey = ({ before, questions, images }: Side): string =>
    JSON.stringify([
      before.map(({ content }) => toComparableText(content)),
      questions.map(toComparableText),
      images,
    ]);
  return toKey(left) === toKey(right);
}

function readTurn(value: JsonObject, turns: number): Result<number, Fault> {
  const turn = getField(value, 'turn') ?? turns;
  if (typeof turn === 'number' && Number.isInteger(turn) && turn >= 1 && turn <= turns) return ok(turn);
  return err(
    createFault(
      'bad_turns',
      'turn',
      `turn has to be a whole number from 1 to ${turns} and is ${JSON.stringify(turn)}`,
    ),
  );
}
