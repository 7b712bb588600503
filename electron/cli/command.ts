/**
 * - 0: done.
 * - 1: done, but rows were left out, and `--strict` was given: nothing was written.
 * - 2: the input or the command cannot be used: nothing was written.
 */
export type ExitCode = 0 | 1 | 2;

/** What is wrong, and where; printed as one line. */
export interface Complaint {
  /** As the user knows it; `null` when the command itself is wrong. */
  readonly file: string | null;
  readonly line?: number | null;
  readonly field?: string | null;
  readonly code?: string;
  readonly message: string;
}

/** What a command has to say. Commands return it and print nothing, so that each can be called from a test. */
export type CommandOutcome =
  | {
      readonly exitCode: 0 | 1;
      /** What `--json` prints. */
      readonly json: Readonly<Record<string, unknown>>;
      /** What is printed without `--json`. */
      readonly lines: readonly string[];
      /** Rows and judgments that were left out: on standard error, unless `--json` lists them anyway. */
      readonly leftOut: readonly Complaint[];
      readonly errors: readonly Complaint[];
    }
  | { readonly exitCode: 2; readonly errors: readonly Complaint[] };

export interface Command {
  readonly name: string;
  /** The arguments, as the help shows them. */
  readonly usage: string;
  /** One line. */
  readonly summary: string;
  /** What each option does, one line each. */
  readonly options: readonly string[];
  run(args: readonly string[]): Promise<CommandOutcome>;
}

export function refuse(...errors: Complaint[]): CommandOutcome {
  return { exitCode: 2, errors };
}

/** A wrong command line. */
export function refuseUsage(message: string): CommandOutcome {
  return refuse({ file: null, message });
}
