import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AgreementReport, computeAgreement } from '../../../../shared/agreement/compute-agreement.ts';
import type { JudgmentId } from '../../../../shared/domain/ids.ts';
import { toContentId } from '../../../../shared/domain/ids.ts';
import type { Judgment, JudgmentValue } from '../../../../shared/domain/judgment.ts';
import { naiveAlpha, naiveKappa, naivePercent, tabulate } from './naive-agreement.ts';
import { type Judged, readVotes, toJudged, type Vote } from './mt-bench-votes.ts';

/** Votes of the raters a, b, c … on one pair of models; each string is one question, a letter for each rater. */
function toVotes(questions: readonly string[]): Vote[] {
  const winners = { l: 'model_a', r: 'model_b', t: 'tie' } as const;
  return questions.flatMap((letters, question) =>
    letters.split('').flatMap((letter, rater) =>
      letter === '.'
        ? []
        : {
            judge: String.fromCharCode(97 + rater),
            model_a: 'heron',
            model_b: 'lark',
            question_id: question,
            turn: 1,
            winner: winners[letter as keyof typeof winners],
          },
    ),
  );
}

function agreementOf(votes: readonly Vote[]): AgreementReport {
  return computeAgreement(toJudged(votes));
}

function appendTo(judged: Judged, index: number, value: JudgmentValue): Judged {
  const base = judged.judgments[index];
  if (!base) throw new Error('no such judgment');
  const seq = judged.judgments.length + 1;
  const further: Judgment = { ...base, id: toContentId<JudgmentId>(['further', seq]), seq, value };
  return { ...judged, judgments: [...judged.judgments, further] };
}

/** Equal to within rounding, or both not there: 0/0 is how the plain lines say undefined. */
function isSameNumber(found: number, expected: number): boolean {
  return Number.isNaN(expected) ? Number.isNaN(found) : Math.abs(found - expected) < 1e-12;
}

describe('agreement on the human votes of MT-bench', () => {
  const votes = readVotes();
  const units = tabulate(votes);
  const judged = toJudged(votes);
  const report = computeAgreement(judged);

  it('counts units, outcomes and raters as a few plain lines do', () => {
    expect(report).toMatchObject({
      units: units.size,
      unitsWithTwo: [...units.values()].filter((unit) => unit.size > 1).length,
      judgments: [...units.values()].reduce((sum, unit) => sum + unit.size, 0),
      raters: new Set(votes.map(({ judge }) => judge)).size,
      withoutResponses: [],
    });
    expect(report.judgments).toBe(1656);
    expect(report.unitsWithTwo).toBeGreaterThan(300);
  });

  it('has the same per cent and alpha as counting pairs', () => {
    expect(report.percentAgreement).toEqual({
      kind: 'value',
      value: expect.closeTo(naivePercent(units), 12) as number,
    });
    expect(report.krippendorffAlpha).toEqual({
      kind: 'value',
      value: expect.closeTo(naiveAlpha(units), 12) as number,
    });
  });

  it('has the same kappa for every two raters who share a unit', () => {
    const names = new Map(judged.raters.map(({ id, name }) => [id, name]));
    let defined = 0;
    for (const { raterA, raterB, n, kappa } of report.cohenKappa) {
      const expected = naiveKappa(units, names.get(raterA) ?? '', names.get(raterB) ?? '');
      expect(n).toBe(expected.n);
      const value = kappa.kind === 'value' ? kappa.value : Number.NaN;
      expect(value, `${raterA} ${raterB}`).toSatisfy((found: number) => isSameNumber(found, expected.kappa));
      defined += kappa.kind === 'value' ? 1 : 0;
    }
    const pairs = new Set(
      [...units.values()].flatMap((unit) =>
        [...unit.keys()].flatMap((a) => [...unit.keys()].filter((b) => a < b).map((b) => `${a} ${b}`)),
      ),
    );
    expect(report.cohenKappa).toHaveLength(pairs.size);
    expect(defined).toBeGreaterThan(50);
    expect(report.undefined).toHaveLength(pairs.size - defined);
  });

  it('lists every unit on which raters differ, the least agreed on first', () => {
    const differing = [...units.values()].filter((unit) => new Set(unit.values()).size > 1);
    expect(report.disagreements).toHaveLength(differing.length);
    const agreements = report.disagreements.map(({ agreement }) => agreement);
    expect(agreements).toEqual(agreements.toSorted((left, right) => left - right));
    expect(report.disagreements.every(({ outcomes }) => outcomes.length > 1)).toBe(true);
  });

  it('does not depend on the side, on the order of entries, or on the order of responses', () => {
    // The last of several votes counts, so each judge's own order stays.
    const [head] = votes;
    if (!head) throw new Error('no votes');
    const swapped = votes.map((vote): Vote => {
      const winner = vote.winner === 'tie' ? 'tie' : vote.winner === 'model_a' ? 'model_b' : 'model_a';
      return { ...vote, model_a: vote.model_b, model_b: vote.model_a, winner };
    });
    expect(withoutIds(agreementOf(swapped))).toEqual(withoutIds(report));
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...judged.judgments], { minLength: judged.judgments.length }),
        (shuffled) => {
          const again = computeAgreement({ judgments: shuffled, responses: judged.responses.toReversed() });
          expect(again).toEqual(report);
        },
      ),
      { numRuns: 5 },
    );
  });
});

