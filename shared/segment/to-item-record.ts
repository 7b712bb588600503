import type { ItemRecord } from '../domain/item-record.ts';

const ID = /^[\w-]{1,64}$/;

/**
 * Takes a parsed line of a segment for the record it is, or `undefined` when it is none.
 *
 * A look at the members that everything else rests on, not at all of them: every record was checked against its schema
 * when it came into the project, and a checksum says whether its bytes are still the same. The whole schema would take
 * longer than parsing the line.
 */
export function toItemRecord(value: unknown): ItemRecord | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  const [kind] = keys;
  const content = kind === undefined ? undefined : value[kind];
  if (kind === undefined || keys.length !== 1 || !isContent(kind, content)) return undefined;
  // What has been looked at, and the checksum for the rest.
  return value as ItemRecord;
}

function isContent(kind: string, content: unknown): boolean {
  if (kind === 'source') return isId(content);
  if (!isObject(content) || !isId(content['id'])) return false;
  switch (kind) {
    case 'response':
      return isResponse(content);
    case 'prompt':
      return (
        Array.isArray(content['messages']) &&
        Array.isArray(content['followUps']) &&
        isObject(content['metadata'])
      );
    case 'judgment':
      return (
        isId(content['raterId']) &&
        isId(content['promptId']) &&
        Number.isSafeInteger(content['seq']) &&
        isObject(content['value'])
      );
    case 'rater':
      return true;
    default:
      return false;
  }
}

function isResponse(content: Readonly<Record<string, unknown>>): boolean {
  const { promptId, turns, origin, metadata } = content;
  if (!isId(promptId) || !Array.isArray(turns) || !isObject(origin) || !isObject(metadata)) return false;
  const { model } = origin;
  return model === null || typeof model === 'string';
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && ID.test(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
