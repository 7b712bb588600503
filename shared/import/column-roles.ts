import type { WideMapping } from './wide-mapping.ts';

/** What a column of a table can hold. A tag column is `tag`; what has no role is left out. */
export const COLUMN_ROLES = [
  'prompt',
  'system',
  'reference',
  'response',
  'tag',
  'metadata',
  'ignore',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** The mapping of a table of which nothing is known yet. */
export const EMPTY_MAPPING: WideMapping = {
  prompt: [],
  system: null,
  reference: null,
  responses: [],
  tags: [],
  metadata: [],
};

/** What a column is taken for. */
export function roleOf(mapping: WideMapping, column: string): ColumnRole {
  if (mapping.prompt.includes(column)) return 'prompt';
  if (mapping.system === column) return 'system';
  if (mapping.reference === column) return 'reference';
  if (mapping.responses.some((response) => response.column === column)) return 'response';
  if (mapping.tags.includes(column)) return 'tag';
  return mapping.metadata.includes(column) ? 'metadata' : 'ignore';
}

/**
 * The mapping with another role for one column.
 *
 * System message and reference answer are one column each: the one that held the role before is left out. A column that
 * becomes a response is taken for the model's name, which is how wide tables name them.
 */
export function withRole(mapping: WideMapping, column: string, role: ColumnRole): WideMapping {
  if (roleOf(mapping, column) === role) return mapping;
  const others = (columns: readonly string[]) => columns.filter((other) => other !== column);
  const rest: WideMapping = {
    prompt: others(mapping.prompt),
    system: mapping.system === column ? null : mapping.system,
    reference: mapping.reference === column ? null : mapping.reference,
    responses: mapping.responses.filter((response) => response.column !== column),
    tags: others(mapping.tags),
    metadata: others(mapping.metadata),
  };
  switch (role) {
    case 'prompt':
      return { ...rest, prompt: [...rest.prompt, column] };
    case 'system':
      return { ...rest, system: column };
    case 'reference':
      return { ...rest, reference: column };
    case 'response':
      return { ...rest, responses: [...rest.responses, { column, model: { name: column } }] };
    case 'tag':
      return { ...rest, tags: [...rest.tags, column] };
    case 'metadata':
      return { ...rest, metadata: [...rest.metadata, column] };
    case 'ignore':
      return rest;
  }
}
