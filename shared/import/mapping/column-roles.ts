import type { TableMapping, TableResponse, VerdictMeaning } from '../../domain/table-mapping.ts';
import { findResponseSuffix, toPlainName } from './column-names.ts';

/** What a person can say a column of a table holds; what has no role is left out. */
export const COLUMN_ROLES = [
  'prompt',
  'system',
  'context',
  'reference',
  'images',
  'response',
  'key',
  'tag',
  'metadata',
  'response-metadata',
  'verdict',
  'rating',
  'rater',
  'comment',
  'ignore',
] as const;

/** What a column holds. `name`: the name of a model or a prompt version, which is chosen with the responses. */
export type ColumnRole = (typeof COLUMN_ROLES)[number] | 'name';

/** What a column is taken for; of several things, the one that says most. */
export function roleOf(mapping: TableMapping, column: string): ColumnRole {
  if (mapping.prompt.includes(column)) return 'prompt';
  if (mapping.responses.some((response) => response.column === column)) return 'response';
  if (mapping.system === column) return 'system';
  if (mapping.context.includes(column)) return 'context';
  if (mapping.reference === column) return 'reference';
  if (mapping.images.includes(column)) return 'images';
  if (mapping.key === column) return 'key';
  if (mapping.verdict?.column === column) return 'verdict';
  if (mapping.ratings.some((rating) => rating.column === column)) return 'rating';
  if (mapping.rater === column) return 'rater';
  if (mapping.comment === column) return 'comment';
  if (mapping.tags.includes(column)) return 'tag';
  if (isNameColumn(mapping, column)) return 'name';
  if (mapping.metadata.includes(column)) return 'metadata';
  return mapping.responseMetadata.includes(column) ? 'response-metadata' : 'ignore';
}

/**
 * The mapping with another role for one column.
 *
 * Some roles are held by one column: the one that held it before is left out. In a wide table a column that becomes a
 * response is taken for the model's name; a rating is taken for one of the response that it is called like.
 */
export function withRole(mapping: TableMapping, column: string, role: ColumnRole): TableMapping {
  if (roleOf(mapping, column) === role) return mapping;
  const rest = withoutColumn(mapping, column);
  switch (role) {
    case 'prompt':
      return { ...rest, prompt: [...rest.prompt, column] };
    case 'system':
    case 'reference':
    case 'key':
    case 'rater':
    case 'comment':
      return { ...rest, [role]: column };
    case 'context':
    case 'images':
      return { ...rest, [role]: [...rest[role], column] };
    case 'response':
      return withResponse(rest, column);
    case 'tag':
      return { ...rest, tags: [...rest.tags, column] };
    case 'metadata':
      return { ...rest, metadata: [...rest.metadata, column] };
    case 'response-metadata':
      return { ...rest, responseMetadata: [...rest.responseMetadata, column] };
    case 'verdict':
      return { ...rest, verdict: { column, meanings: [] } };
    case 'rating':
      return {
        ...rest,
        ratings: [
          ...rest.ratings,
          { column, scale: column.slice(0, 200), response: findRated(rest.responses, column) },
        ],
      };
    case 'name':
    case 'ignore':
      return rest;
  }
}

/**
 * The mapping for rows of the other kind. Rows that are one response keep the first response column and nothing that
 * compares several; rows that are a prompt keep with the prompt what was kept with its response.
 */
export function withRows(mapping: TableMapping, rows: TableMapping['rows']): TableMapping {
  if (mapping.rows === rows) return mapping;
  if (rows === 'prompt') {
    const metadata = [...mapping.metadata, ...mapping.responseMetadata];
    return { ...mapping, rows, metadata, responseMetadata: [] };
  }
  const dropped = mapping.responses.slice(1).map(({ column }) => column);
  const kept = dropped.reduce(withoutColumn, mapping);
  return { ...kept, rows, verdict: null };
}

/** The mapping with another meaning of one value of the verdict column, or with none. */
export function withMeaning(
  mapping: TableMapping,
  value: string,
  means: VerdictMeaning | undefined,
): TableMapping {
  const { verdict } = mapping;
  if (verdict === null) return mapping;
  const others = verdict.meanings.filter((meaning) => meaning.value !== value);
  const meanings = means === undefined ? others : [...others, { value, means }];
  return { ...mapping, verdict: { ...verdict, meanings } };
}

function isNameColumn({ responses, promptVersion }: TableMapping, column: string): boolean {
  return [...responses.map(({ model }) => model), promptVersion].some(
    (source) => source?.from === 'column' && source.column === column,
  );
}

/** The mapping without a column, and without what was said of it as a response. */
function withoutColumn(mapping: TableMapping, column: string): TableMapping {
  const others = (columns: readonly string[]) => columns.filter((other) => other !== column);
  const unless = (held: string | null) => (held === column ? null : held);
  const { verdict, promptVersion } = mapping;
  return {
    ...mapping,
    prompt: others(mapping.prompt),
    system: unless(mapping.system),
    context: others(mapping.context),
    reference: unless(mapping.reference),
    images: others(mapping.images),
    key: unless(mapping.key),
    responses: mapping.responses
      .filter((response) => response.column !== column)
      .map((response) =>
        response.model?.from === 'column' && response.model.column === column
          ? { ...response, model: null }
          : response,
      ),
    promptVersion: promptVersion?.from === 'column' && promptVersion.column === column ? null : promptVersion,
    tags: others(mapping.tags),
    metadata: others(mapping.metadata),
    responseMetadata: others(mapping.responseMetadata),
    verdict:
      verdict === null || verdict.column === column
        ? null
        : {
            ...verdict,
            meanings: verdict.meanings.filter(
              ({ means }) => means.is !== 'better' || means.response !== column,
            ),
          },
    ratings: mapping.ratings
      .filter((rating) => rating.column !== column)
      .map((rating) => ({ ...rating, response: unless(rating.response) })),
    rater: unless(mapping.rater),
    comment: unless(mapping.comment),
  };
}

function withResponse(mapping: TableMapping, column: string): TableMapping {
  if (mapping.rows === 'prompt') {
    const added: TableResponse = { column, model: { from: 'fixed', name: column } };
    return { ...mapping, responses: [...mapping.responses, added] };
  }
  const [former] = mapping.responses;
  const rest = former === undefined ? mapping : withoutColumn(mapping, former.column);
  return { ...rest, responses: [{ column, model: former?.model ?? null }] };
}

function findRated(responses: readonly TableResponse[], column: string): string | null {
  if (responses.length < 2) return null;
  const plain = toPlainName(column);
  const rated = responses.find((response) => {
    const name = toPlainName(response.column);
    return plain.includes(name) || plain.endsWith(`_${findResponseSuffix(name) ?? name}`);
  });
  return rated?.column ?? responses[0]?.column ?? null;
}
