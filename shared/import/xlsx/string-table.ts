import type { XmlListener } from './xml-part.ts';

/** Collects the texts that the cells of a workbook refer to by number: ECMA-376 Part 1, section 18.4. */
export class StringTable implements XmlListener {
  readonly strings: string[] = [];
  readonly #text = new RichText();

  open(element: string): void {
    if (element === 'si') this.#text.clear();
    else this.#text.open(element);
  }

  close(element: string): void {
    if (element === 'si') this.strings.push(this.#text.take());
    else this.#text.close(element);
  }

  text(text: string): void {
    this.#text.text(text);
  }
}

/** Puts together a text that may come in runs of different looks; leaves out how it is pronounced. */
export class RichText {
  #parts: string[] = [];
  #isInText = false;
  #isInPronunciation = false;

  open(element: string): void {
    if (element === 't') this.#isInText = true;
    if (element === 'rPh') this.#isInPronunciation = true;
  }

  close(element: string): void {
    if (element === 't') this.#isInText = false;
    if (element === 'rPh') this.#isInPronunciation = false;
  }

  text(text: string): void {
    if (this.#isInText && !this.#isInPronunciation) this.#parts.push(text);
  }

  clear(): void {
    this.#parts = [];
  }

  take(): string {
    const text = unescapeText(this.#parts.join(''));
    this.#parts = [];
    return text;
  }
}

/**
 * The text that was meant: characters that XML cannot hold are written `_x000D_` (ECMA-376 Part 1, section 22.9.2.19), and
 * a line end is one character however the part was written (XML 1.0, section 2.11).
 */
export function unescapeText(text: string): string {
  const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  return lines.includes('_x')
    ? lines.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(parseInt(code, 16)))
    : lines;
}
