import type { NameSource, TableMapping } from '../../domain/table-mapping.ts';
import { toFolderName } from '../input-file.ts';

/** What is wrong with a mapping for a file with these columns, and what to do; `undefined` when nothing is. */
export function findMappingFault(
  mapping: TableMapping,
  fields: readonly string[],
  fileName: string,
): string | undefined {
  return (
    findMissingPart(mapping) ?? findUnclearPart(mapping, fileName) ?? findMissingColumns(mapping, fields)
  );
}

/** All columns that a mapping names, each once. */
export function listColumns(mapping: TableMapping): readonly string[] {
  const names: readonly (NameSource | null)[] = [
    ...mapping.responses.map(({ model }) => model),
    mapping.promptVersion,
  ];
  const columns = [
    ...mapping.prompt,
    mapping.system,
    ...mapping.context,
    mapping.reference,
    ...mapping.images,
    mapping.key,
    ...mapping.responses.map(({ column }) => column),
    ...names.map((source) => (source?.from === 'column' ? source.column : null)),
    ...mapping.tags,
    ...mapping.metadata,
    ...mapping.responseMetadata,
    mapping.verdict?.column ?? null,
    ...mapping.ratings.map(({ column }) => column),
    mapping.rater,
    mapping.comment,
  ];
  return [...new Set(columns.filter((column) => column !== null))];
}

function findMissingPart({ prompt, responses }: TableMapping): string | undefined {
  if (prompt.length === 0) return 'no column is chosen for the prompt; choose one';
  if (responses.length === 0) return 'no column is chosen for the responses; choose at least one';
  return undefined;
}

function findUnclearPart(mapping: TableMapping, fileName: string): string | undefined {
  const { rows, responses, responseMetadata, verdict, ratings, promptVersion } = mapping;
  const columns = new Set(responses.map(({ column }) => column));
  if (columns.size < responses.length) return 'a response column is chosen twice; choose each once';
  if (rows === 'response' && responses.length > 1) {
    return 'a row that is one response has one response column; choose one, or say that a row is a prompt with all its responses';
  }
  if (rows === 'prompt' && responseMetadata.length > 0) {
    return `it is not clear to which response ${responseMetadata.join(', ')} belongs; keep it with the prompt, or say that a row is one response`;
  }
  if (verdict !== null && responses.length < 2) {
    return `a verdict (${verdict.column}) compares the responses of a row; choose two or more response columns, or no verdict`;
  }
  const named = [
    ...(verdict?.meanings ?? []).map(({ means }) => (means.is === 'better' ? means.response : null)),
    ...ratings.map(({ response }) => response),
  ];
  const unknown = named.find((column) => column !== null && !columns.has(column));
  if (unknown !== undefined && unknown !== null) {
    return `a verdict or rating names ${unknown}, which is no response column; choose one of ${[...columns].join(', ')}`;
  }
  const open = responses.length > 1 ? ratings.find(({ response }) => response === null) : undefined;
  if (open !== undefined) return `${open.column} rates one of several responses; choose which`;
  const isFolderAsked = [promptVersion, ...responses.map(({ model }) => model)].some(
    (source) => source?.from === 'folder',
  );
  if (isFolderAsked && toFolderName(fileName) === '') {
    return 'the name of the folder is asked for, and the file was opened by itself; open its folder, or give the name';
  }
  return undefined;
}

function findMissingColumns(mapping: TableMapping, fields: readonly string[]): string | undefined {
  const known = new Set(fields);
  const missing = listColumns(mapping).filter((column) => !known.has(column));
  if (missing.length === 0) return undefined;
  return `the file has no ${missing.join(', ')}; its columns are ${fields.join(', ')}; choose from these`;
}
