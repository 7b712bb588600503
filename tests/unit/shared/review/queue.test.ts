import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_RANKED,
  type PromptOutline,
  type QueueItem,
  type QueueOptions,
  ReviewQueue,
} from '../../../../shared/review/queue.ts';
import {
  buildItem,
  buildQueue,
  idOf,
  listItems,
  toOutline,
  toPromptSource,
  toRaterId,
} from '../../../support/build-items.ts';

const options: QueueOptions = {
  labelling: { comparison: 'ranking' },
  seed: 'seed',
  raterId: toRaterId('rater-1'),
};

function build(outlines: readonly PromptOutline[], how: QueueOptions): QueueItem[] {
  return listItems(buildQueue(outlines, how));
}

function itemsWith(count: number, models: readonly string[]) {
  return Array.from({ length: count }, (_, index) => buildItem(`Question ${index}`, models));
}

describe('the queue', () => {
  test('two responses are a pair, three a ranking, one stands alone, none is nothing to judge', () => {
    const outlines = [['a'], ['a', 'b'], ['a', 'b', 'c'], []].map((models, index) =>
      toOutline(buildItem(`Question ${index}`, models)),
    );
    expect(build(outlines, options).map(({ kind }) => kind)).toEqual(['single', 'pair', 'ranking']);
  });

  test('each side shows each of two models equally often, whatever the seed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 40 }), (seed, count) => {
        const items = itemsWith(count, ['a', 'b']);
        const queue = build(items.map(toOutline), { ...options, seed });
        const left = queue.filter((entry, index) => entry.order[0] === idOf(items[index] ?? items[0]!, 'a'));
        expect(Math.abs(left.length * 2 - count)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('each place of a ranking shows each model once in every run of k', () => {
    const models = ['a', 'b', 'c', 'd'];
    const items = itemsWith(40, models);
    const queue = build(items.map(toOutline), options);
    for (const model of models) {
      const places = queue.map((entry, index) => entry.order.indexOf(idOf(items[index]!, model)));
      expect([0, 1, 2, 3].map((place) => places.filter((at) => at === place).length)).toEqual([
        10, 10, 10, 10,
      ]);
    }
  });

  test('two raters do not see the same sides throughout, and one rater sees the same each time', () => {
    const outlines = itemsWith(60, ['a', 'b']).map(toOutline);
    const sides = (rater: string) =>
      build(outlines, { ...options, raterId: toRaterId(rater) }).map(({ order }) => order.join());
    expect(sides('one')).toEqual(sides('one'));
    const differing = sides('one').filter((side, index) => side !== sides('two')[index]);
    expect(differing.length).toBeGreaterThan(15);
    expect(differing.length).toBeLessThan(45);
  });

  test('what is imported later changes nothing of what was there', () => {
    const outlines = itemsWith(30, ['a', 'b', 'c']).map(toOutline);
    expect(build(outlines, options).slice(0, 11)).toEqual(build(outlines.slice(0, 11), options));
  });

  test('made bit by bit it is the same, and says which items are whose', () => {
    const sets = [['a'], ['a', 'b'], [], ['a', 'b', 'c'], ['b', 'c', 'd', 'e']];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...sets), { maxLength: 40 }),
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 9 }),
        fc.constantFrom('pairs' as const, 'ranking' as const),
        (models, steps, comparison) => {
          const how = { ...options, labelling: { comparison } };
          const outlines = models.map((each, index) => toOutline(buildItem(`Question ${index}`, each)));
          const come: PromptOutline[] = [];
          const queue = new ReviewQueue(toPromptSource(come), how);
          for (const step of [...steps, outlines.length]) {
            come.push(...outlines.slice(come.length, come.length + step));
            queue.extend(3);
            const sofar = listItems(queue);
            expect(sofar).toEqual(build(outlines, how).slice(0, sofar.length));
          }
          queue.extend();
          expect(queue.isComplete).toBe(true);
          const all = listItems(queue);
          expect(all).toEqual(build(outlines, how));
          for (const { promptId } of outlines) {
            expect(queue.indexesOf(promptId)).toEqual(
              all.flatMap((item, index) => (item.promptId === promptId ? [index] : [])),
            );
          }
          const halfway = Math.floor(all.length / 2);
          expect([...queue.promptsFrom(halfway)]).toEqual([
            ...new Set(all.slice(halfway).map(({ promptId }) => promptId)),
          ]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('in pairs, every response meets two others and each pair comes once', () => {
    const outline = toOutline(buildItem('Question', ['a', 'b', 'c', 'd', 'e']));
    const queue = build([outline], { ...options, labelling: { comparison: 'pairs' } });
    expect(queue.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'pair'));
    expect(new Set(queue.map(({ key }) => key)).size).toBe(5);
    const met = queue.flatMap(({ order }) => order);
    for (const { id } of outline.responses) expect(met.filter((other) => other === id)).toHaveLength(2);
  });

  test('more responses than digits: the same nine for every rater', () => {
    const outline = toOutline(
      buildItem(
        'Question',
        Array.from({ length: 14 }, (_, index) => `model-${index}`),
      ),
    );
    const [one] = build([outline], options);
    const [two] = build([outline], { ...options, raterId: toRaterId('other') });
    expect(one?.order).toHaveLength(MAX_RANKED);
    expect(one?.key).toBe(two?.key);
  });
});
