import { describe, expect, test } from 'vitest';
import { createDispatcher } from '../../../../renderer/src/commands/dispatcher.ts';
import { ReviewFlow } from '../../../../renderer/src/commands/review-flow.ts';
import { createReviewStore } from '../../../../renderer/src/state/review-store.ts';
import type { JudgmentId } from '../../../../shared/domain/ids.ts';
import type { Judgment, JudgmentDraft } from '../../../../shared/domain/judgment.ts';
import { ReviewQueue } from '../../../../shared/review/queue.ts';
import {
  buildItem,
  buildQueue,
  type BuiltItem,
  LogBuilder,
  toOutline,
  toPromptSource,
  toRaterId,
} from '../../../support/build-items.ts';
import { createSlowDisk } from '../../../support/slow-disk.ts';

const raterId = toRaterId('rater-1');
const PAIRS = Array.from({ length: 6 }, (_, index) => buildItem(`Question ${index + 1}`, ['a', 'b']));
const RANKINGS = [buildItem('Rank these', ['a', 'b', 'c', 'd'])];

const QUEUE_OPTIONS = { labelling: { comparison: 'ranking' as const }, seed: 'seed', raterId };

interface FlowOptions {
  readonly items?: readonly BuiltItem[];
  /** The queue, when it is not simply that of all items. */
  readonly queue?: ReviewQueue;
  readonly entries?: readonly Judgment[];
  readonly unsaved?: readonly JudgmentDraft[];
}

function createFlow({ items = PAIRS, queue, entries = [], unsaved = [] }: FlowOptions = {}) {
  const disk = createSlowDisk(entries.at(-1)?.seq);
  const store = createReviewStore();
  const heard: Judgment[] = [];
  let ids = 0;
  const flow = new ReviewFlow({
    store,
    queue: queue ?? buildQueue(items.map(toOutline), QUEUE_OPTIONS),
    entries,
    unsaved,
    raterId,
    seed: 'seed',
    app: 'test',
    append: disk.append,
    onSaved: (judgments) => heard.push(...judgments),
    readItem: (promptId) => {
      const item = items.find(({ prompt }) => prompt.id === promptId);
      if (!item) return Promise.reject(new Error(`No prompt ${promptId}`));
      return Promise.resolve({
        prompt: item.prompt,
        responses: new Map(item.responses.map((response) => [response.id, response])),
      });
    },
    now: () => new Date('2026-11-21T10:00:00.000Z'),
    newId: () => `entry-${(ids += 1)}` as JudgmentId,
  });
  return { flow, store, disk, heard };
}

const preferLeft = { do: 'prefer', place: 0, strength: 'clearly' } as const;

describe('a queue that is still being made', () => {
  test('has its first items at once, waits when these are judged, and goes on when there are more', async () => {
    const queue = new ReviewQueue(toPromptSource(PAIRS.map(toOutline)), QUEUE_OPTIONS);
    queue.extend(2);
    const { flow, store, disk } = createFlow({ queue });
    flow.takeQueue({ done: 2, total: 6 });
    expect(store.getState()).toMatchObject({
      index: 0,
      loading: { done: 2, total: 6 },
      progress: { unseen: 2 },
    });
    flow.decide({ do: 'later' });
    flow.decide(preferLeft);
    // What was put off comes after everything else, and not everything is here yet.
    expect(store.getState().index).toBeUndefined();
    queue.extend(3);
    flow.takeQueue({ done: 5, total: 6 });
    expect(store.getState()).toMatchObject({ index: 2, progress: { unseen: 3, later: 1, decided: 1 } });
    queue.extend();
    flow.takeQueue(undefined);
    expect(store.getState()).toMatchObject({ index: 2, loading: undefined, progress: { unseen: 4 } });
    for (let left = 4; left > 0; left -= 1) flow.decide(preferLeft);
    expect(store.getState().index).toBe(0);
    await disk.answer();
  });

  test('knows what was judged before, wherever it comes', () => {
    const log = new LogBuilder();
    for (const item of PAIRS.slice(0, 4)) log.prefer(item, 'a', 'b');
    const queue = new ReviewQueue(toPromptSource(PAIRS.map(toOutline)), QUEUE_OPTIONS);
    queue.extend(3);
    const { flow, store } = createFlow({ queue, entries: log.entries });
    flow.takeQueue({ done: 3, total: 6 });
    expect(store.getState()).toMatchObject({ index: undefined, progress: { decided: 3, unseen: 0 } });
    queue.extend();
    flow.takeQueue(undefined);
    expect(store.getState()).toMatchObject({ index: 4, progress: { decided: 4, unseen: 2 } });
  });
});

