/** Runs pieces of work one after the other, in the order they were asked for. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs *work* when everything before it has settled, whatever came of that. */
  run<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = this.#last.then(work, work);
    // The caller gets the rejection; the queue only waits.
    this.#last = next.catch(() => undefined);
    return next;
  }
}
