import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judgment } from '../../../../../shared/domain/judgment.ts';
import type { InputFile } from '../../../../../shared/import/input-file.ts';
import { fileOf, fixtures, type Imported, judgmentsOf, promptsOf, responsesOf } from '../support.ts';

/** A file of JSON Lines. */
export function lines(name: string, ...rows: readonly unknown[]): InputFile {
  return fileOf(name, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** A fixture as a file to import and as text. */
export function readFixture(path: string, name = path): { readonly file: InputFile; readonly text: string } {
  const text = readFileSync(join(fixtures, path), 'utf8');
  return { file: fileOf(name, text), text };
}

/** Every judgment in words, `rater turn: what was said`; responses stand there as their text. */
export function saidIn(imported: Imported): string[] {
  const texts = new Map<string, string>(responsesOf(imported).map(({ id, turns }) => [id, turns.join('|')]));
  const names = new Map(imported.summary.raters.map(({ id, name }) => [id, name]));
  const textOf = (id: string): string => texts.get(id) ?? '?';
  return judgmentsOf(imported).map(
    ({ raterId, turn, value }) => `${names.get(raterId)} ${turn}: ${toWords(value, textOf)}`,
  );
}

function toWords(value: Judgment['value'], textOf: (id: string) => string): string {
  switch (value.kind) {
    case 'preference': {
      const pair = value.responses.map(textOf).join(' / ');
      const { outcome } = value;
      return outcome.is === 'better' ? `${textOf(outcome.better)} of ${pair}` : `${outcome.is} of ${pair}`;
    }
    case 'ranking':
      return `${value.groups.map((group) => group.map(textOf).join(' = ')).join(' > ')} of ${value.responses.length}`;
    case 'correction':
      return `${textOf(value.responseId)} -> ${value.text}`;
    case 'rating': {
      const range = value.range === null ? '' : ` of ${value.range.min}..${value.range.max}`;
      return `${textOf(value.responseId)} ${value.scale} ${value.score}${range}`;
    }
    case 'comment':
      return `${value.responses.map(textOf).join(' & ')}: ${value.text}`;
    default:
      throw new Error(value.kind);
  }
}

/** The text of every prompt, its turns joined. */
export function askedIn(imported: Imported): string[] {
  return promptsOf(imported).map(({ messages, followUps }) =>
    [...messages.map(({ content }) => content), ...followUps].join('|'),
  );
}

/** How often each value stands in the list. */
export function countEach(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
