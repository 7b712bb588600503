import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../../renderer/src/ui/tokens.css', import.meta.url), 'utf8');

/** Reads `--name: light-dark(#day, #night)` from a stretch of the style sheet. */
function readColours(text: string, theme: 'day' | 'night'): Map<string, string> {
  const pattern = /--color-([\w-]+):\s*light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g;
  return new Map(
    [...text.matchAll(pattern)].map((match) => [
      match[1] ?? '',
      (theme === 'day' ? match[2] : match[3]) ?? '',
    ]),
  );
}

const contrastStart = css.indexOf('@media (prefers-contrast: more)');
const contrastEnd = css.indexOf('@media (forced-colors: active)');

function coloursOf(theme: 'day' | 'night', level: 'normal' | 'more'): Map<string, string> {
  const normal = readColours(css.slice(0, contrastStart), theme);
  if (level === 'normal') return normal;
  return new Map([...normal, ...readColours(css.slice(contrastStart, contrastEnd), theme)]);
}

/** WCAG 2.2, relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? Number.NaN) + 0.7152 * (green ?? Number.NaN) + 0.0722 * (blue ?? Number.NaN);
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? Number.NaN) + 0.05) / ((dark ?? Number.NaN) + 0.05);
}

/** What stands on what, and how well it has to be told apart. */
const pairs: readonly {
  readonly least: number;
  readonly on: readonly string[];
  readonly inks: readonly string[];
}[] = [
  {
    // Text that is read for hours.
    least: 7,
    on: [
      'paper',
      'surface',
      'field',
      'side-a-paper',
      'side-b-paper',
      'added-paper',
      'removed-paper',
      'danger-paper',
      'notice-paper',
      'code-paper',
    ],
    inks: ['ink'],
  },
  {
    least: 7,
    on: ['code-paper'],
    inks: ['code-keyword', 'code-string', 'code-number', 'code-title', 'code-comment'],
  },
  {
    // Labels, hints and everything else that is text.
    least: 4.5,
    on: ['paper', 'surface', 'field'],
    inks: ['ink-quiet', 'accent', 'side-a', 'side-b', 'added', 'removed', 'danger', 'notice', 'mark'],
  },
  { least: 4.5, on: ['hover', 'pressed'], inks: ['ink', 'ink-quiet'] },
  { least: 4.5, on: ['accent', 'accent-hover'], inks: ['on-accent'] },
  { least: 4.5, on: ['side-a', 'side-b'], inks: ['on-side'] },
  { least: 4.5, on: ['side-a-paper'], inks: ['side-a', 'ink-quiet'] },
  { least: 4.5, on: ['side-b-paper'], inks: ['side-b', 'ink-quiet'] },
  { least: 4.5, on: ['added-paper'], inks: ['added'] },
  { least: 4.5, on: ['removed-paper'], inks: ['removed'] },
  { least: 4.5, on: ['danger-paper'], inks: ['danger', 'ink-quiet'] },
  { least: 4.5, on: ['notice-paper'], inks: ['notice', 'ink-quiet'] },
  { least: 4.5, on: ['mark-paper'], inks: ['mark'] },
  // Edges that carry meaning (WCAG 1.4.11).
  { least: 3, on: ['paper', 'surface', 'field'], inks: ['border', 'focus'] },
];

describe.each([
  ['day', 'normal'],
  ['night', 'normal'],
  ['day', 'more'],
  ['night', 'more'],
] as const)('colours by %s, %s contrast', (theme, level) => {
  const colours = coloursOf(theme, level);

  test('every pair that occurs can be told apart', () => {
    const tooClose = pairs.flatMap(({ least, on, inks }) =>
      on.flatMap((paper) =>
        inks.flatMap((ink) => {
          const ratio = contrast(colours.get(ink) ?? '', colours.get(paper) ?? '');
          return ratio >= least ? [] : [`${ink} on ${paper}: ${ratio.toFixed(2)}, needs ${least}`];
        }),
      ),
    );
    expect(tooClose).toEqual([]);
  });

  test('every text colour of the style sheet is among the pairs', () => {
    const named = new Set(pairs.flatMap(({ on, inks }) => [...on, ...inks]));
    // A hairline only decorates: what it parts is parted by space as well.
    expect([...colours.keys()].filter((name) => !named.has(name))).toEqual(['hairline']);
  });
});

test('the ratio is that of the standard', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
  // WebAIM and others give 4.48 for #777777 on white.
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('under forced colours every role takes a colour of the system', () => {
  const forced = css.slice(contrastEnd);
  const missing = [...coloursOf('day', 'normal').keys()].filter(
    (name) => !forced.includes(`--color-${name}: `),
  );
  expect(missing).toEqual([]);
});
