import type { Origin } from '../domain/response.ts';

/** Few origins, named by very many responses: each once, by number. */
export class OriginTable {
  readonly list: Origin[] = [];
  readonly #numbers = new Map<string, number>();
  /** Files name the same origin in line after line. */
  #last: { readonly origin: Origin; readonly number: number } | undefined;

  number({ model, promptVersion }: Origin): number {
    const last = this.#last;
    if (last?.origin.model === model && last.origin.promptVersion === promptVersion) return last.number;
    const key = JSON.stringify([model, promptVersion]);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.list.length;
      this.list.push(promptVersion === undefined ? { model } : { model, promptVersion });
      this.#numbers.set(key, number);
    }
    // The list has it at that number.
    this.#last = { origin: this.list[number] as Origin, number };
    return number;
  }
}
