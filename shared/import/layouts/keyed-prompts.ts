import type { PromptId } from '../../domain/ids.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { ItemCollector } from '../item-collector.ts';

/** The prompts of one import by the key that tables join their rows on, whichever file they come from. */
export class KeyedPrompts {
  readonly #ids = new Map<string, PromptId>();
  /** Prompts that no response has made a part of the project yet. All others are in it: their texts need not be kept. */
  readonly #waiting = new Map<PromptId, Prompt>();

  /** The prompt with a key, or its id when the project has it. */
  find(key: string): Prompt | PromptId | undefined {
    const id = this.#ids.get(key);
    return id === undefined ? undefined : (this.#waiting.get(id) ?? id);
  }

  /** Notes which prompt has a key; `false` when the key already stands for another one. */
  add(key: string, prompt: Prompt): boolean {
    const known = this.#ids.get(key);
    if (known !== undefined) return known === prompt.id;
    this.#ids.set(key, prompt.id);
    this.#waiting.set(prompt.id, prompt);
    return true;
  }

  /** Lets go of the text of a prompt once it is a part of the project. */
  settle(id: PromptId, items: ItemCollector): void {
    if (this.#waiting.has(id) && items.hasPrompt(id)) this.#waiting.delete(id);
  }
}
