import type { Problem } from '../domain/source.ts';

/** How many left-out rows, and how many warnings, a summary lists one by one. */
export const LISTED = 1_000;

/** Entries of a report: all counted, the first of them kept. */
export class Listing {
  readonly byCode = new Map<string, number>();
  readonly byFile = new Map<number, number>();
  count = 0;
  readonly #listed: { readonly index: number; readonly problem: Problem }[] = [];

  add(index: number, problem: Problem): void {
    this.count += 1;
    this.byCode.set(problem.code, (this.byCode.get(problem.code) ?? 0) + 1);
    this.byFile.set(index, (this.byFile.get(index) ?? 0) + 1);
    if (this.#listed.length < LISTED) this.#listed.push({ index, problem });
  }

  /** By file in the order given, then by line. */
  inOrder(): Problem[] {
    return this.#listed
      .toSorted(
        (left, right) => left.index - right.index || (left.problem.line ?? 0) - (right.problem.line ?? 0),
      )
      .map(({ problem }) => problem);
  }
}
