import fc from 'fast-check';
import type { JudgmentValue } from '../../shared/domain/judgment.ts';
import { type ResponseId, toComparableText } from '../../shared/domain/ids.ts';
import { createPrompt, type Message, type Prompt } from '../../shared/domain/prompt.ts';
import { createResponse, type Response } from '../../shared/domain/response.ts';

/** What one model says to a prompt: one text for each answered turn. */
export interface SaidAnswer {
  /** `null` when nobody knows who said it. */
  readonly model: string | null;
  readonly turns: readonly string[];
}

/** What somebody says of two answers of an item. */
export interface SaidVote {
  readonly judge: string;
  readonly turn: number;
  /** Places in the answers. */
  readonly left: number;
  readonly right: number;
  readonly winner: 'left' | 'right' | 'tie';
}

/** A prompt with everything that is said of it, before it has become a file. */
export interface SaidItem {
  readonly messages: readonly Message[];
  readonly followUps: readonly string[];
  readonly answers: readonly SaidAnswer[];
  readonly votes: readonly SaidVote[];
}

/** What the record sets may hold that are drawn for a layout. */
export interface Abilities {
  /** Several answers need names, or a layout that compares answers of nobody. */
  readonly models: 'named' | 'unnamed';
  readonly leastAnswers: number;
  /** Every model answers every prompt. */
  readonly answersAll?: boolean;
  readonly system?: boolean;
  /** Turns before the last question. */
  readonly history?: boolean;
  /** Questions after the first answer. */
  readonly followUps?: boolean;
  readonly votes?: boolean;
}

/** The characters that texts are made of, and what else may stand in them. */
export interface TextKind {
  readonly unit: fc.Arbitrary<string>;
  /** Whether control characters may stand in a text. */
  readonly controls: boolean;
}

/** Cells that spreadsheets, parsers and languages take for something else than text. */
const TELLING = ['007', 'NA', 'null', 'true', '-', '1e5', '{}', '[]', '""', '__proto__', 'constructor', 'a'];
const SPECIAL = [
  '=1+1',
  '+1',
  '-1',
  '@x',
  '"',
  "'",
  '\\',
  '\n',
  '\r\n',
  '\r',
  ',',
  ';',
  '\t',
  '|',
  '{"',
  ']',
  ' ',
];
const CONTROLS = ['\u0000', '\u0007', '\u001b', '\u007f'];
/** Names of models are names of columns, too, and parts of file names. */
export const MODEL_NAMES = ['gpt-4o', '__proto__', 'constructor', '=m', '007', 'null', 'toString', 'a b'];
const JUDGES = ['Mei', 'constructor', '=judge'];

/** Texts that are not blank. */
export function arbitraryText({ unit, controls }: TextKind): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.string({ unit, maxLength: 12 }),
    fc.constantFrom(...SPECIAL, ...(controls ? CONTROLS : [])),
  );
  return fc
    .oneof(
      {
        weight: 4,
        arbitrary: fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')),
      },
      { weight: 1, arbitrary: fc.constantFrom(...TELLING) },
    )
    .filter((text) => toComparableText(text) !== '');
}

/** Record sets in which no two prompts and no two answers of one model to a prompt are the same. */
export function arbitraryItems(abilities: Abilities, kind: TextKind): fc.Arbitrary<SaidItem[]> {
  return fc
    .subarray(MODEL_NAMES, { minLength: Math.max(1, abilities.leastAnswers), maxLength: 4 })
    .chain((models) =>
      fc.uniqueArray(arbitraryItem(abilities, kind, models), {
        minLength: 1,
        maxLength: 5,
        selector: (item) => toPrompt(item).id,
      }),
    );
}

function arbitraryItem(
  { models: naming, ...abilities }: Abilities,
  kind: TextKind,
  models: readonly string[],
): fc.Arbitrary<SaidItem> {
  const text = arbitraryText(kind);
  const optional = <Value>(
    isAble: boolean | undefined,
    values: fc.Arbitrary<Value[]>,
  ): fc.Arbitrary<Value[]> => (isAble === true ? values : fc.constant([]));
  const message = (role: Message['role']): fc.Arbitrary<Message> =>
    text.map((content) => ({ role, content }));
  return fc
    .record({
      system: optional(abilities.system, fc.array(message('system'), { maxLength: 1 })),
      history: optional(
        abilities.history,
        fc.array(fc.tuple(message('user'), message('assistant')), { maxLength: 2 }),
      ),
      question: message('user'),
      followUps: optional(abilities.followUps, fc.array(text, { maxLength: 2 })),
      speakers: fc.subarray([...models], {
        minLength: abilities.answersAll === true ? models.length : abilities.leastAnswers,
      }),
    })
    .chain(({ system, history, question, followUps, speakers }) => {
      const turns = fc.array(text, { minLength: 1 + followUps.length, maxLength: 1 + followUps.length });
      return fc.record({
        messages: fc.constant([...system, ...history.flat(), question]),
        followUps: fc.constant(followUps),
        answers: fc
          .uniqueArray(turns, {
            minLength: speakers.length,
            maxLength: speakers.length,
            // Answers of nobody differ by what they say.
            selector: (said) => JSON.stringify(said.map(toComparableText)),
          })
          .map((said) =>
            said.map((each, place) => ({
              model: naming === 'named' ? (speakers[place] ?? null) : null,
              turns: each,
            })),
          ),
        votes: optional(
          abilities.votes === true && speakers.length > 1,
          arbitraryVotes(speakers.length, 1 + followUps.length),
        ),
      });
    });
}

/** Each judge says one thing of a pair at most. */
function arbitraryVotes(answers: number, turns: number): fc.Arbitrary<SaidVote[]> {
  return fc
    .uniqueArray(
      fc.record({
        judge: fc.constantFrom(...JUDGES),
        turn: fc.integer({ min: 1, max: turns }),
        left: fc.nat(answers - 1),
        right: fc.nat(answers - 1),
        winner: fc.constantFrom('left', 'right', 'tie'),
      }),
      { maxLength: 4, selector: (vote) => JSON.stringify(vote) },
    )
    .map((votes) => votes.filter(({ left, right }) => left !== right));
}

export function toPrompt({ messages, followUps }: SaidItem): Prompt {
  return createPrompt({ messages: [...messages], followUps: [...followUps] });
}

export function toResponses(item: SaidItem): Response[] {
  const { id: promptId } = toPrompt(item);
  return item.answers.map(({ model, turns }) =>
    createResponse({ promptId, turns: [...turns], origin: { model } }),
  );
}

/** A vote in terms of response ids. */
export function toPreference(item: SaidItem, vote: SaidVote): JudgmentValue {
  const ids = toResponses(item).map(({ id }) => id);
  const responses: [ResponseId, ResponseId] = [idAt(ids, vote.left), idAt(ids, vote.right)];
  if (vote.winner === 'tie') return { kind: 'preference', responses, outcome: { is: 'tie' } };
  const better = responses[vote.winner === 'left' ? 0 : 1];
  return { kind: 'preference', responses, outcome: { is: 'better', better, strength: 'clearly' } };
}

function idAt(ids: readonly ResponseId[], place: number): ResponseId {
  const id = ids[place];
  if (id === undefined) throw new Error(`The item has no answer ${place}`);
  return id;
}
