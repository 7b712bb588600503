import { joinReasoning, splitReasoning } from '../domain/reasoning.ts';
import type { AnswerRow, PreferenceRow, TrainingTurn } from './training-row.ts';
import type { RowColumns } from './row-columns.ts';

/** A turn as LLaMA-Factory's sharegpt layout has it: calls are turns of a role of their own. */
export interface LlamaFactoryTurn {
  readonly role: TrainingTurn['role'] | 'function_call';
  readonly text: string;
}

/** Reasoning stands before the calls, with the line ends by which LLaMA-Factory knows it. */
export function toLlamaFactoryTurn({ role, content, calls }: TrainingTurn): LlamaFactoryTurn {
  if (calls === undefined) return { role, text: content };
  return { role: 'function_call', text: joinReasoning(splitReasoning(content)?.reasoning ?? '', calls.flat) };
}

/** The columns beside the conversation, in every row or in none: `tools` a text, `images` a list. */
export function toLlamaFactoryColumns(
  { tools, images }: PreferenceRow | AnswerRow,
  columns: RowColumns,
): Readonly<Record<string, unknown>> {
  return { ...(columns.tools ? { tools } : {}), ...(columns.images ? { images } : {}) };
}
