import { describe, expect, test } from 'vitest';
import { selectPairOutcomes } from '../../../../shared/review/pair-outcomes.ts';
import { selectHolding } from '../../../../shared/review/review-log.ts';
import { buildItem, LogBuilder } from '../../../support/build-items.ts';

const item = buildItem('Question', ['beta', 'alpha', 'gamma']);
const lookup = (id: string) => item.responses.find((response) => response.id === id);
const modelOf = (id: string) => lookup(id)?.origin.model;

function outcomesOf(builder: LogBuilder) {
  return selectPairOutcomes(selectHolding(builder.entries), lookup)
    .map(({ first, second, value }) => [modelOf(first), value, modelOf(second)].join(' '))
    .toSorted();
}

describe('what raters say of pairs', () => {
  test('the canonical order is by model name, whichever was named first', () => {
    const builder = new LogBuilder();
    builder.prefer(item, 'beta', 'alpha');
    expect(outcomesOf(builder)).toEqual(['alpha second beta']);
  });

  test('the last judgment of a rater on a pair counts, and an undone one does not', () => {
    const builder = new LogBuilder();
    builder.prefer(item, 'alpha', 'beta');
    builder.call(item, ['beta', 'alpha'], 'tie');
    builder.retract(builder.call(item, ['alpha', 'beta'], 'both-bad'));
    expect(outcomesOf(builder)).toEqual(['alpha tie beta']);
  });

  test('a ranking speaks of every two placed responses and of no other', () => {
    const builder = new LogBuilder();
    builder.rank(item, [['gamma'], ['alpha']]);
    expect(outcomesOf(builder)).toEqual(['alpha second gamma']);
    builder.rank(item, [['gamma', 'beta'], ['alpha']]);
    expect(outcomesOf(builder)).toEqual(['alpha second beta', 'alpha second gamma', 'beta tie gamma']);
  });

  test('a skip after a verdict puts the verdict aside, on the same responses or on the pair itself', () => {
    const pair = { ...item, responses: item.responses.slice(0, 2) };
    const builder = new LogBuilder();
    builder.prefer(item, 'alpha', 'beta');
    builder.skip(pair, 'cannot-judge');
    expect(outcomesOf(builder)).toEqual([]);
    builder.rank(item, [['alpha'], ['beta'], ['gamma']]);
    builder.skip(pair, 'later');
    expect(outcomesOf(builder)).toEqual(['alpha first gamma', 'beta first gamma']);
    builder.skip(item, 'later');
    expect(outcomesOf(builder)).toEqual([]);
    builder.prefer(item, 'alpha', 'gamma');
    builder.skip(item, 'cannot-judge');
    expect(outcomesOf(builder)).toEqual(['alpha first gamma']);
  });

  test('turn 1 and turn 2 are two units', () => {
    const builder = new LogBuilder();
    builder.prefer(item, 'alpha', 'beta', 1);
    builder.prefer(item, 'beta', 'alpha', 2);
    expect(outcomesOf(builder)).toEqual(['alpha first beta', 'alpha second beta']);
  });

  test('a judgment of a response that is not there says nothing', () => {
    const other = buildItem('Another', ['alpha', 'beta']);
    const builder = new LogBuilder();
    builder.prefer(other, 'alpha', 'beta');
    expect(outcomesOf(builder)).toEqual([]);
  });
});
