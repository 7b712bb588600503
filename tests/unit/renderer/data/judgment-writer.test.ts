import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AppendJudgments, JudgmentWriter } from '../../../../renderer/src/data/judgment-writer.ts';
import type { RaterId } from '../../../../shared/domain/ids.ts';
import type { Judgment, JudgmentDraft } from '../../../../shared/domain/judgment.ts';
import { createDraft } from '../../shared/journal/create-draft.ts';
import { createSlowDisk } from '../../../support/slow-disk.ts';

const raterId = 'rater-1' as RaterId;

function createWriter(append: AppendJudgments) {
  const saved: Judgment[] = [];
  const failures: { unsaved: readonly JudgmentDraft[]; code: string }[] = [];
  const writer = new JudgmentWriter(append, raterId, {
    onSaved: (judgments) => saved.push(...judgments),
    onFailed: (unsaved, { code }) => failures.push({ unsaved: [...unsaved], code }),
  });
  return { writer, saved, failures };
}

const idsOf = (judgments: readonly { readonly id: string }[]) => judgments.map(({ id }) => id);

describe('the writer', () => {
  test('sends the first at once and what comes meanwhile together, in order', async () => {
    const disk = createSlowDisk();
    const { writer, saved } = createWriter(disk.append);
    for (let index = 0; index < 4; index += 1) writer.add(createDraft(index));
    expect(disk.waiting()).toEqual([['judgment-0']]);
    await disk.answer();
    expect(idsOf(saved)).toEqual(['judgment-0']);
    expect(disk.waiting()).toEqual([['judgment-1', 'judgment-2', 'judgment-3']]);
    await disk.answer();
    expect(idsOf(saved)).toEqual(['judgment-0', 'judgment-1', 'judgment-2', 'judgment-3']);
    expect(writer.unsaved).toEqual([]);
  });

  test('says nothing is saved before the disk has answered', async () => {
    const disk = createSlowDisk();
    const { writer, saved } = createWriter(disk.append);
    writer.add(createDraft(0));
    await disk.settle();
    expect(saved).toEqual([]);
    expect(idsOf(writer.unsaved)).toEqual(['judgment-0']);
  });

  test('after a failure sends nothing, keeps everything, and sends it in order when asked', async () => {
    const disk = createSlowDisk();
    const { writer, saved, failures } = createWriter(disk.append);
    writer.add(createDraft(0));
    writer.add(createDraft(1));
    await disk.fail('disk-full');
    writer.add(createDraft(2));
    await disk.settle();
    expect(disk.waiting()).toEqual([]);
    expect(failures.map(({ unsaved, code }) => [idsOf(unsaved), code])).toEqual([
      [['judgment-0', 'judgment-1'], 'disk-full'],
    ]);
    writer.retry();
    expect(disk.waiting()).toEqual([['judgment-0', 'judgment-1', 'judgment-2']]);
    await disk.answer();
    expect(idsOf(saved)).toEqual(['judgment-0', 'judgment-1', 'judgment-2']);
  });

  test('a bridge that throws is a disk that does not answer', async () => {
    const disk = createSlowDisk();
    const { writer, failures } = createWriter(disk.append);
    writer.add(createDraft(0));
    await disk.throwError(new Error('The bridge is gone'));
    expect(failures.map(({ code }) => code)).toEqual(['io']);
    expect(idsOf(writer.unsaved)).toEqual(['judgment-0']);
  });

  test('asking twice to send again sends once', async () => {
    const disk = createSlowDisk();
    const { writer, saved } = createWriter(disk.append);
    writer.add(createDraft(0));
    await disk.fail('io');
    writer.retry();
    writer.retry();
    expect(disk.waiting()).toHaveLength(1);
    await disk.answer();
    expect(idsOf(saved)).toEqual(['judgment-0']);
    expect(disk.waiting()).toEqual([]);
  });

  test('whatever happens in whatever order: what is on the disk is a beginning of what was decided, and in the end all of it', async () => {
    const step = fc.constantFrom('add', 'answer', 'fail', 'throw', 'retry');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const disk = createSlowDisk();
        const { writer, saved } = createWriter(disk.append);
        const decided: string[] = [];
        for (const each of steps) {
          if (each === 'add') {
            decided.push(`judgment-${decided.length}`);
            writer.add(createDraft(decided.length - 1));
          } else if (each === 'retry') writer.retry();
          else if (disk.waiting().length === 0) continue;
          else if (each === 'answer') await disk.answer();
          else if (each === 'fail') await disk.fail('io');
          else await disk.throwError(new Error('No bridge'));
          // One append at a time, and nobody is told of more than is there.
          expect(disk.waiting().length).toBeLessThanOrEqual(1);
          expect(idsOf(saved)).toEqual(decided.slice(0, saved.length));
          expect(idsOf(disk.written)).toEqual(idsOf(saved));
          expect([...idsOf(saved), ...idsOf(writer.unsaved)]).toEqual(decided);
        }
        writer.retry();
        while (disk.waiting().length > 0) await disk.answer();
        expect(idsOf(disk.written)).toEqual(decided);
        expect(disk.written.map(({ seq }) => seq)).toEqual(decided.map((_, index) => index + 1));
        expect(writer.unsaved).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
