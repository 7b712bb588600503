import { expect, it } from 'vitest';
import { importAll, judgmentsOf, responsesOf, shortProblems } from '../support.ts';
import { lines, readFixture, saidIn } from './judged.ts';

interface Annotation {
  readonly instruction: string;
  readonly output_1: string;
  readonly output_2: string;
  readonly preference: number;
}

const name = 'alpaca_eval/claude-2/alpaca_eval_gpt4/annotations.json';

it('reads the verdicts of an AlpacaEval judge', async () => {
  const { file, text } = readFixture(name);
  const rows = JSON.parse(text) as readonly Annotation[];
  const imported = await importAll([file]);
  expect(shortProblems(imported)).toEqual([]);
  expect(saidIn(imported)).toEqual(
    rows.map(
      ({ output_1, output_2, preference }) =>
        `alpaca_eval_gpt4 1: ${preference === 1 ? output_1 : output_2} of ${output_1} / ${output_2}`,
    ),
  );
  expect(imported.summary.sources[0]).toMatchObject({
    format: 'alpaca-eval-annotations',
    counts: { prompts: 62, responses: 124, judgments: 62 },
  });
});

it('keeps a quoted output that differs from the model’s own as a response of its own', async () => {
  const outputs = readFixture('alpaca_eval/claude-2/model_outputs.json');
  const annotations = readFixture(name);
  const own = new Map(
    (JSON.parse(outputs.text) as { instruction: string; output: string }[]).map(
      ({ instruction, output }) => [instruction.trim(), output.trim()] as const,
    ),
  );
  const rows = JSON.parse(annotations.text) as readonly Annotation[];
  const differing = rows.filter(
    ({ instruction, output_2 }) => own.get(instruction.trim()) !== output_2.trim(),
  );
  const imported = await importAll([annotations.file, outputs.file]);
  const ofClaude = responsesOf(imported).filter(({ origin }) => origin.model === 'claude-2');
  expect(ofClaude).toHaveLength(62 + differing.length);
  expect(ofClaude.filter(({ metadata }) => metadata['annotator'] === 'alpaca_eval_gpt4')).toHaveLength(
    differing.length,
  );
});

it('takes 1.5 for a tie, numbers of tables as such, and reports every other number', async () => {
  const row = { instruction: 'q', output_1: 'a', generator_1: 'm', output_2: 'b', generator_2: 'n' };
  const imported = await importAll([
    lines(
      'annotations.json',
      { ...row, annotator: 'j', preference: 1.5 },
      { ...row, preference: 2 },
      { ...row, preference: 0 },
      { ...row, preference: 1.04 },
      { ...row, preference: '1' },
      { ...row, output_2: ' ', preference: 1 },
    ),
  ]);
  expect(saidIn(imported)).toEqual([
    'j 1: tie of a / b',
    'annotations 1: b of a / b',
    'annotations 1: a of a / b',
  ]);
  expect(shortProblems(imported)).toEqual([
    'annotations.json:3 preference unknown_winner',
    'annotations.json:4 preference unknown_winner',
    'annotations.json:6 output_2 empty_response',
  ]);
});

it('keeps two models that say the same apart, and one that is compared with itself out', async () => {
  const row = { instruction: 'q', output_1: 'same', output_2: 'same', preference: 1.5 };
  const imported = await importAll([
    lines(
      'annotations.jsonl',
      { ...row, generator_1: 'm', generator_2: 'n' },
      { ...row, generator_1: 'm', generator_2: 'm' },
    ),
  ]);
  expect(shortProblems(imported)).toEqual(['annotations.jsonl:2 output_2 identical_responses']);
  expect(judgmentsOf(imported)).toHaveLength(1);
});