/** The report without the ids of judgments. */
function withoutIds(report: AgreementReport): unknown {
  return JSON.parse(
    JSON.stringify(report, (key, value: unknown) => (key === 'judgmentId' ? undefined : value)),
  );
}

describe('agreement worked out by hand', () => {
  it('two raters, four pairs, one difference', () => {
    // a: l l r r, b: l l r l. po = 3/4; pe = 1/2 * 3/4 + 1/2 * 1/4 = 1/2; kappa = 1/2.
    // Coincidences: l-l 4, r-r 2, l-r 1 each way; n_l = 5, n_r = 3, N = 8; alpha = 1 - 7 * 1 / 15 = 8/15.
    const report = agreementOf(toVotes(['ll', 'll', 'rr', 'rl']));
    expect(report).toMatchObject({ units: 4, unitsWithTwo: 4, judgments: 8, raters: 2, undefined: [] });
    expect(report.percentAgreement).toEqual({ kind: 'value', value: 0.75 });
    expect(report.krippendorffAlpha).toEqual({ kind: 'value', value: expect.closeTo(8 / 15, 14) as number });
    expect(report.cohenKappa).toEqual([
      expect.objectContaining({ n: 4, kappa: { kind: 'value', value: expect.closeTo(0.5, 14) as number } }),
    ]);
    expect(report.disagreements).toHaveLength(1);
  });

  it('three raters with gaps: units count alike, whoever judged them', () => {
    // Shares of agreeing pairs: 1 of 1, 1 of 3, 0 of 1; the last unit has one rater and no part in it.
    const report = agreementOf(toVotes(['ll.', 'llr', '.tr', 't..']));
    expect(report).toMatchObject({ units: 4, unitsWithTwo: 3, judgments: 8, raters: 3 });
    expect(report.percentAgreement).toEqual({
      kind: 'value',
      value: expect.closeTo((1 + 1 / 3) / 3, 14) as number,
    });
    expect(report.disagreements.map(({ agreement, outcomes }) => [agreement, outcomes.length])).toEqual([
      [0, 2],
      [1 / 3, 3],
    ]);
  });

  it('everybody gave one answer: all agree, and beyond chance nothing can be said', () => {
    const report = agreementOf(toVotes(['tt', 'tt', 'tt']));
    expect(report.percentAgreement).toEqual({ kind: 'value', value: 1 });
    expect(report.undefined).toEqual([
      { what: 'krippendorffAlpha', raters: null, why: 'undefined_no_variation' },
      { what: 'cohenKappa', raters: expect.any(Array) as string[], why: 'undefined_no_variation' },
    ]);
  });

  it.each([
    ['nobody', [], 'no_data'],
    ['one rater', ['l', 'r'], 'insufficient_raters'],
    ['two raters without a common pair', ['l.', '.r'], 'no_overlap'],
  ] as const)('has no value with %s', (_name, questions, why) => {
    const report = agreementOf(toVotes(questions));
    expect(report.undefined).toEqual([
      { what: 'percentAgreement', raters: null, why },
      { what: 'krippendorffAlpha', raters: null, why },
    ]);
    expect(report.cohenKappa).toEqual([]);
  });
});

