import { EMPTY_MAPPING, type TableMapping } from '../../shared/domain/table-mapping.ts';
import type { JsonObject, JsonValue } from '../../shared/import/row.ts';
import type { Abilities, SaidAnswer, SaidItem, SaidVote } from './record-set.ts';

/** A row of a file, and the vote that stands in it. */
export interface WrittenRow {
  readonly row: JsonObject;
  readonly said?: { readonly item: SaidItem; readonly vote: SaidVote };
}

/** The rows of one file, or of several that a file may be split into. */
export interface RowGroup {
  /** The name of the file without its end. */
  readonly stem: string;
  readonly rows: readonly WrittenRow[];
  /** What a person says of the columns. */
  readonly mapping?: TableMapping;
}

/** Writes record sets as rows of a layout. */
export interface LayoutWriter {
  readonly layout: string;
  readonly abilities: Abilities;
  /** Every value is a text, so that a table can hold the rows. */
  readonly isFlat: boolean;
  /** The votes of a file are those of a rater who is called after it. */
  readonly isRatedByFile?: boolean;
  readonly toGroups: (items: readonly SaidItem[]) => readonly RowGroup[];
}

const NAMED = { models: 'named', leastAnswers: 1 } as const;
const PAIRS = { models: 'unnamed', leastAnswers: 2, system: true, history: true } as const;

/** One file per model. */
export const alpacaEvalWriter: LayoutWriter = {
  layout: 'alpaca-eval',
  abilities: NAMED,
  isFlat: true,
  toGroups: (items) =>
    modelsOf(items).map((model, index) => ({
      stem: `model-${index}/model_outputs`,
      rows: listAnswers(items)
        .filter(({ answer }) => answer.model === model)
        .map(({ item, answer }) => ({
          row: { instruction: questionOf(item), output: answer.turns[0] ?? '', generator: model },
        })),
    })),
};

/** The layouts that a record set can be written in. Tables come with what a person says of their columns. */
export const LAYOUT_WRITERS: readonly LayoutWriter[] = [
  {
    layout: 'wide',
    abilities: { ...NAMED, system: true, answersAll: true },
    isFlat: true,
    toGroups: (items) => [
      {
        stem: 'wide',
        mapping: {
          ...EMPTY_MAPPING,
          prompt: ['=prompt'],
          system: '__proto__ system',
          responses: modelsOf(items).map((model) => ({
            column: model,
            model: { from: 'fixed', name: model },
          })),
        },
        rows: items.map((item) => ({
          row: toObject([
            ['=prompt', questionOf(item)],
            ['__proto__ system', systemOf(item)],
            ...item.answers.map(({ model, turns }) => [model ?? '', turns[0] ?? ''] as const),
          ]),
        })),
      },
    ],
  },
  {
    layout: 'long',
    abilities: { ...NAMED, system: true },
    isFlat: true,
    toGroups: (items) => [
      {
        stem: 'long',
        mapping: {
          ...EMPTY_MAPPING,
          rows: 'response',
          prompt: ['prompt'],
          system: 'system',
          responses: [{ column: 'constructor', model: { from: 'column', column: '__proto__' } }],
        },
        rows: listAnswers(items).map(({ item, answer }) => ({
          row: toObject([
            ['prompt', questionOf(item)],
            ['system', systemOf(item)],
            ['__proto__', answer.model ?? ''],
            ['constructor', answer.turns[0] ?? ''],
          ]),
        })),
      },
    ],
  },
  alpacaEvalWriter,
  {
    layout: 'pairwright-sample',
    abilities: { ...NAMED, system: true, history: true },
    isFlat: false,
    toGroups: (items) => [
      {
        stem: 'sample',
        rows: items.map((item) => ({
          row: {
            messages: item.messages.map(toMessage),
            responses: item.answers.map(({ model, turns }) => ({ model, text: turns[0] ?? '' })),
          },
        })),
      },
    ],
  },
  {
    layout: 'sft-messages',
    abilities: { ...NAMED, system: true, history: true },
    isFlat: false,
    toGroups: (items) => [
      {
        stem: 'chat',
        rows: listAnswers(items).map(({ item, answer }) => ({
          row: {
            messages: [...item.messages.map(toMessage), toAssistant(answer)],
            model: answer.model,
          },
        })),
      },
    ],
  },
  {
    layout: 'trl-preference',
    abilities: PAIRS,
    isFlat: false,
    isRatedByFile: true,
    toGroups: (items) => [
      {
        stem: 'dpo',
        rows: listPairs(items, (item, chosen, rejected) => ({
          prompt: item.messages.map(toMessage),
          chosen: [toAssistant(chosen)],
          rejected: [toAssistant(rejected)],
        })),
      },
    ],
  },
  {
    layout: 'llamafactory-preference',
    abilities: PAIRS,
    isFlat: false,
    isRatedByFile: true,
    toGroups: (items) => [
      {
        stem: 'dpo_sharegpt',
        rows: listPairs(items, (item, chosen, rejected) => ({
          conversations: item.messages.filter(({ role }) => role !== 'system').map(toTurn),
          system: systemOf(item),
          chosen: toTurn(toAssistant(chosen)),
          rejected: toTurn(toAssistant(rejected)),
        })),
      },
    ],
  },
  {
    layout: 'openai-preference',
    abilities: PAIRS,
    isFlat: false,
    isRatedByFile: true,
    toGroups: (items) => [
      {
        stem: 'preference',
        rows: listPairs(items, (item, chosen, rejected) => ({
          input: { messages: item.messages.map(toMessage), tools: [], parallel_tool_calls: true },
          preferred_output: [toAssistant(chosen)],
          non_preferred_output: [toAssistant(rejected)],
        })),
      },
    ],
  },
  {
    layout: 'mt-bench-answers',
    abilities: { ...NAMED, followUps: true, votes: true },
    isFlat: false,
    toGroups: (items) => [
      {
        stem: 'question',
        rows: items.map(({ messages, followUps }, index) => ({
          row: {
            question_id: index + 1,
            category: 'c',
            turns: [...messages.map(({ content }) => content), ...followUps],
          },
        })),
      },
      ...modelsOf(items).map((model, place) => ({
        stem: `model_answer/model-${place}`,
        rows: listAnswers(items)
          .filter(({ answer }) => answer.model === model)
          .map(({ item, answer }) => ({
            row: {
              question_id: items.indexOf(item) + 1,
              answer_id: `${place}`,
              model_id: model,
              choices: [{ index: 0, turns: answer.turns }],
            },
          })),
      })),
      {
        stem: 'human',
        rows: items.flatMap((item, index) =>
          item.votes.map((vote) => ({
            row: {
              question_id: index + 1,
              judge: vote.judge,
              model_a: item.answers[vote.left]?.model ?? '',
              model_b: item.answers[vote.right]?.model ?? '',
              winner: vote.winner === 'tie' ? 'tie' : vote.winner === 'left' ? 'model_a' : 'model_b',
              turn: vote.turn,
            },
            said: { item, vote },
          })),
        ),
      },
    ],
  },
];

