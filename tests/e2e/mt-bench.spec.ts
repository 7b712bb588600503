import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { z } from 'zod';
import { root } from '../../scripts/lib/root.mjs';
import { test } from '../support/app-test.ts';
import { runCliJson } from '../support/run-cli.ts';

const fixture = join(root, 'tests/fixtures/mt_bench');
const FILES = [
  join(fixture, 'question.jsonl'),
  ...readdirSync(join(fixture, 'model_answer')).map((name) => join(fixture, 'model_answer', name)),
  join(fixture, 'human.jsonl'),
];

const importedSchema = z.object({
  prompts: z.number(),
  responses: z.number(),
  judgments: z.number(),
  raters: z.number(),
  leftOut: z.array(z.object({ file: z.string(), line: z.number(), code: z.string() })),
});
const agreementSchema = z.object({
  units: z.number(),
  unitsWithTwo: z.number(),
  raters: z.number(),
  percentAgreement: z.number(),
  krippendorffAlpha: z.number(),
  disagreements: z.array(z.unknown()),
});

test('MT-bench from the command line: two turns, everybody’s votes, what is left out, and the same agreement', async ({
  start,
  folder,
}) => {
  const pack = join(folder, 'mt-bench.pairwright');
  const imported = importedSchema.parse(await runCliJson('import', ...FILES, '--out', pack));
  const agreement = agreementSchema.parse(await runCliJson('agreement', pack));
  expect(imported).toMatchObject({ prompts: 40, responses: 200 });
  expect(imported.raters).toBeGreaterThan(60);

  const { window } = await start({ files: FILES });
  const { page } = window;
  await test.step('the preview counts what the command line counts', async () => {
    const summary = page.getByTestId('import-summary');
    await expect(summary).toContainText('40 prompts, 200 responses from 5 models');
    await expect(summary).toContainText(
      `${imported.judgments.toLocaleString('en')} judgments by ${imported.raters} raters`,
    );
    await expect(summary).toContainText(`${imported.leftOut.length} rows left out`);
  });
  await test.step('rows left out are named by file and line, with the reason', async () => {
    const [first] = imported.leftOut;
    const row = page.getByRole('region', { name: 'Rows left out' }).getByRole('listitem').first();
    await expect(row).toContainText(`${first?.file}, line ${first?.line}`);
    await expect(row).toContainText('This model has no answers among the files.');
  });
  await test.step('both turns are on the screen', async () => {
    await window.begin('Ann', { inPairs: true });
    await expect(window.response(0).getByText('User', { exact: true })).toHaveCount(1);
    await expect(window.response(1).getByText('User', { exact: true })).toHaveCount(1);
    await expect(window.response(0)).toContainText(
      'Rewrite your previous response. Start every sentence with the letter A.',
    );
  });
  await test.step('agreement is what the command line computes', async () => {
    await window.go('Agreement');
    const coverage = page.getByTestId('agreement-coverage');
    await expect(coverage).toContainText(`${agreement.raters} raters`);
    await expect(coverage).toContainText(`${agreement.unitsWithTwo} of ${agreement.units} pairs`);
    await expect(page.getByTestId('percent-agreement')).toContainText(
      `${Math.round(agreement.percentAgreement * 100)}%`,
    );
    await expect(page.getByTestId('krippendorff-alpha')).toContainText(
      `α = ${agreement.krippendorffAlpha.toFixed(2)}`,
    );
    await expect(page.getByTestId('disagreement-count')).toContainText(
      String(agreement.disagreements.length),
    );
  });
});
