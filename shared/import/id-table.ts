import { IdList } from '../base/id-list.ts';
import { WordList } from '../base/word-list.ts';

/** A map from ids to small numbers in flat memory: an import of a million responses has to remember every id. */
export class IdTable {
  readonly #ids = new IdList();
  readonly #values = new WordList();

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** The number that was set, or `undefined`. */
  get(id: string): number | undefined {
    const number = this.#ids.find(id);
    return number === undefined ? undefined : this.#values.at(number);
  }

  /** @param value a whole number from 0 to 2³² - 1 */
  set(id: string, value: number): void {
    const number = this.#ids.add(id);
    if (number === this.#values.length) this.#values.push(value);
    else this.#values.set(number, value);
  }

  /** The values, in the order in which the ids came. */
  values(): Iterable<number> {
    return this.#values.view();
  }
}
