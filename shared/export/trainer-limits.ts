import { IMAGE_MARK } from '../domain/prompt.ts';
import { splitReasoning } from '../domain/reasoning.ts';
import {
  answersOf,
  type AnswerRow,
  type ExportReason,
  type PreferenceRow,
  toSaidText,
  type TrainingTurn,
} from './training-row.ts';

/**
 * Says why one trainer cannot carry a row that others may.
 *
 * @param isVision whether any row of the file has images, which makes the trainer read all of them as such
 */
export type TrainerLimits = (row: PreferenceRow | AnswerRow, isVision: boolean) => ExportReason | undefined;

/**
 * What LLaMA-Factory's sharegpt layout has no room for.
 *
 * A turn is either words or calls (reasoning may stand before them), results of tools come one by one, images are files, and
 * each mark in the turns wants its file as soon as a vision template reads the data.
 */
export function checkLlamaFactoryLimits(
  row: PreferenceRow | AnswerRow,
  isVision: boolean,
): ExportReason | undefined {
  const { turns, images } = row;
  const answers = answersOf(row);
  if (turns.some(({ role }, index) => role === 'tool' && turns[index - 1]?.role === 'tool'))
    return 'role-order';
  if ([...turns, ...answers].some(speaksBesideCalls)) return 'text-beside-calls';
  if (images.some((image) => /^(?:https?|data):/i.test(image))) return 'image-address';
  const asked = countMedia(turns);
  const areMarked = answers.every((answer) => {
    const own = countMedia([answer]);
    return asked.images + own.images === images.length && asked.others + own.others === 0;
  });
  return isVision && !areMarked ? 'image-marks' : undefined;
}

/**
 * What TRL would not take: from data with images it reads no tools, and each image needs its place in the prompt. Marks in
 * results of tools and in answers are words to it.
 */
export function checkTrlLimits(
  { system, turns, tools, images }: PreferenceRow | AnswerRow,
  isVision: boolean,
): ExportReason | undefined {
  if (isVision && tools !== '') return 'tools-with-images';
  if (images.length === 0) return undefined;
  const texts = [system, ...turns.filter(({ role }) => role !== 'tool').map(({ content }) => content)];
  const marks = texts.reduce((sum, text) => sum + countOf(text, IMAGE_MARK), 0);
  return marks === images.length ? undefined : 'image-marks';
}

function speaksBesideCalls({ content, calls }: TrainingTurn): boolean {
  if (calls === undefined || content === '') return false;
  // LLaMA-Factory takes reasoning apart only when it is marked so.
  return !content.startsWith('<think>') || splitReasoning(content)?.answer !== '';
}

function countMedia(turns: readonly TrainingTurn[]): { images: number; others: number } {
  const text = turns.map(toSaidText).join('\n');
  return {
    images: countOf(text, IMAGE_MARK),
    others: countOf(text, '<video>') + countOf(text, '<audio>'),
  };
}

function countOf(text: string, mark: string): number {
  return text.split(mark).length - 1;
}