describe('saving', () => {
  test('the screen moves on at once, but nothing is called saved before the reply', async () => {
    const { flow, store, disk, heard } = createFlow();
    flow.decide(preferLeft);
    expect(store.getState()).toMatchObject({ index: 1, saveStatus: 'saving' });
    expect(store.getState().strip.map(({ saved }) => saved)).toEqual([false]);
    await disk.settle();
    expect(store.getState().saveStatus).toBe('saving');
    expect(heard).toEqual([]);
    await disk.answer();
    expect(store.getState().saveStatus).toBe('saved');
    expect(store.getState().strip.map(({ saved }) => saved)).toEqual([true]);
    expect(heard).toHaveLength(1);
  });

  test('is not called done while a later decision is still on its way', async () => {
    const { flow, store, disk } = createFlow();
    flow.decide(preferLeft);
    flow.decide({ do: 'tie' });
    await disk.answer();
    expect(store.getState()).toMatchObject({ saveStatus: 'saving', unsaved: 1 });
    expect(store.getState().strip.map(({ saved }) => saved)).toEqual([true, false]);
    await disk.answer();
    expect(store.getState()).toMatchObject({ saveStatus: 'saved', unsaved: 0 });
  });

  test('when it fails, the work goes back to the first item that is not saved, and counts what is', async () => {
    const { flow, store, disk } = createFlow();
    flow.decide(preferLeft);
    await disk.answer();
    for (let index = 0; index < 3; index += 1) flow.decide(preferLeft);
    expect(store.getState().index).toBe(4);
    await disk.fail('disk-full');
    expect(store.getState()).toMatchObject({
      index: 1,
      saveStatus: 'failed',
      unsaved: 3,
      failure: { code: 'disk-full' },
      progress: { decided: 1, unseen: 5 },
    });
    expect(store.getState().strip).toHaveLength(1);
  });

  test('while it fails nothing further is taken, and the person is told', async () => {
    const { flow, store, disk } = createFlow();
    flow.decide(preferLeft);
    await disk.fail('io');
    for (const act of [() => flow.decide({ do: 'tie' }), () => flow.undo(), () => flow.redo()]) {
      act();
      expect(store.getState().notice?.what).toEqual({ kind: 'refused', why: 'saving-failed' });
    }
    expect(flow.unsaved).toHaveLength(1);
    expect(store.getState().progress.decided).toBe(0);
  });

  test('trying again saves all of it in the order in which it was decided, and the work goes on after it', async () => {
    const { flow, store, disk, heard } = createFlow();
    for (let index = 0; index < 3; index += 1) flow.decide(preferLeft);
    await disk.fail('io');
    flow.retry();
    expect(store.getState()).toMatchObject({ saveStatus: 'saving', failure: undefined });
    await disk.answer();
    expect(heard.map(({ id, seq }) => [id, seq])).toEqual([
      ['entry-1', 1],
      ['entry-2', 2],
      ['entry-3', 3],
    ]);
    expect(heard.map(({ promptId }) => promptId)).toEqual(PAIRS.slice(0, 3).map(({ prompt }) => prompt.id));
    expect(store.getState()).toMatchObject({
      index: 3,
      saveStatus: 'saved',
      unsaved: 0,
      progress: { decided: 3, unseen: 3 },
    });
    flow.decide({ do: 'tie' });
    await disk.answer();
    expect(heard.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  test('trying again in vain changes nothing', async () => {
    const { flow, store, disk } = createFlow();
    flow.decide(preferLeft);
    flow.decide(preferLeft);
    await disk.fail('io');
    flow.retry();
    await disk.fail('no-permission');
    expect(store.getState()).toMatchObject({ index: 0, saveStatus: 'failed', unsaved: 2 });
    expect(flow.unsaved.map(({ id }) => id)).toEqual(['entry-1', 'entry-2']);
  });

  test('an undo that is not saved comes back too', async () => {
    const { flow, store, disk } = createFlow();
    flow.decide(preferLeft);
    await disk.answer();
    flow.undo();
    expect(store.getState().progress.decided).toBe(0);
    await disk.fail('io');
    expect(store.getState()).toMatchObject({ unsaved: 1, progress: { decided: 1 } });
    flow.retry();
    await disk.answer();
    expect(store.getState()).toMatchObject({ saveStatus: 'saved', progress: { decided: 0 } });
  });

  test('what another flow could not save is taken over, sent first, and in order', async () => {
    const first = createFlow();
    for (let index = 0; index < 2; index += 1) first.flow.decide(preferLeft);
    await first.disk.fail('io');
    const { flow, store, disk, heard } = createFlow({ unsaved: first.flow.unsaved });
    expect(store.getState()).toMatchObject({ index: 2, saveStatus: 'saving', progress: { decided: 2 } });
    await disk.answer();
    await disk.answer();
    expect(heard.map(({ id }) => id)).toEqual(['entry-1', 'entry-2']);
    expect(flow.unsaved).toEqual([]);
  });

  test('settled waits for what is on its way, and ends at a failure', async () => {
    const { flow, disk } = createFlow();
    const events: string[] = [];
    flow.decide(preferLeft);
    flow.decide(preferLeft);
    const settling = flow.settled().then(() => events.push('settled'));
    await disk.answer();
    expect(events).toEqual([]);
    await disk.fail('io');
    await settling;
    expect(flow.unsaved).toHaveLength(1);
  });
});

describe('ranking by digits', () => {
  test('takes ties, takes back, refuses a digit twice, and ends with the last digit', async () => {
    const { flow, store, disk } = createFlow({ items: RANKINGS });
    flow.tieNext();
    expect(store.getState().tieNext).toBe(false);
    flow.rank(1);
    flow.tieNext();
    flow.rank(3);
    expect(store.getState().groups).toEqual([[1, 3]]);
    flow.rank(3);
    expect(store.getState().notice?.what).toEqual({ kind: 'refused', why: 'already-placed' });
    flow.rank(0);
    flow.unrank();
    expect(store.getState().groups).toEqual([[1, 3]]);
    flow.unrank();
    expect(store.getState().groups).toEqual([[1]]);
    flow.rank(7);
    expect(store.getState().groups).toEqual([[1]]);
    for (const place of [0, 2, 3]) flow.rank(place);
    await disk.answer();
    const order = flow.queue.item(0)?.order ?? [];
    expect(disk.written.map(({ value }) => value)).toEqual([
      { kind: 'ranking', responses: order, groups: [[order[1]], [order[0]], [order[2]], [order[3]]] },
    ]);
    expect(store.getState().index).toBeUndefined();
  });

  test('one response alone is no ranking', () => {
    const { flow, store, disk } = createFlow({ items: RANKINGS });
    flow.rank(2);
    flow.finishRanking();
    expect(store.getState().notice?.what).toEqual({ kind: 'refused', why: 'empty-ranking' });
    expect(disk.waiting()).toEqual([]);
    // What was placed is not lost by the refusal.
    expect(store.getState().groups).toEqual([[2]]);
  });
});

describe('mending', () => {
  test('leaves the pair to be judged, and empties nothing when refused', async () => {
    const { flow, store, disk } = createFlow();
    await disk.settle();
    flow.chooseMending();
    flow.mend(1);
    flow.keepText('  ');
    flow.saveMending();
    expect(store.getState()).toMatchObject({
      mending: { step: 'edit', place: 1 },
      notice: { what: { kind: 'refused', why: 'empty-text' } },
    });
    flow.keepText('改好了。');
    flow.saveMending();
    await disk.answer();
    const [right] = flow.queue.item(0)?.order.slice(1) ?? [];
    expect(disk.written.map(({ value }) => value)).toEqual([
      { kind: 'correction', responseId: right, text: '改好了。' },
    ]);
    expect(store.getState()).toMatchObject({ index: 0, mending: undefined, progress: { unseen: 6 } });
    expect(flow.correctionsAt(0)).toEqual([undefined, '改好了。']);
  });
});

describe('what is being typed', () => {
  test('survives a failure of saving, and its end', async () => {
    const { flow, store, disk } = createFlow();
    flow.decide(preferLeft);
    flow.chooseMending();
    flow.mend(0);
    flow.keepText('Half a sent');
    await disk.fail('io');
    expect(store.getState()).toMatchObject({ index: 1, mending: { step: 'edit', place: 0 }, unsaved: 1 });
    flow.saveMending();
    expect(store.getState().notice?.what).toEqual({ kind: 'refused', why: 'saving-failed' });
    flow.retry();
    await disk.answer();
    expect(store.getState()).toMatchObject({ index: 1, mending: { step: 'edit', place: 0 } });
    flow.saveMending();
    await disk.answer();
    expect(disk.written.map(({ value }) => value.kind)).toEqual(['preference', 'correction']);
  });

  test('what has been placed of a ranking survives a correction in between', async () => {
    const { flow, store, disk } = createFlow({ items: RANKINGS });
    await disk.settle();
    flow.rank(2);
    flow.rank(0);
    flow.chooseMending();
    flow.mend(1);
    flow.keepText('Better.');
    flow.saveMending();
    expect(store.getState()).toMatchObject({ index: 0, mending: undefined, groups: [[2], [0]] });
    flow.rank(1);
    flow.rank(3);
    await disk.answer();
    await disk.answer();
    expect(disk.written.map(({ value }) => value.kind)).toEqual(['correction', 'ranking']);
  });
});

describe('the dispatcher', () => {
  test('drops what was meant for an item that has gone, and never judges an unseen one', () => {
    const { flow, store } = createFlow();
    const dispatcher = createDispatcher({ flow, scroll: () => undefined, showKeys: () => undefined });
    const seen = flow.item?.key;
    expect(dispatcher.run({ command: 'prefer-left', itemKey: undefined })).toBe('dropped');
    expect(dispatcher.run({ command: 'prefer-left', itemKey: seen })).toBe('done');
    expect(dispatcher.run({ command: 'prefer-left', itemKey: seen })).toBe('dropped');
    expect(dispatcher.run({ command: 'later', itemKey: seen })).toBe('dropped');
    expect(store.getState().progress.decided).toBe(1);
    // Taking back needs no item on the screen.
    expect(dispatcher.run({ command: 'undo', itemKey: undefined })).toBe('done');
    expect(store.getState().progress.decided).toBe(0);
  });
});

describe('later and cannot judge', () => {
  test('later comes back after the rest, cannot judge does not; undo and redo of both', () => {
    const { flow, store } = createFlow({ items: PAIRS.slice(0, 3) });
    flow.decide({ do: 'later' });
    flow.decide({ do: 'cannot-judge' });
    expect(store.getState().progress).toEqual({ unseen: 1, later: 1, 'cannot-judge': 1, decided: 0 });
    flow.undo();
    expect(store.getState()).toMatchObject({ index: 1, progress: { unseen: 2, 'cannot-judge': 0 } });
    flow.undo();
    expect(store.getState()).toMatchObject({ index: 0, progress: { unseen: 3, later: 0 } });
    flow.undo();
    expect(store.getState().notice?.what).toEqual({ kind: 'refused', why: 'nothing-to-undo' });
    flow.redo();
    flow.redo();
    expect(store.getState().progress).toEqual({ unseen: 1, later: 1, 'cannot-judge': 1, decided: 0 });
    flow.redo();
    expect(store.getState().notice?.what).toEqual({ kind: 'refused', why: 'nothing-to-redo' });
    flow.decide(preferLeft);
    expect(store.getState().index).toBe(0);
    flow.decide(preferLeft);
    expect(store.getState().index).toBeUndefined();
  });
});
