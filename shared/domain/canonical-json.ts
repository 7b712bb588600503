/**
 * Serialises a JSON value with object keys in code-unit order and without white space.
 *
 * Equal values give equal text, whoever built them: packs, hashes and comparisons rest on it. `undefined` members are
 * left out as in `JSON.stringify`; lone surrogates come out as `\udxxx` escapes, so the text is always valid UTF-8.
 */
export function toCanonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    // A null prototype keeps a `__proto__` key as data.
    const sorted: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [key, inner] of Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
      sorted[key] = inner;
    }
    return sorted;
  });
}
