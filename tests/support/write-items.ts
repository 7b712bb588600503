import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names that occur nowhere else, so that finding one on the screen means that it was shown. */
export const MODELS = ['Xanthippe-7B', 'Quetzal-13B', 'Nightjar-2', 'Vermilion-XL', 'Zugvogel-3'] as const;

export interface ItemTexts {
  readonly question: string;
  /** One per model, in the order of `MODELS`. */
  readonly responses: readonly unknown[];
}

/** Writes items as a file of the sample layout and answers its path. */
export function writeItems(folder: string, name: string, items: readonly ItemTexts[]): string {
  const path = join(folder, name);
  const rows = items.map(({ question, responses }, index) => ({
    id: `item-${index + 1}`,
    messages: [{ role: 'user', content: question }],
    responses: responses.map((text, place) => ({ model: MODELS[place], text })),
  }));
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return path;
}

/** Writes *count* questions with *perItem* responses each. */
export function writeQuestions(
  folder: string,
  { count, perItem = 2, name = 'questions.jsonl' }: { count: number; perItem?: number; name?: string },
): string {
  return writeItems(
    folder,
    name,
    Array.from({ length: count }, (_, index) => ({
      question: `Question number ${index + 1}`,
      responses: Array.from({ length: perItem }, (_unused, place) => `Answer ${place + 1} to ${index + 1}.`),
    })),
  );
}
