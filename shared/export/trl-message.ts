import { IMAGE_MARK } from '../domain/prompt.ts';
import type { ToolCall, ToolCalls } from '../domain/tool-calls.ts';
import type { RowColumns } from './row-columns.ts';
import { type AnswerRow, type PreferenceRow, type TrainingTurn, withSystemTurn } from './training-row.ts';

/** The text of an image is empty: all parts have the same keys. */
interface Part {
  readonly type: 'image' | 'text';
  readonly text: string;
}

/** A message as chat templates take it. */
interface TrlMessage {
  readonly role: TrainingTurn['role'];
  readonly content: string | readonly Part[];
  readonly tool_calls?: readonly unknown[];
}

/** The columns of a TRL row that stand before the answers. */
export function toTrlPrompt(
  row: PreferenceRow | AnswerRow,
  columns: RowColumns,
): Readonly<Record<string, unknown>> {
  const messages = withSystemTurn(row).map((turn) => {
    const message = toTrlMessage(turn);
    // One type for all: a column cannot hold texts in one row and lists in another.
    return columns.images ? { ...message, content: toParts(turn, row.images.length > 0) } : message;
  });
  return {
    prompt: messages,
    // TRL parses it; a list without tools would make some templates speak of tools all the same.
    ...(columns.tools ? { tools: row.tools === '' ? 'null' : row.tools } : {}),
    ...(columns.images ? { images: row.images } : {}),
  };
}

/**
 * A turn with its calls as `tool_calls`, which other messages do not have.
 *
 * The arguments of a call are JSON text: as objects, the reader would give every call the arguments of all others, as nulls.
 */
export function toTrlMessage({ role, content, calls }: TrainingTurn): TrlMessage {
  return { role, content, ...(calls === undefined ? {} : { tool_calls: toTrlCalls(calls) }) };
}

function toTrlCalls({ calls }: ToolCalls): readonly unknown[] {
  return calls.map(({ name, arguments: given }: ToolCall) => ({
    type: 'function',
    function: { name, arguments: given },
  }));
}

/** The content with a part for each image; results of tools hold none. */
function toParts({ role, content }: TrainingTurn, hasImages: boolean): readonly Part[] {
  if (!hasImages || role === 'tool') return [{ type: 'text', text: content }];
  const parts: Part[] = [];
  for (const [index, text] of content.split(IMAGE_MARK).entries()) {
    if (index > 0) parts.push({ type: 'image', text: '' });
    if (text !== '') parts.push({ type: 'text', text });
  }
  return parts.length > 0 ? parts : [{ type: 'text', text: '' }];
}
