/*
 * What tells a number of somebody from what has as many digits: parts of a longer number, of a decimal, a hash, a UUID or
 * a path, terms of a sum, and amounts.
 */
const BEFORE = String.raw`(?<![\w.,/\\#%^×÷+−$€£¥￥-])(?<![\d)] ?[+*×÷^/=-] ?)`;
const AFTER = String.raw`(?![\w%°×÷^\\]|[.,]\d|-\w| ?[+×÷^=] ?\d| ?\*{1,2} ?\d| ?(?:元|美元|万|亿|km\b|kg\b|USD|RMB|CNY))`;

/** A pattern for numbers that stand for themselves. */
export function standingAlone(pattern: string): RegExp {
  return new RegExp(BEFORE + pattern + AFTER, 'gi');
}

/** The first match, as it is written, of which *isWanted* holds: it gets what is left without signs and blanks. */
export function findNumber(
  text: string,
  pattern: RegExp,
  isWanted: (digits: string) => boolean,
): string | undefined {
  for (const [written] of text.matchAll(pattern)) {
    if (isWanted(written.replaceAll(/[^\dX]/gi, ''))) return written;
  }
  return undefined;
}
