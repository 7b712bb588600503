import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SourceId, toContentId } from '../../../../shared/domain/ids.ts';
import { mergePacks } from '../../../../shared/pack/merge-packs.ts';
import type { Pack } from '../../../../shared/pack/pack.ts';
import { selectReturn } from '../../../../shared/pack/select-return.ts';
import { writePack } from '../../../../shared/pack/write-pack.ts';
import { arbitraryPack, createContent } from './arbitrary-pack.ts';

function merge(...packs: [Pack, ...Pack[]]): Pack {
  return mergePacks(packs).pack;
}

/** Plain bytes compare faster than typed arrays in an assertion. */
function toBytes(pack: Pack): string {
  return String.fromCharCode(...writePack(pack));
}

describe('merging packs', () => {
  it('gives the same bytes in any order', () => {
    fc.assert(
      fc.property(fc.array(arbitraryPack, { minLength: 2, maxLength: 5 }), fc.nat(), (packs, turn) => {
        const [first, ...rest] = packs;
        const rotated = packs.map((_, index) => packs[(index + turn) % packs.length]).toReversed();
        if (!first || !isFilled(rotated)) throw new Error('no packs');
        expect(toBytes(merge(...rotated))).toBe(toBytes(merge(first, ...rest)));
      }),
    );
  });

  it('gives the same bytes step by step and all at once', () => {
    fc.assert(
      fc.property(arbitraryPack, arbitraryPack, arbitraryPack, (a, b, c) => {
        const together = toBytes(merge(a, b, c));
        expect(toBytes(merge(merge(a, b), c))).toBe(together);
        expect(toBytes(merge(a, merge(b, c)))).toBe(together);
      }),
    );
  });

  it('changes nothing when it is done twice', () => {
    fc.assert(
      fc.property(arbitraryPack, arbitraryPack, (a, b) => {
        expect(toBytes(merge(a))).toBe(toBytes(a));
        expect(toBytes(merge(a, a))).toBe(toBytes(a));
        const once = merge(a, b);
        expect(toBytes(merge(once, a, b, once))).toBe(toBytes(once));
      }),
    );
  });

  it('loses no id, whatever the packs lack', () => {
    fc.assert(
      fc.property(fc.array(arbitraryPack, { minLength: 1, maxLength: 5 }), (packs) => {
        if (!isFilled(packs)) throw new Error('no packs');
        const pack = merge(...packs);
        for (const list of ['raters', 'prompts', 'responses', 'judgments'] as const) {
          const expected = new Set(packs.flatMap((each) => each[list].map(({ id }) => id as string)));
          expect(new Set(pack[list].map(({ id }) => id as string))).toEqual(expected);
        }
      }),
    );
  });

  it('counts what the later packs brought against what was there', () => {
    fc.assert(
      fc.property(arbitraryPack, arbitraryPack, arbitraryPack, (a, b, c) => {
        const { pack, report } = mergePacks([a, b, c]);
        for (const list of ['prompts', 'responses', 'judgments'] as const) {
          expect(report.added[list]).toBe(pack[list].length - a[list].length);
          expect(report.added[list] + report.alreadyThere[list]).toBe(b[list].length + c[list].length);
        }
      }),
    );
  });

  it('lists every id that has more than one content, and keeps the first in canonical order', () => {
    const content = createContent(1, ['Ada']);
    const [judgment] = content.judgments;
    if (!judgment) throw new Error('no judgment');
    const changed = { ...content, judgments: [{ ...judgment, durationMs: 7 }] };
    for (const packs of [
      [content, changed, content],
      [changed, content],
    ] satisfies [Pack, ...Pack[]][]) {
      const { pack, report } = mergePacks(packs);
      expect(pack.judgments).toEqual([judgment]);
      expect(report.conflicts).toEqual([
        { what: 'judgment', id: judgment.id, kept: judgment, others: [{ ...judgment, durationMs: 7 }] },
      ]);
    }
  });

  it('does not call it a conflict when one file was imported by two people', () => {
    const content = createContent(1, ['Ada']);
    const source = {
      id: toContentId<SourceId>(['source', 'x']),
      fileName: 'human.jsonl',
      sha256: '0'.repeat(64),
      bytes: 9,
      format: 'mt-bench-judgments',
      encoding: 'UTF-8',
      counts: { prompts: 0, responses: 0, judgments: 1, leftOut: 0 },
    };
    const mine = { ...content, sources: [source] };
    const theirs = {
      ...content,
      sources: [{ ...source, fileName: 'votes.jsonl' }],
      judgments: content.judgments.map((judgment) => ({
        ...judgment,
        seq: 9,
        app: 'zzz',
        sourceId: source.id,
      })),
    };
    for (const packs of [
      [mine, theirs],
      [theirs, mine],
    ] satisfies [Pack, ...Pack[]][]) {
      const { pack, report } = mergePacks(packs);
      expect(report.conflicts).toEqual([]);
      expect(pack.judgments.map(({ seq }) => seq)).toEqual([1]);
      expect(pack.sources).toEqual([source]);
    }
  });

  it('names the result after the project with the smallest id, and says which others there were', () => {
    const one = createContent(1);
    const other = one.project.id.startsWith('0') ? '1' : '0';
    const two = {
      ...one,
      project: { ...one.project, id: `${other}${one.project.id.slice(1)}` as typeof one.project.id },
    };
    const { pack, report } = mergePacks([one, two]);
    expect(pack.project).toEqual([one.project, two.project].toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]);
    expect(report.otherProjects).toHaveLength(1);
    expect(report.conflicts).toEqual([]);
  });

  it('puts together what raters hand in', () => {
    const whole = createContent(4, ['Ada', '李雷']);
    const [ada, lilei] = whole.raters.map(({ id }) => selectReturn(whole, id));
    if (!ada || !lilei) throw new Error('no raters');
    const { pack, report } = mergePacks([ada, lilei]);
    expect(toBytes({ ...pack, kind: 'project' })).toBe(toBytes(whole));
    expect(report.added).toEqual({ prompts: 0, responses: 0, judgments: 4 });
    expect(report.newRaters).toEqual(lilei.raters);
  });
});

function isFilled<Item>(items: readonly (Item | undefined)[]): items is [Item, ...Item[]] {
  return items.length > 0 && items.every((item) => item !== undefined);
}
