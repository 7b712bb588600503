import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { importAll } from '../support.ts';
import { lines } from './said.ts';

const user = { role: 'user', content: 'Why?' };
const says = { role: 'assistant', content: 'So.' };
const other = { role: 'assistant', content: 'No.' };

/** One good row of each layout of preferences and ratings. */
const ROWS: readonly (readonly [layout: string, row: object])[] = [
  ['trl-preference', { prompt: [user], chosen: [says], rejected: [other], tools: [], images: ['a.png'] }],
  ['trl-preference', { system: 's', prompt: 'Why?', chosen: 'So.', rejected: 'No.' }],
  ['llamafactory-preference', { conversations: [user], chosen: says, rejected: other, system: 's' }],
  [
    'llamafactory-preference',
    { instruction: 'i', input: 'j', history: [['u', 'v']], chosen: 'So.', rejected: 'No.' },
  ],
  ['llamafactory-preference', { chosen_messages: [user, says], rejected_messages: [user, other] }],
  ['hh-rlhf', { chosen: '\n\nHuman: a\n\nAssistant: b', rejected: '\n\nHuman: a\n\nAssistant: c' }],
  [
    'openai-preference',
    { input: { messages: [user], tools: [] }, preferred_output: [says], non_preferred_output: [other] },
  ],
  ['ms-swift-preference', { messages: [user, says], rejected_response: 'No.', margin: 1 }],
  ['ms-swift-preference', { messages: [user, says], rejected_messages: [user, other] }],
  ['kto', { prompt: [user], completion: [says], label: true }],
  ['kto', { instruction: 'i', input: '', output: 'o', kto_tag: false }],
  [
    'ultrafeedback',
    {
      instruction: 'Why?',
      models: ['m'],
      completions: [
        {
          response: 'So.',
          annotations: {
            honesty: { Rating: '5', Rationale: 'r', Type: ['1'] },
            helpfulness: [{ Rating: '1' }],
          },
          overall_score: 7,
          critique: 'c',
        },
      ],
    },
  ],
  [
    'ultrafeedback-binarized',
    {
      prompt: 'Why?',
      chosen: [user, says],
      rejected: [user, other],
      score_chosen: 2,
      score_rejected: 1,
      'chosen-model': 'm',
    },
  ],
  [
    'helpsteer',
    {
      prompt: 'Why?',
      response: 'So.',
      helpfulness: 1,
      correctness: 2,
      coherence: [3, 4],
      complexity: 0,
      verbosity: 0,
    },
  ],
  ['helpsteer-preference', { prompt: 'Why?', response_1: 'So.', response_2: 'No.', preference_strength: 1 }],
  [
    'helpsteer-preference',
    {
      context: [user],
      response1: 'So.',
      response2: 'No.',
      overall_preference: 1,
      individual_preference: [{ score: 1, reasoning: 'r', feedback1: 'f' }],
    },
  ],
];

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1e300,
    true,
    [],
    {},
    [null],
    [[]],
    [{}],
    'N/A',
    user,
    says,
    [user],
    [says],
  ),
);

/** Replaces one value of a row, at any depth, or takes it away. */
function replaceOne(value: unknown, place: number, by: unknown): unknown {
  let left = place % countValues(value);
  const visit = (part: unknown): unknown => {
    if (left === 0) {
      left -= 1;
      return by;
    }
    left -= 1;
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, visit(inner)]));
  };
  return visit(value);
}

function countValues(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + countValues(inner), 1);
}

// `importAll` throws unless every record is valid and in its order.
test.each(ROWS)('%s: whatever stands in a row, it is read or reported', async (layout, row) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 20 }), async (changes) => {
      const rows = changes.map(([place, by]) => replaceOne(row, place, by));
      const file = lines('odd.jsonl', row, ...rows);
      const { summary } = await importAll([file], { choices: new Map([['odd.jsonl', { layout }]]) });
      const { read, kept } = summary.rows;
      expect(read).toBe(rows.length + 1);
      // No row is gone without a word.
      expect(read - kept).toBeLessThanOrEqual(summary.counts.leftOut);
    }),
    { numRuns: 60 },
  );
});
