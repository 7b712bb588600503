import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildSamples } from '../../../../shared/pairs/build-samples.ts';
import { countLeftOut } from '../../../../shared/pairs/sample.ts';
import type { Prompt } from '../../../../shared/domain/prompt.ts';
import type { Response } from '../../../../shared/domain/response.ts';
import { ProjectBuilder } from './sample-builders.ts';

const folder = new URL('../../../fixtures/mt_bench/', import.meta.url);

interface Vote {
  readonly judge: string;
  readonly model_a: string;
  readonly model_b: string;
  readonly question_id: number;
  readonly turn: number;
  readonly winner: string;
}

function readLines<Row>(name: string): Row[] {
  const lines = readFileSync(new URL(name, folder), 'utf8').split('\n').filter(Boolean);
  // The shapes of the fixture's own files.
  return lines.map((line) => JSON.parse(line) as Row);
}

const questions = readLines<{ question_id: number; turns: [string, string] }>('question.jsonl');
const answers = new Map<string, [string, string]>();
for (const file of readdirSync(new URL('model_answer/', folder))) {
  const rows = readLines<{ question_id: number; model_id: string; choices: { turns: [string, string] }[] }>(
    `model_answer/${file}`,
  );
  for (const { question_id, model_id, choices } of rows) {
    const [choice] = choices;
    if (choice) answers.set(`${question_id} ${model_id}`, choice.turns);
  }
}
// One of the models that were voted on has no answers in the set.
const votes = readLines<Vote>('human.jsonl').filter(
  ({ question_id, model_a, model_b }) =>
    answers.has(`${question_id} ${model_a}`) && answers.has(`${question_id} ${model_b}`),
);

function buildProject(): ProjectBuilder {
  const project = new ProjectBuilder();
  const prompts = new Map<number, Prompt>();
  for (const { question_id, turns } of questions) {
    prompts.set(question_id, project.prompt(turns[0], { followUps: [turns[1]] }));
  }
  const responses = new Map<string, Response>();
  for (const [key, turns] of answers) {
    const [id = '', model = ''] = key.split(' ');
    const prompt = prompts.get(Number(id));
    if (prompt) responses.set(key, project.response(prompt, model, ...turns));
  }
  for (const { judge, question_id, model_a, model_b, turn, winner } of votes) {
    const left = responses.get(`${question_id} ${model_a}`);
    const right = responses.get(`${question_id} ${model_b}`);
    if (!left || !right) throw new Error('A vote on a response that is not there.');
    if (winner === 'model_a') project.prefer(judge, left, right, turn);
    else if (winner === 'model_b') project.prefer(judge, right, left, turn);
    else project.undecided(judge, left, right, winner === 'tie' ? 'tie' : 'both-bad', turn);
  }
  return project;
}

/** What the votes come to, counted without any of the product's code. */
function countByHand() {
  const last = new Map<string, string>();
  for (const { judge, model_a, model_b, question_id, turn, winner } of votes) {
    const pair = [model_a, model_b].toSorted().join(' ');
    const said = winner === 'model_a' ? model_a : winner === 'model_b' ? model_b : winner;
    last.set([question_id, turn, pair, judge].join('|'), said);
  }
  const tallies = new Map<string, Map<string, number>>();
  for (const [key, said] of last) {
    const unit = key.split('|').slice(0, 3).join('|');
    const tally = tallies.get(unit) ?? new Map<string, number>();
    tallies.set(unit, tally.set(said, (tally.get(said) ?? 0) + 1));
  }
  const beats = new Set<string>();
  const counts = { units: tallies.size, ties: 0, noMajority: 0, decided: 0 };
  for (const [unit, tally] of tallies) {
    const most = Math.max(...tally.values());
    const leaders = [...tally].filter(([, count]) => count === most).map(([said]) => said);
    const [question = '', turn = '', pair = ''] = unit.split('|');
    const [winner = ''] = leaders;
    if (leaders.length > 1) counts.noMajority += 1;
    else if (winner.startsWith('tie')) counts.ties += 1;
    else {
      counts.decided += 1;
      const loser = pair.split(' ').find((model) => model !== winner);
      beats.add([question, turn, winner, loser].join('|'));
    }
  }
  return { ...counts, beats };
}

