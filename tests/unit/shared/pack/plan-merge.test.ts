import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ItemRecord, itemRecordSchema } from '../../../../shared/domain/item-record.ts';
import type { Pack, PackContent } from '../../../../shared/pack/pack.ts';
import { type KnownItems, type MergePlan, planMerge } from '../../../../shared/pack/plan-merge.ts';
import { selectReturn } from '../../../../shared/pack/select-return.ts';
import { arbitraryPack, createContent } from './arbitrary-pack.ts';

function toKnown(content: PackContent): KnownItems {
  const prompts = new Set(content.prompts.map(({ id }) => id));
  const responses = new Set(content.responses.map(({ id }) => id));
  return {
    projectId: content.project.id,
    hasPrompt: (id) => prompts.has(id),
    hasResponse: (id) => responses.has(id),
    getRater: (id) => content.raters.find((rater) => rater.id === id),
    getJudgment: (id) => content.judgments.find((judgment) => judgment.id === id),
  };
}

/** What the project holds after the segment was added. */
function apply(content: PackContent, { records }: MergePlan): PackContent {
  return {
    ...content,
    prompts: [
      ...content.prompts,
      ...records.flatMap((record) => ('prompt' in record ? [record.prompt] : [])),
    ],
    responses: [
      ...content.responses,
      ...records.flatMap((record) => ('response' in record ? [record.response] : [])),
    ],
    raters: [...content.raters, ...records.flatMap((record) => ('rater' in record ? [record.rater] : []))],
    judgments: [
      ...content.judgments,
      ...records.flatMap((record) => ('judgment' in record ? [record.judgment] : [])),
    ],
  };
}

/** The ids that have to be there before a record. */
function needsOf(record: ItemRecord): readonly string[] {
  if ('response' in record) return [record.response.promptId];
  if (!('judgment' in record)) return [];
  const { raterId, promptId, value } = record.judgment;
  return [raterId, promptId, ...('responses' in value ? value.responses : [])];
}

const empty: PackContent = { ...createContent(0, []) };

describe('planning a merge into an open project', () => {
  it('adds everything to an empty project, in the order of a segment', () => {
    const pack = createContent(2);
    const plan = planMerge(toKnown(empty), pack);
    expect(plan.records.map((record) => Object.keys(record)[0])).toEqual([
      ...Array.from({ length: 2 }, () => 'prompt'),
      ...Array.from({ length: 4 }, () => 'response'),
      ...Array.from({ length: 2 }, () => 'rater'),
      ...Array.from({ length: 4 }, () => 'judgment'),
    ]);
    for (const record of plan.records) expect(itemRecordSchema.parse(record)).toEqual(record);
    expect(plan.added).toEqual({ prompts: 2, responses: 4, judgments: 4 });
    expect(plan.newRaters).toEqual(pack.raters);
    expect(plan.fromOtherProject).toBe(false);
  });

  it('adds nothing the second time', () => {
    fc.assert(
      fc.property(arbitraryPack, arbitraryPack, (own, pack) => {
        const once = apply(own, planMerge(toKnown(own), pack));
        const again = planMerge(toKnown(once), pack);
        expect(again.records).toEqual([]);
        expect(again.added).toEqual({ prompts: 0, responses: 0, judgments: 0 });
      }),
    );
  });

  it('never emits a response before its prompt, a judgment before its rater and responses, or an id twice', () => {
    fc.assert(
      fc.property(arbitraryPack, arbitraryPack, (own, pack) => {
        const seen = new Set<string>(
          [own.prompts, own.responses, own.raters, own.judgments].flatMap((list) =>
            list.map(({ id }) => id as string),
          ),
        );
        for (const record of planMerge(toKnown(own), pack).records) {
          const [item] = Object.values(record) as [{ id: string }];
          expect(seen.has(item.id)).toBe(false);
          expect(needsOf(record).filter((id) => !seen.has(id))).toEqual([]);
          seen.add(item.id);
        }
      }),
    );
  });

  it('accounts for every record of the pack', () => {
    fc.assert(
      fc.property(arbitraryPack, arbitraryPack, (own, pack) => {
        const { added, alreadyThere, incomplete } = planMerge(toKnown(own), pack);
        expect(added.prompts + alreadyThere.prompts).toBe(pack.prompts.length);
        expect(added.responses + alreadyThere.responses + incomplete.responses.length).toBe(
          pack.responses.length,
        );
        expect(added.judgments + alreadyThere.judgments + incomplete.judgments.length).toBe(
          pack.judgments.length,
        );
      }),
    );
  });

  it('takes in later what lacked its prompt at first', () => {
    const whole = createContent(2);
    const [first, second] = whole.prompts;
    if (!first || !second) throw new Error('no prompts');
    const withoutFirst: Pack = {
      ...whole,
      prompts: [second],
      responses: whole.responses.filter(({ promptId }) => promptId === second.id),
    };
    const plan = planMerge(toKnown(empty), withoutFirst);
    expect(plan.incomplete.judgments).toHaveLength(2);
    const later = apply(
      apply(empty, plan),
      planMerge(toKnown(apply(empty, plan)), { ...whole, judgments: [] }),
    );
    expect(planMerge(toKnown(later), withoutFirst).added.judgments).toBe(2);
  });

  it('keeps its own judgment when the pack has another content under the same id, and says so', () => {
    const own = createContent(1, ['Ada']);
    const [judgment] = own.judgments;
    if (!judgment) throw new Error('no judgment');
    const other = { ...judgment, durationMs: 0 };
    const plan = planMerge(toKnown(own), { ...own, judgments: [other] });
    expect(plan.records).toEqual([]);
    expect(plan.conflicts).toEqual([{ what: 'judgment', id: judgment.id, kept: judgment, others: [other] }]);
  });
});

describe('selecting what a rater hands in', () => {
  it('holds their judgments and what these are about, and stands alone', () => {
    const whole = createContent(3, ['Ada', '李雷']);
    const [ada] = whole.raters;
    if (!ada) throw new Error('no rater');
    const own = whole.judgments.filter(({ raterId }) => raterId === ada.id).slice(0, 2);
    const handedIn = selectReturn({ ...whole, judgments: own }, ada.id);
    expect(handedIn.kind).toBe('return');
    expect(handedIn.raters).toEqual([ada]);
    expect(handedIn.judgments).toEqual(own);
    expect(handedIn.prompts.map(({ id }) => id)).toEqual(own.map(({ promptId }) => promptId));
    expect(handedIn.responses).toHaveLength(4);
    const plan = planMerge(toKnown(empty), handedIn);
    expect(plan.incomplete).toEqual({ responses: [], judgments: [] });
  });

  it('holds nothing of others', () => {
    const whole = createContent(3, ['Ada', '李雷']);
    for (const rater of whole.raters) {
      expect(selectReturn(whole, rater.id).judgments.every(({ raterId }) => raterId === rater.id)).toBe(true);
    }
  });
});
