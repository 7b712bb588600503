/**
 * What a trainer does with what was found:
 *
 * - `aborts`: the run stops.
 * - `drops`: the row vanishes, with a log line at most.
 * - `misreads`: the row trains something else than it says.
 * - `unportable`: it loads here, and breaks in other versions, in larger files or in other tools.
 */
export type FindingEffect = 'aborts' | 'drops' | 'misreads' | 'unportable';

export type FindingCode =
  // the file and its rows, before any trainer
  | 'all-dates'
  | 'byte-order-mark'
  | 'changing-keys'
  | 'control-character'
  | 'duplicate-key'
  | 'file-type'
  | 'line-separator'
  | 'lone-surrogate'
  | 'mixed-types'
  | 'no-rows'
  | 'not-json'
  | 'not-utf8'
  | 'null-value'
  | 'row-not-object'
  // LLaMA-Factory's registration
  | 'columns-incomplete'
  | 'dataset-name'
  | 'layout-not-checked'
  | 'not-registered'
  | 'registration-text'
  | 'tags-incomplete'
  | 'wrong-stage'
  // rows
  | 'answer-not-object'
  | 'answer-role'
  | 'bad-turns'
  | 'different-prompts'
  | 'empty-answer'
  | 'empty-list'
  | 'foreign-layout'
  | 'identical-answers'
  | 'image-count'
  | 'missing-column'
  | 'no-valid-rows'
  | 'null-text'
  | 'plain-text'
  | 'prompt-ends-with-answer'
  | 'reserved-column'
  | 'tool-json'
  | 'trains-every-token'
  | 'unknown-role';

export interface Finding {
  readonly code: FindingCode;
  readonly effect: FindingEffect;
  /** From 1; `null` when the whole file is meant. */
  readonly row: number | null;
  /** As a path (`chosen.value`), or `null`. */
  readonly field: string | null;
  /** What the trainer would do, in English. */
  readonly message: string;
}

export interface PreflightReport {
  /** Training examples in the file. */
  readonly rows: number;
  /** In the order of the file; of each code the first hundred. */
  readonly findings: readonly Finding[];
  /** How often each code was found, those not listed included. */
  readonly counts: Readonly<Partial<Record<FindingCode, number>>>;
}

const LISTED_PER_CODE = 100;

/** Collects findings without letting a million bad rows fill the memory. */
export class FindingLog {
  readonly #findings: Finding[] = [];
  readonly #counts: Partial<Record<FindingCode, number>> = {};

  add(
    code: FindingCode,
    effect: FindingEffect,
    place: { readonly row?: number; readonly field?: string },
    message: string,
  ): void {
    const count = (this.#counts[code] ?? 0) + 1;
    this.#counts[code] = count;
    if (count > LISTED_PER_CODE) return;
    this.#findings.push({ code, effect, row: place.row ?? null, field: place.field ?? null, message });
  }

  get isEmpty(): boolean {
    return this.#findings.length === 0;
  }

  toReport(rows: number): PreflightReport {
    return { rows, findings: [...this.#findings], counts: { ...this.#counts } };
  }
}
