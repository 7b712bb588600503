import { createPrompt, type Prompt } from '../../domain/prompt.ts';
import type { ResponseId } from '../../domain/ids.ts';
import type { Rater } from '../../domain/rater.ts';
import { readName, readResponseText, toMetadata } from '../fields.ts';
import type { ItemCollector } from '../item-collector.ts';
import { addRanking, toRankingGroups } from '../said-ranking.ts';
import { createFault, type Fault, getField, isJsonArray, isJsonObject, type JsonObject } from '../row.ts';
import { addComment, addRating } from '../said-of-response.ts';
import type { Layout } from './layout.ts';
import { readReview, type Review } from './squality-reviews.ts';

const PERCENT = { min: 0, max: 100 };
const READ = new Set(['response', 'reviews']);

/**
 * Human evaluation of SQuALITY: one row per passage,
 * `{passage-id, questions: {key: {system: {response, reviews}}}}`; see `readReview` for what workers say.
 *
 * - Neither passage nor question is in the file: the prompt is the passage's id and the question's key, a line each.
 * - `overall-rank` is the worker's ranking; every `*-rating` is a rating; marked passages are comments. Ranks by a single
 *   aspect stay as metadata of the response: a ranking cannot say by what it ranks.
 */
export const squality: Layout = {
  name: 'squality',
  fields: 'passage-id, questions with responses and reviews',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(
      ({ value }) =>
        getField(value, 'passage-id') !== undefined && isJsonObject(getField(value, 'questions')),
    ),
  createConsumer:
    ({ items }) =>
    ({ value }) => {
      const passage = readName(value, 'passage-id');
      if (!passage.ok) return [passage.error];
      const questions = getField(value, 'questions');
      if (!isJsonObject(questions)) {
        return [createFault('bad_value', 'questions', 'questions has to be an object with a member each')];
      }
      return Object.entries(questions).flatMap(([key, systems]) => {
        const path = `questions.${key}`;
        if (!isJsonObject(systems)) {
          return [createFault('bad_value', path, `${path} has to be an object with a response per system`)];
        }
        const prompt = createPrompt({
          messages: [{ role: 'user', content: `${passage.value}\n${key}` }],
          metadata: { 'passage-id': passage.value, question: key },
        });
        return addQuestion(items, prompt, systems, path);
      });
    },
};

interface Reviewed {
  readonly id: ResponseId;
  readonly reviews: readonly Review[];
}

function addQuestion(
  items: ItemCollector,
  prompt: Prompt,
  systems: JsonObject,
  path: string,
): readonly Fault[] {
  const faults: Fault[] = [];
  const all: Reviewed[] = [];
  for (const [system, value] of Object.entries(systems)) {
    const place = `${path}.${system}`;
    const added = addResponse(items, prompt, system, value, place);
    faults.push(...added.faults);
    if (added.reviewed !== undefined) all.push(added.reviewed);
  }
  for (const { id, reviews } of all) addRatingsAndComments(items, prompt, id, reviews);
  addRankings(items, prompt, all);
  return faults;
}

function addResponse(
  items: ItemCollector,
  prompt: Prompt,
  model: string,
  value: ReturnType<typeof getField>,
  path: string,
): { readonly faults: readonly Fault[]; readonly reviewed?: Reviewed } {
  if (!isJsonObject(value)) {
    return {
      faults: [createFault('bad_value', path, `${path} has to be an object with response and reviews`)],
    };
  }
  const text = readResponseText(value, 'response', `${path}.response`);
  if (!text.ok) return { faults: [text.error] };
  const faults: Fault[] = [];
  const reviews: Review[] = [];
  const metadata = toMetadata(value, READ);
  const listed = getField(value, 'reviews') ?? [];
  for (const [index, item] of (isJsonArray(listed) ? listed : []).entries()) {
    const review = readReview(item, `${path}.reviews.${index}`);
    if (!review.ok) {
      faults.push(review.error);
      continue;
    }
    reviews.push(review.value);
    for (const [name, rank] of review.value.furtherRanks) {
      metadata[`${name} of ${review.value.rater.name}`] = String(rank);
    }
  }
  const { id } = items.addResponse(prompt, { turns: [text.value], origin: { model }, metadata });
  return { faults, reviewed: { id, reviews } };
}

function addRatingsAndComments(
  items: ItemCollector,
  prompt: Prompt,
  responseId: ResponseId,
  reviews: readonly Review[],
): void {
  for (const { rater, ratings, comments } of reviews) {
    const speaker = { rater, promptId: prompt.id };
    for (const { scale, score } of ratings) {
      addRating(items, speaker, responseId, { scale, score, range: PERCENT });
    }
    for (const text of comments) addComment(items, speaker, [responseId], text);
  }
}

/** A worker's ranks of all responses of a question together. */
function addRankings(items: ItemCollector, prompt: Prompt, all: readonly Reviewed[]): void {
  const byRater = new Map<string, { readonly rater: Rater; readonly ranks: Map<ResponseId, number> }>();
  for (const { id, reviews } of all) {
    for (const { rater, overallRank } of reviews) {
      if (overallRank === undefined) continue;
      const entry = byRater.get(rater.id) ?? { rater, ranks: new Map<ResponseId, number>() };
      entry.ranks.set(id, overallRank);
      byRater.set(rater.id, entry);
    }
  }
  for (const { rater, ranks } of byRater.values()) {
    if (ranks.size < 2) continue;
    addRanking(items, { rater, promptId: prompt.id }, [...ranks.keys()], toRankingGroups(ranks));
  }
}
