import type { InputFile } from '../../../../../shared/import/input-file.ts';
import { fileOf, type Imported, judgmentsOf, promptsOf, responsesOf } from '../support.ts';

/** A file of JSON Lines. */
export function lines(name: string, ...rows: readonly unknown[]): InputFile {
  return fileOf(name, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Each judgment in words, with the texts of the responses in place of their ids. */
export function saidOf(imported: Imported): string[] {
  const texts = new Map(responsesOf(imported).map(({ id, turns }) => [id, turns.join('|')]));
  const names = new Map(imported.summary.raters.map(({ id, name }) => [id, name]));
  const listed = (ids: readonly string[]): string => ids.map((id) => texts.get(id as never)).join(' / ');
  return judgmentsOf(imported).map(({ raterId, value, shown }) => {
    const sides = shown === null ? '' : ` (shown ${listed(shown.order)})`;
    const rater = names.get(raterId);
    switch (value.kind) {
      case 'preference': {
        const { outcome } = value;
        if (outcome.is !== 'better') return `${rater}: ${outcome.is} of ${listed(value.responses)}${sides}`;
        const other = value.responses.filter((id) => id !== outcome.better);
        return `${rater}: ${listed([outcome.better])} ${outcome.strength} over ${listed(other)}${sides}`;
      }
      case 'rating': {
        const range = value.range === null ? '' : ` of ${value.range.min}..${value.range.max}`;
        return `${rater}: ${listed([value.responseId])} has ${value.scale} ${value.score}${range}`;
      }
      case 'comment':
        return `${rater}: of ${listed(value.responses)}: ${value.text}`;
      default:
        return `${rater}: ${value.kind}`;
    }
  });
}

/** Each prompt as one line: its messages. */
export function askedOf(imported: Imported): string[] {
  return promptsOf(imported).map(({ messages }) =>
    messages.map(({ role, content, toolCalls = '' }) => `${role}: ${content}${toolCalls}`).join(' | '),
  );
}

/** What else the first prompt says. */
export function notesOf(imported: Imported): Record<string, string> {
  return { ...promptsOf(imported)[0]?.metadata };
}
