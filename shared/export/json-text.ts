/**
 * One JSON value on one line.
 *
 * U+0085, U+2028 and U+2029 are escaped: JSON allows them raw, but tools that split lines the Unicode way break on them.
 */
export function toJsonLine(value: unknown): string {
  return JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, toEscape);
}

/** Indented JSON in pure ASCII with a final newline, for files that are opened with whatever encoding the system has. */
export function toAsciiJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(/[^\0-\x7f]/g, toEscape)}\n`;
}

function toEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** JSON Lines: one value per line, a newline after each, the last included. */
export function* toJsonLines(rows: Iterable<unknown>): Generator<string> {
  for (const row of rows) yield `${toJsonLine(row)}\n`;
}

/** A JSON array with one element per line; never empty text, even without rows. */
export function* toJsonArrayLines(rows: Iterable<unknown>): Generator<string> {
  let before = '[\n';
  for (const row of rows) {
    yield `${before}${toJsonLine(row)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