describe('what counts', () => {
  it('both bad is a fourth answer, different from a tie', () => {
    const judged = toJudged(toVotes(['tt', 'lr', 'll']));
    const first = judged.judgments[0]?.value;
    if (first?.kind !== 'preference') throw new Error('not a preference');
    const changed = appendTo(judged, 0, { ...first, outcome: { is: 'both-bad' } });
    expect(computeAgreement(judged).disagreements).toHaveLength(1);
    expect(
      computeAgreement(changed).disagreements.map(({ outcomes }) =>
        outcomes.map(({ value }) => value).toSorted(),
      ),
    ).toEqual(expect.arrayContaining([['both-bad', 'tie']]));
  });

  it('slightly better is better: strength is left out', () => {
    const judged = toJudged(toVotes(['ll', 'rr']));
    const first = judged.judgments[0]?.value;
    if (first?.kind !== 'preference' || first.outcome.is !== 'better') throw new Error('not better');
    const slightly = appendTo(judged, 0, { ...first, outcome: { ...first.outcome, strength: 'slightly' } });
    expect(computeAgreement(slightly)).toMatchObject({ judgments: 4, percentAgreement: { value: 1 } });
  });

  it('what was taken back does not', () => {
    const judged = toJudged(toVotes(['ll', 'lr']));
    const last = judged.judgments.at(-1);
    if (!last) throw new Error('no judgments');
    const undone = appendTo(judged, judged.judgments.length - 1, { kind: 'retract', judgmentId: last.id });
    expect(computeAgreement(judged)).toMatchObject({ judgments: 4, percentAgreement: { value: 0.5 } });
    expect(computeAgreement(undone)).toMatchObject({ judgments: 3, percentAgreement: { value: 1 } });
  });

  it('a ranking says something of every two responses', () => {
    const judged = toJudged([
      ...toVotes(['ll']),
      { judge: 'a', model_a: 'heron', model_b: 'osprey', question_id: 0, turn: 1, winner: 'tie' },
    ]);
    const ids = judged.responses.map(({ id }) => id);
    const [heron, lark, osprey] = ids;
    if (heron === undefined || lark === undefined || osprey === undefined) throw new Error('three responses');
    const ranked = appendTo(judged, 1, {
      kind: 'ranking',
      responses: ids,
      groups: [[lark], [heron, osprey]],
    });
    const report = computeAgreement(ranked);
    expect(report).toMatchObject({ units: 3, unitsWithTwo: 2, judgments: 5 });
    expect(report.disagreements).toHaveLength(1);
  });

  it('a prompt judged at two turns is two units', () => {
    const votes = toVotes(['ll']);
    expect(agreementOf([...votes, ...votes.map((vote) => ({ ...vote, turn: 2 }))]).units).toBe(2);
  });

  it('judgments of responses that are not there are left out and named', () => {
    const judged = toJudged(toVotes(['ll', 'rr']));
    const [gone] = judged.responses;
    const report = computeAgreement({
      judgments: judged.judgments,
      responses: judged.responses.filter((response) => response !== gone),
    });
    expect(report.units).toBe(1);
    expect(report.withoutResponses.toSorted()).toEqual(
      judged.judgments
        .slice(0, 2)
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  it('the order of arrival says nothing, for any votes', () => {
    const vote = fc.record({
      judge: fc.constantFrom('a', 'b', 'c'),
      model_a: fc.constantFrom('x', 'y'),
      model_b: fc.constantFrom('z', 'w'),
      question_id: fc.nat(3),
      turn: fc.constantFrom(1, 2),
      winner: fc.constantFrom('model_a' as const, 'model_b' as const, 'tie' as const),
    });
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 30 }), (votes) => {
        const judged = toJudged(votes);
        const report = computeAgreement(judged);
        expect(
          computeAgreement({
            judgments: judged.judgments.toReversed(),
            responses: judged.responses.toReversed(),
          }),
        ).toEqual(report);
        const { percentAgreement } = report;
        const percent = percentAgreement.kind === 'value' ? percentAgreement.value : Number.NaN;
        expect(isSameNumber(percent, naivePercent(tabulate(votes)))).toBe(true);
      }),
    );
  });
});
