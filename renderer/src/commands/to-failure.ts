import type { Failure } from '../../../shared/ipc/failure.ts';

/** What a thrown error says to a person. Errors of the host carry their failure; anything else is unexpected. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Error && 'failure' in error) {
    // `HostError`: the only error with that member.
    return error.failure as Failure;
  }
  return { code: 'io', message: error instanceof Error ? error.message : String(error) };
}
