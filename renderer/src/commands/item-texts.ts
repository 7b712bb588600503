import type { PromptId } from '../../../shared/domain/ids.ts';
import type { Item } from '../data/corpus.ts';

/** Texts of the last items that were wanted; more than a rater looks back and ahead. */
const KEPT = 24;

export interface ItemTextsEvents {
  /** Texts have arrived, or could not be read: whoever shows them looks again. */
  readonly onChanged: () => void;
  readonly onFailed: (message: string) => void;
}

/** The texts around the cursor, read ahead of their turn. */
export class ItemTexts {
  readonly #read: (promptId: PromptId) => Promise<Item>;
  readonly #events: ItemTextsEvents;
  readonly #items = new Map<PromptId, Item>();
  readonly #reading = new Set<PromptId>();

  constructor(read: (promptId: PromptId) => Promise<Item>, events: ItemTextsEvents) {
    this.#read = read;
    this.#events = events;
  }

  get(promptId: PromptId): Item | undefined {
    return this.#items.get(promptId);
  }

  /** Reads what is not here yet; of what was wanted longest ago, the surplus goes. */
  want(promptIds: readonly PromptId[]): void {
    for (const promptId of promptIds) {
      const known = this.#items.get(promptId);
      if (known) {
        // A `Map` keeps insertion order: what is wanted again moves to the end.
        this.#items.delete(promptId);
        this.#items.set(promptId, known);
      } else if (!this.#reading.has(promptId)) void this.#fetch(promptId);
    }
  }

  async #fetch(promptId: PromptId): Promise<void> {
    this.#reading.add(promptId);
    try {
      this.#items.set(promptId, await this.#read(promptId));
      const [oldest] = this.#items.keys();
      if (this.#items.size > KEPT && oldest !== undefined) this.#items.delete(oldest);
    } catch (error) {
      this.#events.onFailed(error instanceof Error ? error.message : String(error));
    } finally {
      this.#reading.delete(promptId);
      this.#events.onChanged();
    }
  }
}
