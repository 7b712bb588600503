import type { Vote } from './mt-bench-votes.ts';

/** Unit (with its pair in code-point order) → rater → winning model, `tie`; later votes replace earlier ones. */
export function tabulate(votes: readonly Vote[]): Map<string, Map<string, string>> {
  const units = new Map<string, Map<string, string>>();
  for (const { judge, model_a, model_b, question_id, turn, winner } of votes) {
    const key = [question_id, turn, ...[model_a, model_b].toSorted()].join(' ');
    const unit = units.get(key) ?? new Map<string, string>();
    units.set(key, unit);
    const models = [model_a, model_b].toSorted();
    const won = winner === 'model_a' ? model_a : model_b;
    unit.set(judge, winner === 'tie' ? 'tie' : won === models[0] ? 'first' : 'second');
  }
  return units;
}

/** Alpha by enumerating pairs: 1 - observed / expected disagreement, nominal. */
export function naiveAlpha(units: Map<string, Map<string, string>>): number {
  const shared = [...units.values()].map((unit) => [...unit.values()]).filter((values) => values.length > 1);
  let observed = 0;
  for (const values of shared) {
    for (let i = 0; i < values.length; i += 1) {
      for (let j = 0; j < values.length; j += 1) {
        if (i !== j && values[i] !== values[j]) observed += 1 / (values.length - 1);
      }
    }
  }
  const all = shared.flat();
  let expected = 0;
  for (const left of all) for (const right of all) if (left !== right) expected += 1;
  return 1 - observed / (expected / (all.length - 1));
}

export function naivePercent(units: Map<string, Map<string, string>>): number {
  const shares = [...units.values()]
    .map((unit) => [...unit.values()])
    .filter((values) => values.length > 1)
    .map((values) => {
      const pairs = values.flatMap((left, i) => values.slice(i + 1).map((right) => (left === right ? 1 : 0)));
      return pairs.reduce<number>((sum, agree) => sum + agree, 0) / pairs.length;
    });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** n and kappa of two raters from the shared units. */
export function naiveKappa(
  units: Map<string, Map<string, string>>,
  a: string,
  b: string,
): { n: number; kappa: number } {
  const both = [...units.values()].flatMap((unit) => {
    const left = unit.get(a);
    const right = unit.get(b);
    return left === undefined || right === undefined ? [] : [[left, right] as const];
  });
  const n = both.length;
  const po = both.filter(([left, right]) => left === right).length / n;
  let pe = 0;
  for (const value of ['first', 'second', 'tie']) {
    const left = both.filter((pair) => pair[0] === value).length;
    pe += (left / n) * (both.filter((pair) => pair[1] === value).length / n);
  }
  return { n, kappa: (po - pe) / (1 - pe) };
}
