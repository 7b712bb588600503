import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Judgment } from '../../../../shared/domain/judgment.ts';
import { ReviewLog, selectHolding } from '../../../../shared/review/review-log.ts';
import { buildItem, LogBuilder } from '../../../support/build-items.ts';

const item = buildItem('Which?', ['a', 'b']);

describe('what holds of a log', () => {
  test('an undo takes back the last judgment, a redo brings it back, and both are entries', () => {
    const builder = new LogBuilder();
    const first = builder.prefer(item, 'a', 'b');
    const undo = builder.retract(first);
    const log = new ReviewLog(builder.entries);
    expect(log.lastHolding).toBeUndefined();
    expect(log.lastUndone).toBe(undo);

    log.append(builder.retract(undo));
    expect(log.lastHolding).toBe(first);
    expect(log.lastUndone).toBeUndefined();
    expect(log.entries).toHaveLength(3);
  });

  test('a new decision ends what could be redone', () => {
    const builder = new LogBuilder();
    builder.retract(builder.prefer(item, 'a', 'b'));
    builder.call(item, ['a', 'b'], 'tie');
    expect(new ReviewLog(builder.entries).lastUndone).toBeUndefined();
  });

  test('a retraction that arrives before its judgment counts when that arrives', () => {
    const builder = new LogBuilder();
    const judgment = builder.prefer(item, 'a', 'b');
    const retraction = builder.retract(judgment);
    expect(new ReviewLog([retraction, judgment]).holding()).toEqual([]);
  });

  test('the same entry twice counts once', () => {
    const builder = new LogBuilder();
    builder.prefer(item, 'a', 'b');
    expect(new ReviewLog([...builder.entries, ...builder.entries]).holding()).toHaveLength(1);
  });

  test('any run of decisions, undos and redos ends where two plain stacks end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('decide', 'undo', 'redo'), { maxLength: 60 }), (steps) => {
        const builder = new LogBuilder();
        const log = new ReviewLog();
        const done: Judgment[] = [];
        const undone: Judgment[] = [];
        for (const step of steps) {
          if (step === 'decide') {
            const judgment = builder.prefer(item, 'a', 'b');
            log.append(judgment);
            done.push(judgment);
            undone.length = 0;
          } else if (step === 'undo' && log.lastHolding) {
            log.append(builder.retract(log.lastHolding));
            const target = done.pop();
            if (target) undone.push(target);
          } else if (step === 'redo' && log.lastUndone) {
            log.append(builder.retract(log.lastUndone));
            const target = undone.pop();
            if (target) done.push(target);
          }
        }
        expect(log.holding()).toEqual(done);
        expect(selectHolding(builder.entries).toSorted((a, b) => a.seq - b.seq)).toEqual(
          done.toSorted((a, b) => a.seq - b.seq),
        );
        expect(log.lastUndone !== undefined).toBe(undone.length > 0);
        // Replaying the log from the disk gives the same as having lived through it.
        const replayed = new ReviewLog(builder.entries);
        expect(replayed.holding()).toEqual(done);
        expect(replayed.lastUndone).toEqual(log.lastUndone);
      }),
      { numRuns: 500 },
    );
  });

  test("one rater's retraction does not reach another rater's judgment", () => {
    const one = new LogBuilder('one');
    const two = new LogBuilder('two');
    const judgment = one.prefer(item, 'a', 'b');
    two.retract(judgment);
    expect(selectHolding([...one.entries, ...two.entries])).toEqual([judgment]);
  });
});
