import { err, ok, type Result } from '../../base/result.ts';
import type { Rater } from '../../domain/rater.ts';
import { readTextList, readText } from '../fields.ts';
import { readRater } from '../read-rater.ts';
import { createFault, type Fault, getField, isJsonArray, isJsonObject, type JsonObject } from '../row.ts';

/** What one worker says of one response. */
export interface Review {
  readonly rater: Rater;
  /** From 0 to 100, by scale: `correctness`, `selection`, `overall`. */
  readonly ratings: readonly { readonly scale: string; readonly score: number }[];
  /** 1 is the best; `undefined` when the worker did not rank it. */
  readonly overallRank: number | undefined;
  /** Ranks by a single aspect, as the file names them (`correctness-rank`). */
  readonly furtherRanks: ReadonlyMap<string, number>;
  readonly comments: readonly string[];
}

/** A scale's name has at most 200 characters. */
const RATING = /^(.{1,200})-rating$/;
const RANK = /-rank$/;
const OVERALL_RANK = 'overall-rank';

/** A review of SQuALITY: `{worker_id, *-rating, *-rank, annotations: [{annotation: [text], selection}]}`. */
export function readReview(review: ReturnType<typeof getField>, path: string): Result<Review, Fault> {
  if (!isJsonObject(review)) {
    return err(createFault('bad_value', path, `${path} has to be an object with worker_id and ratings`));
  }
  const rater = readRater(getField(review, 'worker_id'), `${path}.worker_id`);
  if (!rater.ok) return rater;
  const ratings: { scale: string; score: number }[] = [];
  const ranks = new Map<string, number>();
  for (const [name, value] of Object.entries(review)) {
    const scale = RATING.exec(name)?.[1];
    const isRank = RANK.test(name);
    // A worker who left a scale out has not rated on it.
    if (value === null || (scale === undefined && !isRank)) continue;
    if (typeof value !== 'number' || !(isRank ? Number.isInteger(value) && value > 0 : isPercent(value))) {
      const wanted = isRank ? 'a rank from 1 on' : 'a number from 0 to 100';
      return err(createFault('bad_value', `${path}.${name}`, `${path}.${name} has to be ${wanted}`));
    }
    if (scale === undefined) ranks.set(name, value);
    else ratings.push({ scale, score: value });
  }
  const comments = readComments(review, path);
  if (!comments.ok) return comments;
  const overallRank = ranks.get(OVERALL_RANK);
  ranks.delete(OVERALL_RANK);
  return ok({ rater: rater.value, ratings, overallRank, furtherRanks: ranks, comments: comments.value });
}

function isPercent(value: number): boolean {
  return value >= 0 && value <= 100;
}

/** What was marked, in quotes, and what was said of it; marks without a word are kept, blank ones are not. */
function readComments(review: JsonObject, path: string): Result<readonly string[], Fault> {
  const annotations = getField(review, 'annotations') ?? [];
  const comments: string[] = [];
  for (const [index, annotation] of (isJsonArray(annotations) ? annotations : []).entries()) {
    const place = `${path}.annotations.${index}`;
    if (!isJsonObject(annotation)) {
      return err(
        createFault('bad_value', place, `${place} has to be an object with selection and annotation`),
      );
    }
    const selection = readText(annotation, 'selection', `${place}.selection`);
    if (!selection.ok) return selection;
    const said = readWords(annotation, `${place}.annotation`);
    if (!said.ok) return said;
    const marked = selection.value.trim() === '' ? [] : [`“${selection.value}”`];
    const comment = [...marked, ...said.value].join('\n');
    if (comment !== '') comments.push(comment);
  }
  return ok(comments);
}

function readWords(annotation: JsonObject, path: string): Result<readonly string[], Fault> {
  const words = getField(annotation, 'annotation');
  if (isJsonArray(words) && words.length === 0) return ok([]);
  const said = readTextList(annotation, 'annotation', path);
  return said.ok ? ok(said.value.map((text) => text.trim()).filter((text) => text !== '')) : said;
}
