import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judgment } from '../../../../shared/domain/judgment.ts';
import type { Response } from '../../../../shared/domain/response.ts';
import type { PreferenceSample } from '../../../../shared/pairs/sample.ts';
import { buildSamples } from '../../../../shared/pairs/build-samples.ts';
import { selectHolding } from '../../../../shared/review/review-log.ts';
import { ProjectBuilder } from './sample-builders.ts';

// Few texts, so that equal and empty ones meet.
const text = fc.constantFrom('', 'yes', 'yes ', 'No.', '好的', 'A longer answer with some words in it.');

type Deed =
  | { do: 'prefer' | 'tie' | 'both-bad' | 'skip' | 'later'; left: number; right: number }
  | { do: 'rank'; places: number[] }
  | { do: 'correct'; left: number; text: string }
  | { do: 'retract'; back: number };

const place = fc.nat({ max: 3 });
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    do: fc.constantFrom('prefer', 'tie', 'both-bad', 'skip', 'later'),
    left: place,
    right: place,
  }) as fc.Arbitrary<Deed>, // `constantFrom` widens the literal.
  fc.record({ do: fc.constant('rank' as const), places: fc.array(place, { minLength: 4, maxLength: 4 }) }),
  fc.record({ do: fc.constant('correct' as const), left: place, text }),
  fc.record({ do: fc.constant('retract' as const), back: fc.nat({ max: 4 }) }),
);

