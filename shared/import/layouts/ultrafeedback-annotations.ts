import { toMetadata } from '../fields.ts';
import { type Fault, getField, isJsonArray, isJsonObject, type JsonObject } from '../row.ts';
import { readOptionalScore, type Score } from '../score.ts';

/** What UltraFeedback says of one completion. */
export interface Annotations {
  readonly scores: readonly Score[];
  /** The reasons of an aspect begin with its name. */
  readonly comments: readonly string[];
  /** What else stands with an aspect, such as the type of an error, as metadata. */
  readonly further: Readonly<Record<string, string>>;
  /** Scores that are no numbers; the others hold. */
  readonly faults: readonly Fault[];
}

const ASPECT_RANGE = { min: 1, max: 5 };
const OVERALL_RANGE = { min: 1, max: 10 };

const RATIONALES = ['Rationale', 'Rationale For Rating'] as const;
const READ_OF_ASPECT = new Set(['Rating', ...RATIONALES]);

/** @param path of the completion */
export function readAnnotations(completion: JsonObject, path: string): Annotations {
  const scores: Score[] = [];
  const comments: string[] = [];
  const further: Record<string, string> = {};
  const faults: Fault[] = [];
  const score = (
    object: JsonObject,
    field: string,
    at: string,
    scale: string,
    range: Score['range'],
  ): void => {
    const read = readOptionalScore(getField(object, field), `${at}.${field}`);
    if (!read.ok) faults.push(read.error);
    else if (read.value !== undefined) scores.push({ scale, score: read.value, range });
  };
  for (const { name, aspect, at } of findAspects(completion, path)) {
    score(aspect, 'Rating', at, name, ASPECT_RANGE);
    for (const field of RATIONALES) {
      const rationale = getField(aspect, field);
      if (typeof rationale === 'string' && rationale.trim() !== '') comments.push(`${name}: ${rationale}`);
    }
    for (const [field, text] of Object.entries(toMetadata(aspect, READ_OF_ASPECT))) {
      further[`${name}.${field}`] = text;
    }
  }
  score(completion, 'overall_score', path, 'overall_score', OVERALL_RANGE);
  const critique = getField(completion, 'critique');
  if (typeof critique === 'string') comments.push(critique);
  return { scores, comments, further, faults };
}

interface Aspect {
  readonly name: string;
  readonly aspect: JsonObject;
  readonly at: string;
}

/** Each aspect is an object, in older files a list of one. */
function findAspects(completion: JsonObject, path: string): Aspect[] {
  const annotations = getField(completion, 'annotations');
  if (!isJsonObject(annotations)) return [];
  return Object.entries(annotations).flatMap(([name, given]) => {
    // What no scale can be called is no aspect.
    if (name === '' || name.length > 200) return [];
    const at = `${path}.annotations.${name}`;
    if (isJsonObject(given)) return [{ name, aspect: given, at }];
    if (!isJsonArray(given)) return [];
    return given.flatMap((aspect, index) =>
      isJsonObject(aspect) ? [{ name, aspect, at: `${at}.${index}` }] : [],
    );
  });
}