/** A row for each two answers that stand next to each other, of which the first is the better one. */
function listPairs(
  items: readonly SaidItem[],
  write: (item: SaidItem, chosen: SaidAnswer, rejected: SaidAnswer) => JsonObject,
): WrittenRow[] {
  return items.flatMap((item) =>
    item.answers.slice(1).map((rejected, left) => {
      const chosen = item.answers[left];
      if (chosen === undefined) throw new Error('There is an answer before every other one');
      const vote: SaidVote = { judge: '', turn: 1, left, right: left + 1, winner: 'left' };
      return { row: write(item, chosen, rejected), said: { item, vote } };
    }),
  );
}

function listAnswers(items: readonly SaidItem[]): { item: SaidItem; answer: SaidAnswer }[] {
  return items.flatMap((item) => item.answers.map((answer) => ({ item, answer })));
}

function modelsOf(items: readonly SaidItem[]): string[] {
  return [...new Set(listAnswers(items).map(({ answer }) => answer.model ?? ''))];
}

function questionOf({ messages }: SaidItem): string {
  return messages.at(-1)?.content ?? '';
}

/** `''` when there is none. */
function systemOf({ messages }: SaidItem): string {
  return messages.find(({ role }) => role === 'system')?.content ?? '';
}

function toMessage({ role, content }: { readonly role: string; readonly content: string }) {
  return { role, content };
}

function toAssistant({ turns }: SaidAnswer) {
  return { role: 'assistant', content: turns[0] ?? '' };
}

const SHAREGPT_ROLES: Readonly<Record<string, string>> = { user: 'human', assistant: 'gpt' };

function toTurn({ role, content }: { readonly role: string; readonly content: string }) {
  return { from: SHAREGPT_ROLES[role] ?? role, value: content };
}

/** An object whose keys may be `__proto__`. */
function toObject(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  const object = Object.create(null) as Record<string, JsonValue>;
  for (const [name, value] of entries) object[name] = value;
  return object;
}
