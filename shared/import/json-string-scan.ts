const BACKSLASH = 0x5c;

/** Finds the ends of JSON strings in text that arrives piece by piece. */
export class JsonStringScan {
  /** Whether the text so far ends inside a string. */
  isOpen = false;
  /** An odd number of backslashes stood at the end of the last piece. */
  #escaped = false;

  /** From inside a string to just after its closing quote, or to the end of the text. */
  skip(text: string, from: number): number {
    let position = from;
    if (this.#escaped) {
      this.#escaped = false;
      position += 1;
    }
    for (;;) {
      const quote = text.indexOf('"', position);
      const end = quote === -1 ? text.length : quote;
      let backslashes = 0;
      while (end - 1 - backslashes >= position && text.charCodeAt(end - 1 - backslashes) === BACKSLASH) {
        backslashes += 1;
      }
      const escaped = backslashes % 2 === 1;
      if (quote === -1) {
        this.#escaped = escaped;
        return text.length;
      }
      position = quote + 1;
      if (escaped) continue;
      this.isOpen = false;
      return position;
    }
  }
}
