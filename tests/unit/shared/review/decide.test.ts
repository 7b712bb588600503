import { describe, expect, test } from 'vitest';
import type { JudgmentId } from '../../../../shared/domain/ids.ts';
import { judgmentDraftSchema } from '../../../../shared/domain/judgment.ts';
import type { QueueItem } from '../../../../shared/review/queue.ts';
import { decide, type DecideContext, decideRedo, decideUndo } from '../../../../shared/review/decide.ts';
import { ReviewLog } from '../../../../shared/review/review-log.ts';
import {
  buildItem,
  buildQueue,
  listItems,
  LogBuilder,
  toOutline,
  toRaterId,
} from '../../../support/build-items.ts';

const pair = buildItem('Pair', ['a', 'b']);
const triple = buildItem('Triple', ['a', 'b', 'c']);
const queue = buildQueue([toOutline(pair), toOutline(triple)], {
  labelling: { comparison: 'ranking' },
  seed: 'seed',
  raterId: toRaterId('rater-1'),
});
const [pairItem, tripleItem] = listItems(queue) as [QueueItem, QueueItem];
const context: DecideContext = {
  raterId: toRaterId('rater-1'),
  seed: 'seed',
  pass: 1,
  now: '2026-11-21T10:00:00.000Z',
  durationMs: 1200,
  app: 'test',
  newId: () => 'id-1' as JudgmentId,
};

describe('a decision', () => {
  test('names the response and not the side, and keeps what was shown', () => {
    const draft = decide(pairItem, { do: 'prefer', place: 1, strength: 'slightly' }, context);
    expect(draft).toEqual({
      ok: true,
      value: {
        id: 'id-1',
        raterId: 'rater-1',
        pass: 1,
        at: '2026-11-21T10:00:00.000Z',
        durationMs: 1200,
        app: 'test',
        promptId: pair.prompt.id,
        turn: 1,
        value: {
          kind: 'preference',
          responses: pairItem.order,
          outcome: { is: 'better', better: pairItem.order[1], strength: 'slightly' },
        },
        shown: { order: pairItem.order, seed: 'seed' },
      },
    });
    expect(draft.ok && judgmentDraftSchema.safeParse(draft.value).success).toBe(true);
  });

  test('a ranking may leave responses out, but says something of at least two', () => {
    const [first, second, third] = tripleItem.order;
    const partial = decide(tripleItem, { do: 'rank', groups: [[2, 0]] }, context);
    expect(partial.ok && partial.value.value).toEqual({
      kind: 'ranking',
      responses: [first, second, third],
      groups: [[third, first]],
    });
    expect(decide(tripleItem, { do: 'rank', groups: [[1]] }, context)).toEqual({
      ok: false,
      error: 'empty-ranking',
    });
  });

  test('what does not fit the item is refused', () => {
    expect(decide(tripleItem, { do: 'tie' }, context)).toEqual({ ok: false, error: 'not-for-this-item' });
    expect(decide(pairItem, { do: 'correct', place: 0, text: ' \n' }, context)).toEqual({
      ok: false,
      error: 'empty-text',
    });
  });

  test('undo names the last judgment that holds and redo the undo', () => {
    const builder = new LogBuilder();
    const judgment = builder.prefer(pair, 'a', 'b');
    const log = new ReviewLog(builder.entries);
    expect(decideRedo(log, context)).toEqual({ ok: false, error: 'nothing-to-redo' });
    const undo = decideUndo(log, context);
    expect(undo.ok && undo.value.value).toEqual({ kind: 'retract', judgmentId: judgment.id });
    expect(decideUndo(new ReviewLog(), context)).toEqual({ ok: false, error: 'nothing-to-undo' });
  });
});
