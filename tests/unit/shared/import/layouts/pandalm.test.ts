import { expect, it } from 'vitest';
import { computeAgreement } from '../../../../../shared/agreement/compute-agreement.ts';
import { importAll, judgmentsOf, responsesOf, shortProblems } from '../support.ts';
import { countEach, lines, readFixture, saidIn } from './judged.ts';

interface Comparison {
  readonly cmp_key: string;
  readonly instruction: string;
  readonly response1: unknown;
  readonly response2: unknown;
  readonly annotator1: number;
  readonly annotator2: number;
  readonly annotator3: number;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

function readRaw(): readonly Comparison[] {
  return JSON.parse(readFixture('pandalm/testset-v1.json').text) as readonly Comparison[];
}

/** Nominal alpha of complete ratings of three, from its definition: 1 - (N - 1) · disagreements / expected ones. */
function alphaOf(units: readonly (readonly string[])[]): number {
  const all = units.flat();
  const differing = (values: readonly string[]): number =>
    values.reduce((sum, value) => sum + values.filter((other) => other !== value).length, 0);
  const observed = units.reduce((sum, unit) => sum + differing(unit) / (unit.length - 1), 0) / all.length;
  return 1 - observed / (differing(all) / (all.length * (all.length - 1)));
}

it('gives the verdict of each of the three annotators', async () => {
  const kept = readRaw().filter(
    (row) => isText(row.instruction) && isText(row.response1) && isText(row.response2),
  );
  const imported = await importAll([readFixture('pandalm/testset-v1.json').file]);
  const said = kept.flatMap((row) =>
    [row.annotator1, row.annotator2, row.annotator3].map((verdict, index) => {
      const what = verdict === 0 ? 'tie' : verdict === 1 ? row.response1 : row.response2;
      return `annotator${index + 1} 1: ${String(what)} of ${String(row.response1)} / ${String(row.response2)}`;
    }),
  );
  expect(countEach(saidIn(imported))).toEqual(countEach(said));
  expect(new Set(responsesOf(imported).map(({ origin }) => origin.model))).toEqual(
    new Set(kept.flatMap(({ cmp_key }) => cmp_key.split('_'))),
  );
});

it('leaves out, with their place, the rows whose texts are not there', async () => {
  const imported = await importAll([readFixture('pandalm/testset-v1.json').file]);
  const raw = readRaw();
  const values = (name: 'response1' | 'response2'): unknown[] => raw.map((row) => row[name]);
  const all = [...values('response1'), ...values('response2')];
  expect(Object.fromEntries(imported.summary.leftOutByCode)).toEqual({
    empty_prompt: 1,
    empty_response: all.filter((value) => value === '').length,
    not_text: all.filter((value) => value === true).length,
  });
});

it('has the agreement of the three that follows from the file', async () => {
  const imported = await importAll([readFixture('pandalm/testset-v1.json').file]);
  const units = readRaw()
    .filter((row) => isText(row.instruction) && isText(row.response1) && isText(row.response2))
    .map((row) =>
      [row.annotator1, row.annotator2, row.annotator3].map((verdict) =>
        // A unit compares two models in the order of their names, and so has its categories.
        verdict === 0
          ? 'tie'
          : verdict === (row.cmp_key === toSorted(row.cmp_key) ? 1 : 2)
            ? 'first'
            : 'second',
      ),
    );
  const { krippendorffAlpha } = computeAgreement({
    judgments: judgmentsOf(imported),
    responses: responsesOf(imported),
  });
  const measured = krippendorffAlpha.kind === 'value' ? krippendorffAlpha.value : Number.NaN;
  expect(measured).toBeCloseTo(alphaOf(units), 12);
});

function toSorted(key: string): string {
  return key
    .split('_')
    .toSorted((left, right) => (left < right ? -1 : 1))
    .join('_');
}

it('leaves out a verdict that is none, and keeps the others', async () => {
  const row = { instruction: 'q', input: 'i', response1: 'a', response2: 'b', cmp_key: 'm_of_x_n' };
  const imported = await importAll([
    lines('testset.jsonl', { ...row, annotator1: 0, annotator2: 3, annotator3: 2 }),
  ]);
  expect(saidIn(imported)).toEqual(['annotator1 1: tie of a / b', 'annotator3 1: b of a / b']);
  expect(shortProblems(imported)).toEqual(['testset.jsonl:1 annotator2 unknown_winner']);
  expect(responsesOf(imported).map(({ origin }) => origin.model)).toEqual([null, null]);
});
