import type { Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';

/** Thrown by the reading calls of a host, which have no other way to say why they cannot read. */
export class HostError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'HostError';
    this.failure = failure;
  }
}

/** The value of a success; throws the failure. */
export function unwrap<Value>(result: Result<Value, Failure>): Value {
  if (result.ok) return result.value;
  throw new HostError(result.error);
}
