import type { PromptId, ResponseId } from '../../domain/ids.ts';
import { countTurns, createPrompt, type Prompt } from '../../domain/prompt.ts';
import { QUESTION_ID } from '../../segment/question-fields.ts';
import type { ExistingItems } from '../existing-items.ts';
import type { ItemCollector } from '../item-collector.ts';

/** A question as read from a file, before an answer makes it a prompt of the project. */
export interface QuestionInput {
  readonly questionId: string;
  readonly turns: readonly string[];
  readonly category: string | undefined;
  readonly reference: readonly string[];
  readonly metadata: Record<string, string>;
  readonly fileIndex: number;
  readonly line: number;
}

/** What answers and votes need of a question. */
export interface Question {
  /** The prompt to add with its first answer, or the id of one that an earlier import has added. */
  readonly prompt: Prompt | PromptId;
  /** Answers that a response to it holds. */
  readonly turns: number;
  readonly responses: Map<string, ResponseId | 'ambiguous'>;
}

interface Entry {
  readonly input: QuestionInput;
  readonly references: { readonly model: string; readonly turns: readonly string[] }[];
  question: Question | undefined;
}

/** The MT-bench questions of one import, by `question_id`; answers, references and votes refer to them. */
export class QuestionBook {
  readonly #existing: ExistingItems;
  readonly #entries = new Map<string, Entry>();
  readonly #earlier = new Map<string, Question>();
  readonly #ambiguous = new Set<string>();

  constructor(existing: ExistingItems) {
    this.#existing = existing;
  }

  /**
   * Adds a question; `taken` when its id already stands for another text.
   *
   * Within one file the first one counts. Between files nobody can tell whose answers are meant: such an id is ambiguous
   * from then on, as when question files of two languages count from the same number.
   */
  add(input: QuestionInput): 'added' | 'same' | 'taken' {
    const known = this.#entries.get(input.questionId);
    if (known === undefined) {
      this.#entries.set(input.questionId, { input, references: [], question: undefined });
      return 'added';
    }
    if (toPrompt(known.input, []).id === toPrompt(input, []).id) return 'same';
    if (known.input.fileIndex !== input.fileIndex) this.#ambiguous.add(input.questionId);
    return 'taken';
  }

  /** Adds a reference answer; `false` when there is no such question. */
  addReference(questionId: string, model: string, turns: readonly string[]): boolean {
    const entry = this.#entries.get(questionId);
    entry?.references.push({ model, turns });
    return entry !== undefined || this.#existing.findByQuestionId(questionId) !== undefined;
  }

  find(questionId: string): Question | 'ambiguous' | undefined {
    if (this.#ambiguous.has(questionId)) return 'ambiguous';
    const entry = this.#entries.get(questionId);
    if (entry === undefined) return this.#findEarlier(questionId);
    if (entry.question === undefined) {
      const prompt = toPrompt(entry.input, entry.references);
      const earlier = this.#existing.findByQuestionId(questionId);
      const sameAsEarlier =
        earlier !== undefined && earlier !== 'ambiguous' && earlier.promptId === prompt.id;
      entry.question = {
        prompt,
        turns: countTurns(prompt),
        responses: new Map(sameAsEarlier ? earlier.responses : []),
      };
    }
    return entry.question;
  }

  /** Ends the import: the questions that no answer has made a prompt of the project, in the order they were read. */
  settle(items: ItemCollector): readonly QuestionInput[] {
    const unanswered: QuestionInput[] = [];
    for (const { input } of this.#entries.values()) {
      const { id } = toPrompt(input, []);
      items.notePrompt(id);
      if (!items.hasPrompt(id)) unanswered.push(input);
    }
    return unanswered;
  }

  #findEarlier(questionId: string): Question | 'ambiguous' | undefined {
    const known = this.#earlier.get(questionId);
    if (known !== undefined) return known;
    const found = this.#existing.findByQuestionId(questionId);
    if (found === undefined || found === 'ambiguous') return found;
    const question = { prompt: found.promptId, turns: found.turns, responses: new Map(found.responses) };
    this.#earlier.set(questionId, question);
    return question;
  }
}

/**
 * The question's own reference answer counts, else the first one of a reference file; further ones are kept as
 * metadata, since a prompt has one.
 */
function toPrompt(input: QuestionInput, references: Entry['references']): Prompt {
  const [first = '', ...followUps] = input.turns;
  // Copied with the null prototype that keeps a `__proto__` field as data.
  const metadata = Object.assign(Object.create(null) as Record<string, string>, input.metadata);
  const own = input.reference.length > 0;
  for (const { model, turns } of own ? references : references.slice(1)) {
    metadata[`reference answer of ${model}`] = turns.join('\n\n');
  }
  metadata[QUESTION_ID] = input.questionId;
  return createPrompt({
    messages: [{ role: 'user', content: first }],
    followUps,
    reference: own ? [...input.reference] : [...(references[0]?.turns ?? [])],
    tags: input.category === undefined ? [] : [input.category],
    metadata,
  });
}
