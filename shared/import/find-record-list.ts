import { JsonListFinder } from './json-list-finder.ts';
import { JsonSplitter } from './json-splitter.ts';
import { LIMITS } from './limits.ts';
import { isJsonObject, type JsonValue } from './row.ts';

/** Names that files give to the list of all their records; a list of another name needs two elements to be one. */
const RECORD_LISTS = new Set([
  'data',
  'rows',
  'items',
  'records',
  'results',
  'examples',
  'samples',
  'instances',
  'entries',
  'dataset',
  'list',
  'train',
  'test',
  'validation',
  'prompts',
  'annotations',
  'outputs',
]);

/** Names of lists that are a part of one record. */
const PART_LISTS = new Set([
  'messages',
  'conversation',
  'conversations',
  'turns',
  'history',
  'choices',
  'chosen',
  'rejected',
  'tools',
  'functions',
]);

interface Candidate {
  readonly path: readonly string[];
  /** Elements that could be seen. */
  readonly elements: number;
  /** Characters that could be seen. */
  readonly length: number;
  readonly isWhole: boolean;
  readonly first: string | undefined;
}

/**
 * Finds the list of records in a file that is one JSON object: `{"version": 1, "data": [{…}, …]}`. Gives the names of
 * the fields that lead to it; `undefined` when the object is itself a record, or others follow it.
 *
 * @param head the first text of the file
 */
export function findRecordList(head: string): readonly string[] | undefined {
  const objects = new JsonSplitter('values', LIMITS);
  const seen = objects.push(head).length;
  const { unfinishedLine, strayLine } = objects.end().end;
  if (seen > 1 || strayLine !== undefined || (seen === 1 && unfinishedLine !== undefined)) return undefined;
  const lists = findLists(head);
  // Beside a conversation, a list is a part of the same record: the answers that it got.
  if (lists.some(({ path, first }) => path.length === 1 && first !== undefined && isMessage(first)))
    return undefined;
  const [largest] = lists.filter(isListOfRecords).toSorted((left, right) => right.length - left.length);
  return largest?.path;
}

function findLists(head: string): Candidate[] {
  const finder = new JsonListFinder();
  const lists: Candidate[] = [];
  for (let found = finder.find(head, 0); found !== undefined;) {
    const splitter = new JsonSplitter('elements', LIMITS);
    const rest = head.slice(found.at);
    const pieces = splitter.push(rest);
    const { endedAt } = splitter;
    lists.push({
      path: found.path,
      elements: pieces.length,
      length: endedAt ?? rest.length,
      isWhole: endedAt !== undefined,
      first: pieces[0]?.text,
    });
    if (endedAt === undefined) break;
    finder.leaveList();
    found = finder.find(head, found.at + endedAt);
  }
  return lists;
}

function isListOfRecords({ path, elements, isWhole, first }: Candidate): boolean {
  const name = path.at(-1) ?? '';
  if (PART_LISTS.has(name) || (first !== undefined && isMessage(first))) return false;
  return RECORD_LISTS.has(name) || elements >= 2 || !isWhole;
}

function isMessage(text: string): boolean {
  try {
    // JSON.parse is typed `any`; what it gives is a JSON value by definition.
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) && (Object.hasOwn(value, 'role') || Object.hasOwn(value, 'from'));
  } catch {
    return false;
  }
}
