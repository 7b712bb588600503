import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  fixtureFiles,
  fixtures,
  importAll,
  judgmentsOf,
  promptsOf,
  responsesOf,
  shortProblems,
} from './support.ts';

function readLines(name: string): unknown[] {
  return readFileSync(join(fixtures, 'mt_bench', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

describe('AlpacaEval', () => {
  it('joins one file per model on the instruction and leaves out empty outputs', async () => {
    const files = fixtureFiles('alpaca_eval').filter(({ name }) => name.endsWith('model_outputs.json'));
    const rows = files.flatMap(
      ({ name }) =>
        JSON.parse(readFileSync(join(fixtures, 'alpaca_eval', name), 'utf8')) as {
          instruction: string;
          output: string;
          generator: string;
          dataset: string;
        }[],
    );
    const imported = await importAll(files);
    expect(imported.summary.counts).toEqual({
      prompts: new Set(rows.map(({ instruction }) => instruction)).size,
      responses: rows.filter(({ output }) => output.trim() !== '').length,
      judgments: 0,
      leftOut: 2,
    });
    expect(shortProblems(imported)).toEqual([
      expect.stringMatching(/^gemini-pro\/model_outputs\.json:\d+ output empty_response$/),
      expect.stringMatching(/^text_davinci_003\/model_outputs\.json:\d+ output empty_response$/),
    ]);
    const textOf = new Map(promptsOf(imported).map(({ id, messages }) => [id, messages[0]?.content]));
    const said = responsesOf(imported).map(({ promptId, origin, turns }) => [
      textOf.get(promptId),
      origin.model,
      ...turns,
    ]);
    expect(new Set(said.map((row) => JSON.stringify(row)))).toEqual(
      new Set(
        rows
          .filter(({ output }) => output.trim() !== '')
          .map(({ instruction, generator, output }) => JSON.stringify([instruction, generator, output])),
      ),
    );
    expect(new Set(promptsOf(imported).flatMap(({ tags }) => tags))).toEqual(
      new Set(rows.map(({ dataset }) => dataset)),
    );
  });
});

describe('MT-bench', () => {
  it('reads questions, answers, references and votes, and leaves out votes on a model without answers', async () => {
    const imported = await importAll(fixtureFiles('mt_bench'));
    const votes = [...readLines('human.jsonl'), ...readLines('gpt4_pair.jsonl')] as {
      judge: string;
      model_a: string;
      model_b: string;
      winner: string;
    }[];
    const placed = votes.filter((vote) => ![vote.model_a, vote.model_b].includes('vicuna-13b-v1.2'));
    expect(imported.summary.counts).toEqual({
      prompts: readLines('question.jsonl').length,
      responses: 200,
      judgments: placed.length,
      leftOut: votes.length - placed.length,
    });
    expect(new Set(imported.summary.problems.map(({ code }) => code))).toEqual(new Set(['unknown_model']));
    expect(imported.summary.raters.map(({ name }) => name).toSorted()).toEqual(
      [...new Set(placed.map(({ judge }) => judge))].toSorted(),
    );
    const modelOf = new Map(responsesOf(imported).map(({ id, origin }) => [id, origin.model]));
    const winners = judgmentsOf(imported).map(({ value, shown }) => {
      if (value.kind !== 'preference' || shown === null) throw new Error('not a preference that was shown');
      const { outcome } = value;
      const winner = outcome.is === 'better' ? modelOf.get(outcome.better) : outcome.is;
      return JSON.stringify([...shown.order.map((id) => modelOf.get(id)), winner]);
    });
    expect(winners.toSorted()).toEqual(
      placed
        .map(({ model_a, model_b, winner }) =>
          JSON.stringify([
            model_a,
            model_b,
            winner === 'model_a' ? model_a : winner === 'model_b' ? model_b : 'tie',
          ]),
        )
        .toSorted(),
    );
    expect(promptsOf(imported).every(({ followUps }) => followUps.length === 1)).toBe(true);
    expect(promptsOf(imported).filter(({ reference }) => reference.length === 2)).toHaveLength(
      new Set(
        [
          ...(readLines('question.jsonl') as { question_id: number; reference?: string[] }[]).filter(
            ({ reference }) => reference !== undefined,
          ),
          ...(readLines('reference_answer/gpt-4.jsonl') as { question_id: number }[]),
        ].map(({ question_id }) => question_id),
      ).size,
    );
  });

  it('numbers the judgments of each rater 1, 2, 3 …', async () => {
    const imported = await importAll(fixtureFiles('mt_bench'));
    for (const rater of imported.summary.raters) {
      const numbers = judgmentsOf(imported)
        .filter(({ raterId }) => raterId === rater.id)
        .map(({ seq }) => seq);
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }
  });
});
