/** Lets so many things be under way at once: enough to keep both ends busy, little enough to stay small. */
export class FlowWindow {
  readonly #size: number;
  #underWay = 0;
  #waiting: (() => void)[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  /** One more is under way; resolves when there is room for the next. */
  async begin(): Promise<void> {
    this.#underWay += 1;
    while (this.#underWay >= this.#size) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  /** One has arrived. */
  end(): void {
    this.#underWay -= 1;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