/** Preferences that lie on a circle: Warshall's closure over the models. */
function countOnCircles(beats: ReadonlySet<string>): Set<string> {
  const models = [...new Set([...answers.keys()].map((key) => key.split(' ')[1] ?? ''))];
  const places = new Set([...beats].map((edge) => edge.split('|').slice(0, 2).join('|')));
  const found = new Set<string>();
  for (const place of places) {
    const above = new Set([...beats].filter((edge) => edge.startsWith(`${place}|`)));
    for (const via of models) {
      for (const from of models) {
        for (const to of models) {
          if (above.has(`${place}|${from}|${via}`) && above.has(`${place}|${via}|${to}`)) {
            above.add(`${place}|${from}|${to}`);
          }
        }
      }
    }
    for (const edge of beats) {
      const [, , better = '', worse = ''] = edge.split('|');
      if (edge.startsWith(`${place}|`) && above.has(`${place}|${worse}|${better}`)) found.add(edge);
    }
  }
  return found;
}

describe('human votes of MT-bench', () => {
  const byHand = countByHand();
  const samples = buildSamples(buildProject());
  const leftOut = Object.fromEntries(
    countLeftOut(samples.leftOut, 'preference').map(({ reason, count }) => [reason, count]),
  );

  it('finds ties and undecided votes where a plain count finds them', () => {
    expect(byHand.units).toBeGreaterThan(500);
    expect(leftOut['tie']).toBe(byHand.ties);
    expect(leftOut['no-majority']).toBe(byHand.noMajority);
  });

  it('makes a pair of every majority at the first turn, and at the second where the histories agree', () => {
    const circles = countOnCircles(byHand.beats);
    let pairs = 0;
    let apart = 0;
    for (const edge of byHand.beats) {
      if (circles.has(edge)) continue;
      const [question, turn, better, worse] = edge.split('|');
      const left = answers.get(`${question} ${better}`);
      const right = answers.get(`${question} ${worse}`);
      if (turn === '2' && left?.[0].trim() !== right?.[0].trim()) apart += 1;
      else if (left?.[Number(turn) - 1]?.trim() && right?.[Number(turn) - 1]?.trim()) pairs += 1;
    }
    expect(pairs).toBeGreaterThan(200);
    expect(samples.preferences).toHaveLength(pairs);
    expect(leftOut['histories-differ']).toBe(apart);
    expect(leftOut['cycle'] ?? 0).toBe(circles.size);
  });

  it('takes every unit into account exactly once', () => {
    const total = Object.values(leftOut).reduce((sum, count) => sum + count, 0);
    expect(samples.preferences.length + total).toBe(byHand.units);
  });

  it('chooses by majority the model that won', () => {
    const models = new Map(buildProject().responses.map(({ id, origin }) => [id, origin.model]));
    const questionOf = new Map(questions.map(({ question_id, turns }) => [turns[0], question_id]));
    for (const { messages, turn, chosenResponseId, rejectedResponseId } of samples.preferences) {
      const question = questionOf.get(messages[0]?.content ?? '');
      const edge = [question, turn, models.get(chosenResponseId), models.get(rejectedResponseId)].join('|');
      expect(byHand.beats).toContain(edge);
    }
  });

  it('imitates at most one answer per prompt and turn, and none that a majority put below another', () => {
    const keys = samples.answers.map(({ promptId, turn }) => `${promptId} ${turn}`);
    expect(new Set(keys).size).toBe(keys.length);
    const models = new Map(buildProject().responses.map(({ id, origin }) => [id, origin.model]));
    const questionOf = new Map(questions.map(({ question_id, turns }) => [turns[0], question_id]));
    const beaten = new Set(
      [...byHand.beats].map((edge) => {
        const [question, turn, , worse] = edge.split('|');
        return [question, turn, worse].join('|');
      }),
    );
    for (const { messages, turn, responseId } of samples.answers) {
      const place = [questionOf.get(messages[0]?.content ?? ''), turn, models.get(responseId)].join('|');
      expect(beaten).not.toContain(place);
    }
  });
});
