import { err, ok, type Result } from '../../base/result.ts';
import type { Message } from '../../domain/prompt.ts';
import { checkPromptMessages, readMessages } from '../conversation.ts';
import { describeValue, readText, toMetadata } from '../fields.ts';
import { addAnswerPair, type AnswerPair } from '../preference-pair.ts';
import { createFault, type Fault, getField, isJsonArray, isJsonObject, type JsonObject } from '../row.ts';
import { readMarkedPrompt } from './helpsteer-prompt.ts';
import { addVerdict, COMMENT_FIELDS, type HelpSteerVerdict, readVerdict } from './helpsteer-verdict.ts';
import type { Layout } from './layout.ts';
import { createNumberedRaters } from './numbered-raters.ts';

/** What HelpSteer2-Preference and HelpSteer3 call the same things. */
interface Version {
  readonly prompt: 'prompt' | 'context';
  readonly responses: readonly [string, string];
  /** The strength on which all together agree. */
  readonly overall: string;
  /** The verdicts of several people, each with its reasons, and the strength in them. */
  readonly individuals: string;
  readonly strength: string;
}

const HELPSTEER2: Version = {
  prompt: 'prompt',
  responses: ['response_1', 'response_2'],
  overall: 'preference_strength',
  individuals: 'three_most_similar_preferences',
  strength: 'strength',
};
const HELPSTEER3: Version = {
  prompt: 'context',
  responses: ['response1', 'response2'],
  overall: 'overall_preference',
  individuals: 'individual_preference',
  strength: 'score',
};

/**
 * Preferences of HelpSteer2-Preference and HelpSteer3: two responses and how much better one of them is.
 *
 * Where a row lists the people who judged, each of them is a rater, with comments for reasons; the verdict of all, which
 * was made from theirs, is metadata then. Otherwise it is the verdict of a rater called after the file.
 */
export const helpSteerPreference: Layout = {
  name: 'helpsteer-preference',
  fields:
    'prompt, response_1, response_2, preference_strength | context, response1, response2, overall_preference',
  rank: 2,
  hasJudgments: true,
  matches: (rows) => rows.some(({ value }) => isOf(HELPSTEER2, value) || isOf(HELPSTEER3, value)),
  createConsumer: ({ items }, { name: fileName }) => {
    const raterAt = createNumberedRaters(fileName);
    return ({ value }) => {
      const version = isOf(HELPSTEER3, value) ? HELPSTEER3 : HELPSTEER2;
      const { verdicts, faults, fields } = readVerdicts(value, version);
      if (verdicts.length === 0) return faults;
      const pair = readPair(value, version, fields);
      if (!pair.ok) return [pair.error];
      const added = addAnswerPair(items, pair.value);
      if (!added.ok) return added.error;
      const { promptId, responses } = added.value;
      for (const { position, verdict } of verdicts) {
        addVerdict(items, { rater: raterAt(position), promptId }, responses, verdict);
      }
      return faults;
    };
  },
};

function isOf({ responses, overall }: Version, value: JsonObject): boolean {
  return [...responses, overall].every((name) => getField(value, name) !== undefined);
}

interface Verdicts {
  /** *position*: the place of a person among several, from 1. */
  readonly verdicts: readonly { readonly position: number | undefined; readonly verdict: HelpSteerVerdict }[];
  readonly faults: readonly Fault[];
  /** The fields that say all this. */
  readonly fields: readonly string[];
}

function readVerdicts(value: JsonObject, { overall, individuals, strength }: Version): Verdicts {
  const people = getField(value, individuals);
  if (!isJsonArray(people) || people.length === 0) {
    const verdict = readVerdict(value, overall);
    if (!verdict.ok) return { verdicts: [], faults: [verdict.error], fields: [] };
    const fields = [overall, individuals, ...COMMENT_FIELDS];
    return { verdicts: [{ position: undefined, verdict: verdict.value }], faults: [], fields };
  }
  const verdicts: Verdicts['verdicts'][number][] = [];
  const faults: Fault[] = [];
  for (const [index, person] of people.entries()) {
    const path = `${individuals}.${index}`;
    const verdict = isJsonObject(person)
      ? readVerdict(person, strength, `${path}.`)
      : err(createFault('bad_value', path, `${path} has to be an object and is ${describeValue(person)}`));
    if (verdict.ok) verdicts.push({ position: index + 1, verdict: verdict.value });
    else faults.push(verdict.error);
  }
  return { verdicts, faults, fields: [individuals] };
}

function readPair(
  value: JsonObject,
  { prompt: field, responses }: Version,
  fields: readonly string[],
): Result<AnswerPair, Fault> {
  const messages = field === 'prompt' ? readMarkedPrompt(value) : readContext(value);
  if (!messages.ok) return messages;
  const first = readText(value, responses[0]);
  if (!first.ok) return first;
  const second = readText(value, responses[1]);
  if (!second.ok) return second;
  const metadata = toMetadata(value, new Set([field, ...responses, ...fields]));
  return ok({
    prompt: { messages: [...messages.value], metadata },
    answers: [
      { text: first.value, path: responses[0], side: responses[0], model: null },
      { text: second.value, path: responses[1], side: responses[1], model: null },
    ],
  });
}

function readContext(value: JsonObject): Result<readonly Message[], Fault> {
  const context = readMessages(getField(value, 'context'), 'context');
  return context.ok ? checkPromptMessages(context.value.messages, 'context') : context;
}