const scenario = fc.record({
  prompts: fc.array(
    fc.record({
      isEval: fc.boolean(),
      turns: fc.array(fc.tuple(text, text), { minLength: 4, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  deeds: fc.array(
    fc.record({
      rater: fc.constantFrom('Ann', 'Bo', 'Cy'),
      prompt: fc.nat(),
      turn: fc.integer({ min: 1, max: 2 }),
      deed: anyDeed,
    }),
    { maxLength: 40 },
  ),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

function build({ prompts, deeds }: Scenario) {
  const project = new ProjectBuilder();
  const responses = prompts.map(({ isEval, turns }, index) => {
    const prompt = project.prompt(`Question ${index}`, {
      followUps: ['More?'],
      split: isEval ? 'eval' : 'train',
    });
    return turns.map((texts, model) => project.response(prompt, `model-${model}`, ...texts));
  });
  for (const { rater, prompt, turn, deed } of deeds)
    act(project, responses[prompt % responses.length], rater, turn, deed);
  return project;
}

function act(
  project: ProjectBuilder,
  responses: Response[] | undefined,
  rater: string,
  turn: number,
  deed: Deed,
) {
  const at = (index: number) => responses?.[index];
  if (deed.do === 'retract') {
    const own = project.judgments.filter(({ raterId }) => raterId === project.judgments.at(-1)?.raterId);
    const target = own.at(-1 - deed.back);
    const name = ['Ann', 'Bo', 'Cy'][deed.back % 3];
    if (target && name) project.retract(target, name);
  } else if (deed.do === 'rank') {
    const tiers = [0, 1, 2, 3].map((tier) =>
      deed.places.flatMap((placed, index) => (placed === tier ? (at(index) ?? []) : [])),
    );
    project.rank(rater, ...tiers.filter((tier) => tier.length > 0));
  } else if (deed.do === 'correct') {
    const response = at(deed.left);
    if (response) project.correct(rater, response, deed.text, turn);
  } else {
    const [left, right] = [at(deed.left), at(deed.right)];
    if (!left || !right || left === right) return;
    if (deed.do === 'prefer') project.prefer(rater, left, right, turn);
    else if (deed.do === 'skip') project.skip(rater, 'cannot-judge', left, right);
    else if (deed.do === 'later') project.skip(rater, 'later', left, right);
    else project.undecided(rater, left, right, deed.do, turn);
  }
}

/** Whether a judgment says in so many words that the one is better than the other. */
function saysBetter({ value }: Judgment, better: string, worse: string): boolean {
  if (value.kind === 'preference') {
    const { outcome, responses } = value;
    return outcome.is === 'better' && outcome.better === better && responses.some((id) => id === worse);
  }
  if (value.kind !== 'ranking') return false;
  const tierOf = (id: string) => value.groups.findIndex((group) => group.some((member) => member === id));
  return tierOf(better) !== -1 && tierOf(better) < tierOf(worse);
}

/** Whether a judgment says what the sample says. */
function supports(judgment: Judgment | undefined, sample: PreferenceSample): boolean {
  if (!judgment || judgment.turn !== sample.turn) return false;
  if (sample.kind === 'preference') {
    return saysBetter(judgment, sample.chosenResponseId, sample.rejectedResponseId);
  }
  const { value } = judgment;
  return value.kind === 'correction' && value.responseId === sample.rejectedResponseId;
}

/** Whether the rater's last word on the same set of responses is a skip that came after this verdict. */
function isPutAside(verdict: Judgment, holding: readonly Judgment[]): boolean {
  const itemOf = ({ raterId, promptId, turn, value }: Judgment) =>
    JSON.stringify([raterId, promptId, turn, 'responses' in value ? value.responses.toSorted() : value.kind]);
  return holding.some(
    (skip) => skip.value.kind === 'skip' && skip.seq > verdict.seq && itemOf(skip) === itemOf(verdict),
  );
}

/** Each rater's last word on the pair of a sample, counted. */
function countVotes(judgments: readonly Judgment[], sample: PreferenceSample): Map<string, number> {
  const last = new Map<string, string>();
  const { chosenResponseId: chosen, rejectedResponseId: rejected } = sample;
  for (const judgment of judgments) {
    if (judgment.promptId !== sample.promptId || judgment.turn !== sample.turn) continue;
    const { value, raterId } = judgment;
    if (saysBetter(judgment, chosen, rejected)) last.set(raterId, 'chosen');
    else if (saysBetter(judgment, rejected, chosen)) last.set(raterId, 'rejected');
    else if (value.kind === 'preference' && [chosen, rejected].every((id) => value.responses.includes(id))) {
      last.set(raterId, value.outcome.is);
    } else if (value.kind === 'ranking') {
      const placed = value.groups.flat();
      if (placed.includes(chosen) && placed.includes(rejected)) last.set(raterId, 'tie');
    }
  }
  const tally = new Map<string, number>();
  for (const said of last.values()) tally.set(said, (tally.get(said) ?? 0) + 1);
  return tally;
}

const options = { numRuns: 300 };

describe('samples from any judgments', () => {
  it('says of every pair what some holding judgment says', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const project = build(given);
        const holding = new Map(selectHolding(project.judgments).map((judgment) => [judgment.id, judgment]));
        for (const sample of buildSamples(project).preferences) {
          expect(sample.judgmentIds.length).toBeGreaterThan(0);
          for (const id of sample.judgmentIds) expect(supports(holding.get(id), sample)).toBe(true);
        }
      }),
      options,
    );
  });

  it('never rests a sample on a verdict that its rater skipped later', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const project = build(given);
        const holding = selectHolding(project.judgments);
        const { preferences, answers } = buildSamples(project);
        const evidence = new Set([...preferences, ...answers].flatMap(({ judgmentIds }) => judgmentIds));
        for (const { id } of holding.filter((verdict) => isPutAside(verdict, holding))) {
          expect(evidence).not.toContain(id);
        }
      }),
      options,
    );
  });

  it('prefers what most raters say in the end, counted vote by vote', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const project = build(given);
        const holding = selectHolding(project.judgments);
        const counting = holding.filter((verdict) => !isPutAside(verdict, holding));
        for (const sample of buildSamples(project).preferences) {
          if (sample.kind === 'correction') continue;
          const tally = countVotes(counting, sample);
          const others = [...tally].filter(([said]) => said !== 'chosen').map(([, count]) => count);
          expect(tally.get('chosen') ?? 0).toBeGreaterThan(Math.max(0, ...others));
          expect(sample.judgmentIds).toHaveLength(tally.get('chosen') ?? 0);
        }
      }),
      options,
    );
  });

  it('comes sorted by prompt and turn', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const { preferences, answers, leftOut } = buildSamples(build(given));
        for (const items of [preferences, answers, leftOut]) {
          const places = items.map(({ promptId, turn }) => `${promptId} ${turn}`);
          expect(places).toEqual(places.toSorted());
        }
      }),
      options,
    );
  });

  it('never pairs equal or empty texts, and never touches an evaluation prompt', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const project = build(given);
        const kept = new Set(project.prompts.filter(({ split }) => split === 'eval').map(({ id }) => id));
        const { preferences, answers } = buildSamples(project);
        for (const { chosen, rejected, promptId } of preferences) {
          expect(chosen.trim()).not.toBe('');
          expect(rejected.trim()).not.toBe('');
          expect(chosen.trim()).not.toBe(rejected.trim());
          expect(kept).not.toContain(promptId);
        }
        for (const { answer, promptId } of answers) {
          expect(answer.trim()).not.toBe('');
          expect(kept).not.toContain(promptId);
        }
      }),
      options,
    );
  });

  it('contains no pair in both directions and no circle', () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const edges = buildSamples(build(given)).preferences.filter(({ kind }) => kind === 'preference');
        const below = (id: string, turn: number) =>
          edges
            .filter((edge) => edge.chosenResponseId === id && edge.turn === turn)
            .map((edge) => edge.rejectedResponseId);
        for (const { chosenResponseId, rejectedResponseId, turn } of edges) {
          // Four responses: a circle closes within four steps.
          let reached = new Set<string>([rejectedResponseId]);
          for (let step = 0; step < 4; step += 1) {
            reached = new Set([...reached, ...[...reached].flatMap((id) => below(id, turn))]);
          }
          expect(reached).not.toContain(chosenResponseId);
        }
      }),
      options,
    );
  });

  it('does not depend on the order in which anything arrives', () => {
    const shuffled = scenario.chain((given) => {
      const { prompts, responses, judgments } = build(given);
      const shuffle = <Item>(items: readonly Item[]) =>
        fc.shuffledSubarray([...items], { minLength: items.length });
      return fc.record({
        given: fc.constant(given),
        prompts: shuffle(prompts),
        responses: shuffle(responses),
        // Every entry arrives twice.
        judgments: shuffle([...judgments, ...judgments]),
      });
    });
    fc.assert(
      fc.property(shuffled, ({ given, ...arrived }) => {
        expect(JSON.stringify(buildSamples(arrived))).toBe(JSON.stringify(buildSamples(build(given))));
      }),
      options,
    );
  });
});
