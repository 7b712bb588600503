import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReviewQueue } from '../../../../shared/review/queue.ts';
import { ReviewSession } from '../../../../shared/review/review-session.ts';
import {
  buildItem,
  buildQueue,
  listItems,
  LogBuilder,
  toOutline,
  toPromptSource,
  toRaterId,
} from '../../../support/build-items.ts';

const items = [
  buildItem('One', ['a', 'b']),
  buildItem('Two', ['a', 'b']),
  buildItem('Three', ['a', 'b', 'c']),
  buildItem('Four', ['a']),
];
const options = {
  labelling: { comparison: 'ranking' as const },
  seed: 'seed',
  raterId: toRaterId('rater-1'),
};
const queue = buildQueue(items.map(toOutline), options);
const [one, two, three, four] = items as [BuiltItem, BuiltItem, BuiltItem, BuiltItem];
type BuiltItem = ReturnType<typeof buildItem>;

describe('a rater at work', () => {
  test('what is put off comes back after everything unseen, what cannot be judged does not', () => {
    const builder = new LogBuilder();
    const session = new ReviewSession(queue, []);
    expect(session.nextIndex(-1)).toBe(0);
    session.append(builder.skip(one, 'later'));
    session.append(builder.skip(two, 'cannot-judge'));
    expect(session.progress).toEqual({ unseen: 2, later: 1, 'cannot-judge': 1, decided: 0 });
    expect(session.nextIndex(1)).toBe(2);
    session.append(builder.rank(three, [['a'], ['b', 'c']]));
    session.append(builder.correct(four, 'a', 'Better.'));
    expect(session.nextIndex(3)).toBe(0);
    session.append(builder.prefer(one, 'a', 'b'));
    expect(session.nextIndex(0)).toBeUndefined();
    expect(session.progress).toEqual({ unseen: 0, later: 0, 'cannot-judge': 1, decided: 3 });
  });

  test('a ranking settles the pairs that it orders, and only those', () => {
    const pairs = buildQueue([toOutline(three)], {
      labelling: { comparison: 'pairs' },
      seed: 'seed',
      raterId: toRaterId('rater-1'),
    });
    const builder = new LogBuilder();
    builder.rank(three, [['a'], ['b']]);
    const session = new ReviewSession(pairs, builder.entries);
    const decided = listItems(pairs).filter((_, index) => session.statusAt(index) === 'decided');
    expect(decided).toHaveLength(1);
  });

  test('a correction of one of two responses does not settle the pair', () => {
    const builder = new LogBuilder();
    builder.correct(one, 'a', 'Better.');
    expect(new ReviewSession(queue, builder.entries).statusAt(0)).toBe('unseen');
  });

  test('a correction leads back to the item that it was made on, one of several of its prompt', () => {
    const pairs = buildQueue([toOutline(three)], {
      labelling: { comparison: 'pairs' },
      seed: 'seed',
      raterId: toRaterId('rater-1'),
    });
    const session = new ReviewSession(pairs, []);
    for (const [index, item] of listItems(pairs).entries()) {
      const correction = new LogBuilder().correct(three, 'a', 'Better.');
      expect(session.indexOf({ ...correction, shown: { order: [...item.order], seed: 'seed' } })).toBe(index);
    }
  });

  test('a judgment of turn 1 does not settle the item that asks for turn 2', () => {
    const builder = new LogBuilder();
    builder.prefer(one, 'a', 'b', 2);
    expect(new ReviewSession(queue, builder.entries).statusAt(0)).toBe('unseen');
  });

  test('kept counts equal counting, whatever is decided and undone', () => {
    const step = fc.record({
      item: fc.integer({ min: 0, max: 3 }),
      act: fc.constantFrom('judge', 'later', 'cannot', 'undo'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const builder = new LogBuilder();
        const session = new ReviewSession(queue, []);
        for (const { item: index, act } of steps) {
          const item = items[index]!;
          const last = session.log.lastHolding;
          if (act === 'undo') {
            if (last) session.append(builder.retract(last));
          } else if (act === 'later') session.append(builder.skip(item, 'later'));
          else if (act === 'cannot') session.append(builder.skip(item, 'cannot-judge'));
          else if (index < 2) session.append(builder.prefer(item, 'a', 'b'));
          else if (index === 2) session.append(builder.rank(item, [['c'], ['a'], ['b']]));
          else session.append(builder.correct(item, 'a', 'x'));
        }
        const counted = { unseen: 0, later: 0, 'cannot-judge': 0, decided: 0 };
        listItems(queue).forEach((_, index) => {
          const status = session.statusAt(index);
          if (status) counted[status] += 1;
        });
        expect(session.progress).toEqual(counted);
        const replayed = new ReviewSession(queue, builder.entries);
        const indexes = [...listItems(queue).keys()];
        const statuses = indexes.map((index) => session.statusAt(index));
        expect(indexes.map((index) => replayed.statusAt(index))).toEqual(statuses);
        // The same log, and a queue that comes bit by bit.
        const growing = new ReviewQueue(toPromptSource(items.map(toOutline)), options);
        const following = new ReviewSession(growing, builder.entries);
        while (!growing.isComplete) {
          growing.extend(1);
          following.extend();
        }
        expect(indexes.map((index) => following.statusAt(index))).toEqual(statuses);
        expect(following.progress).toEqual(counted);
      }),
      { numRuns: 300 },
    );
  });
});
