import { createPrompt, type Prompt } from '../../domain/prompt.ts';
import { readResponseText } from '../fields.ts';
import { toStem } from '../input-file.ts';
import { addQuotedPair, addVerdict } from '../pair-verdict.ts';
import { createSourceRater } from '../preference-pair.ts';
import { createFault, getField, type JsonObject } from '../row.ts';
import { KEPT, type Layout } from './layout.ts';

/**
 * A topic of UKPConvArg1Strict: a table `#id`, `label`, `a1`, `a2` whose label says which argument is more convincing.
 *
 * What was debated stands in the file's name only, the stance of both arguments behind its last `_`:
 * `tv-is-better-than-books_tv.csv` → "tv is better than books (tv)". Line ends are `<br/>`, which is kept.
 */
export const ukpConvArg: Layout = {
  name: 'ukp-convarg',
  fields: '#id, label, a1, a2',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(({ value }) =>
      ['#id', 'label', 'a1', 'a2'].every((name) => typeof getField(value, name) === 'string'),
    ),
  createConsumer: ({ items }, { name }) => {
    const rater = createSourceRater(name);
    const prompt = toPrompt(name);
    return ({ value }) => {
      const first = readResponseText(value, 'a1');
      if (!first.ok) return [first.error];
      const second = readResponseText(value, 'a2');
      if (!second.ok) return [second.error];
      const label = getField(value, 'label');
      if (label !== 'a1' && label !== 'a2') {
        return [createFault('unknown_winner', 'label', `label is ${JSON.stringify(label)}; give a1 or a2`)];
      }
      const [firstId, secondId] = readArgumentIds(value);
      const added = addQuotedPair(
        items,
        prompt,
        { turns: [first.value], path: 'a1', model: null, metadata: firstId },
        { turns: [second.value], path: 'a2', model: null, metadata: secondId },
      );
      if (!added.ok) return [added.error];
      addVerdict(items, rater, added.value, label === 'a1' ? 'first' : 'second');
      return KEPT;
    };
  },
};

function toPrompt(fileName: string): Prompt {
  const stem = toStem(fileName);
  const [topic = '', stance = ''] = (/^(.+)_([^_]+)$/.exec(stem.replace(/[_-]+$/, '')) ?? ['', stem])
    .slice(1)
    .map((part) => part.replaceAll(/[_-]+/g, ' ').trim());
  const content = stance === '' ? topic : `${topic} (${stance})`;
  return createPrompt({ messages: [{ role: 'user', content: content === '' ? fileName : content }] });
}

/** The row's id is those of both arguments: `arg169194_arg135630`. */
function readArgumentIds(value: JsonObject): readonly [Record<string, string>, Record<string, string>] {
  const id = getField(value, '#id');
  const [first, second, ...further] = typeof id === 'string' ? id.split('_') : [];
  if (first === undefined || second === undefined || further.length > 0) return [{}, {}];
  return [{ argument: first }, { argument: second }];
}
