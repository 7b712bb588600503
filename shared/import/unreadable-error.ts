import { createFault, type Fault, type FaultCode } from './row.ts';

/**
 * A file whose bytes cannot be understood from some point on. Thrown deep inside the readers of packed and binary
 * containers, and turned into a fault of the file where a container is recognised or its rows are read.
 */
export class UnreadableError extends Error {
  readonly fault: Fault;

  constructor(code: FaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = createFault(code, null, message);
  }
}

/** A file of which a part is missing or wrong. */
export function damaged(what: string, cause?: unknown): UnreadableError {
  return new UnreadableError(
    'damaged_file',
    `${what}; the file is damaged or incomplete: copy it again from where it came from`,
    { cause },
  );
}
