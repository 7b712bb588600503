import { parseToolCalls } from '../../domain/tool-calls.ts';
import { type FileRow, isJsonList, isRecord } from './file-row.ts';
import type { FindingLog } from './finding.ts';

const MESSAGE_COLUMNS = ['prompt', 'chosen', 'rejected', 'completion', 'messages'] as const;

/** Checks the tools of a row, which TRL parses when they are a text, and the calls in its messages. */
export function checkTrlTools({ row, value }: FileRow, columns: ReadonlySet<string>, log: FindingLog): void {
  const tools = value['tools'];
  if (typeof tools === 'string' && tools !== 'null' && !isJsonList(tools)) {
    log.add('tool-json', 'aborts', { row, field: 'tools' }, 'Tools must be JSON, a list: JSONDecodeError.');
  }
  if (columns.has('images') && tools !== undefined && tools !== null) {
    const message = 'From data with images TRL does not read the tools.';
    log.add('reserved-column', 'misreads', { row, field: 'tools' }, message);
  }
  for (const field of MESSAGE_COLUMNS) {
    for (const message of messagesOf(value[field])) {
      const calls = message['tool_calls'] ?? null;
      if (calls === null || (Array.isArray(calls) && calls.length === 0)) continue;
      if (Array.isArray(calls) && parseToolCalls(JSON.stringify(calls)) !== undefined) continue;
      const what =
        'Calls must be a list of {type, function: {name, arguments}}: the template cannot render them.';
      log.add('tool-json', 'aborts', { row, field: `${field}.tool_calls` }, what);
    }
  }
}

/** Checks that there are as many places for images as images. Where contents are texts TRL makes the places itself. */
export function checkTrlImages({ row, value }: FileRow, columns: ReadonlySet<string>, log: FindingLog): void {
  if (!columns.has('images')) return;
  const images = value['images'] ?? [];
  const field = columns.has('messages') ? 'messages' : 'prompt';
  const contents = messagesOf(value[field])
    .filter(({ role }) => role !== 'tool')
    .flatMap(({ content }) => (Array.isArray(content) ? [content.filter(isRecord)] : []));
  const places = contents.flat().filter(({ type }) => type === 'image').length;
  const count = Array.isArray(images) ? images.length : 0;
  if (contents.length === 0 || places === count) return;
  const message = `"Number of images provided (${count}) does not match number of image placeholders (${places})."`;
  log.add('image-count', 'aborts', { row, field: 'images' }, message);
}

function messagesOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
